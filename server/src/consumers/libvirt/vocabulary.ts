/** The elements and attributes of a domain that concern its firmware, for features and rules. */
import { compareVersions } from '../../qapi/version';
import { IMAGE_WORDS } from './vocabulary/images';
import { MACHINE_WORDS } from './vocabulary/machine';
import { OS_WORDS } from './vocabulary/os';
import type { AttributeWord, ElementWord, ReleaseNote, ValueWord, Word } from './vocabulary/word';

export const VOCABULARY: readonly ElementWord[] = [...OS_WORDS, ...IMAGE_WORDS, ...MACHINE_WORDS];

const BY_PLACE: ReadonlyMap<string, ElementWord> = new Map(VOCABULARY.map((word) => [word.place, word]));

/** Finds an element by its place below `<domain>`, such as `os/loader`. */
export function findElementWord(place: string): ElementWord | undefined {
  return BY_PLACE.get(place);
}

/** Finds an attribute of an element. */
export function findAttributeWord(place: string, name: string): AttributeWord | undefined {
  return BY_PLACE.get(place)?.attributes.find((attribute) => attribute.name === name);
}

/** Finds a value of an attribute; undefined if its values are not listed. */
export function findValueWord(word: AttributeWord | undefined, value: string): ValueWord | undefined {
  const content = word?.content;
  return content?.kind === 'values' ? content.values.find(({ name }) => name === value) : undefined;
}

/** Lists the elements directly in the one at `place`; those of `<domain>` for an empty place. */
export function listChildWords(place: string): readonly ElementWord[] {
  const start = place === '' ? '' : `${place}/`;
  return VOCABULARY.filter(
    (word) => word.place.startsWith(start) && !word.place.slice(start.length).includes('/'),
  );
}

/** Whether a release knows the element, attribute or value. One that does not ignores it. @param release such as `12.8` */
export function isKnownIn({ since }: Pick<Word, 'since'>, release: string): boolean {
  return since === undefined || compareVersions(since, release) <= 0;
}

/** Lists what only this release and similar ones do. */
export function listReleaseNotes({ notes = [] }: Word, release: string): readonly ReleaseNote[] {
  return notes.filter(
    ({ from, before }) =>
      (from === undefined || compareVersions(from, release) <= 0) &&
      (before === undefined || compareVersions(release, before) < 0),
  );
}
