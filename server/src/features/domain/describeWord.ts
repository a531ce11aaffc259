/** Writes what the vocabulary says of an element, an attribute or a value. */
import { isKnownIn, listReleaseNotes } from '../../consumers/libvirt/vocabulary';
import type { AttributeWord, Content, ElementWord, Word } from '../../consumers/libvirt/vocabulary/word';
import {
  RULE,
  escapeText,
  inline,
  joinBlocks,
  joinInline,
  joinListItems,
  makeCode,
  makeListItem,
  makeParagraph,
  makeStrong,
  type Markdown,
} from '../../text/markdown';
import { tMarkdown } from '../../text/translations';

/** Describes an element. @param release of libvirt, such as `12.8` */
export function describeElement(word: ElementWord, release: string): Markdown {
  const name = word.place.slice(word.place.lastIndexOf('/') + 1);
  return joinBlocks([
    inline`${makeStrong(makeCode(`<${name}>`))}`,
    ...describeWord(word, release, word.content),
    ...describeFooter(word, release),
  ]);
}

/** Describes an attribute, and the value if there is one. */
export function describeAttribute(
  word: AttributeWord,
  element: string,
  release: string,
  value?: string,
): Markdown {
  const { content } = word;
  const known = content.kind === 'values' ? content.values.find((each) => each.name === value) : undefined;
  const owner = makeCode(`<${element}>`);
  const heading =
    known === undefined
      ? tMarkdown('{0} · attribute of {1}', makeStrong(makeCode(word.name)), owner)
      : tMarkdown('{0} · value of {1} in {2}', makeStrong(makeCode(known.name)), makeCode(word.name), owner);
  return joinBlocks([
    heading,
    ...(known?.about ? [makeParagraph(known.about())] : []),
    ...describeWord(word, release, content),
    ...describeFooter({ ...word, since: known?.since ?? word.since }, release),
  ]);
}

function describeWord(
  word: Word & Partial<Pick<AttributeWord, 'isRequired'>>,
  release: string,
  content?: Content,
): Markdown[] {
  const values =
    content?.kind === 'values' ? content.values.filter((value) => isKnownIn(value, release)) : [];
  const facts = [
    ...(values.length > 1
      ? [
          tMarkdown(
            'Allowed: {0}',
            joinInline(
              values.map(({ name }) => makeCode(name)),
              ', ',
            ),
          ),
        ]
      : []),
    ...(word.byDefault ? [tMarkdown('Default: {0}', word.byDefault())] : []),
    ...(word.isRequired === true ? [tMarkdown('Required')] : []),
    ...(isKnownIn(word, release) ? listReleaseNotes(word, release) : []).map(({ text }) =>
      tMarkdown('libvirt {0} {1}.', escapeText(release), text()),
    ),
  ];
  return [
    makeParagraph(word.about()),
    ...(word.effect ? [tMarkdown('Selection: {0}', word.effect())] : []),
    ...(facts.length > 0 ? [joinListItems(facts.map((fact) => makeListItem([fact])))] : []),
  ];
}

function describeFooter({ since }: Pick<Word, 'since'>, release: string): Markdown[] {
  if (since === undefined) return [];
  const first = escapeText(since);
  const line = isKnownIn({ since }, release)
    ? tMarkdown('Since libvirt {0}', first)
    : tMarkdown('Since libvirt {0}; not known to {1}', first, escapeText(release));
  return [RULE, line];
}
