import { t, tMarkdown } from '../../text/translations';
import { docToMarkdown } from '../../qapi/markdown';
import type { Condition, Entry, Feature, Member } from '../../qapi/schema';
import type { TextRange } from '../../text/lineIndex';
import {
  escapeText,
  inline,
  joinBlocks,
  joinInline,
  makeCode,
  makeCodeBlock,
  makeLink,
  makeStrong,
  RULE,
  type Markdown,
} from '../../text/markdown';

import { shortenBlocks } from '../shortened';
import { describeBuiltin, describeKey } from './language';
import { describeDefinition } from './hoverDefinition';
import type { Name } from './names';
import { toTarget } from './navigate';
import type { QapiFile } from './qapiFile';
import { listDeclarations, locate, resolveName, type Declared } from './symbol';
import type { View } from './view';

/** A description of a name. */
export interface QapiHover {
  readonly range: TextRange;
  readonly markdown: Markdown;
}

/** Returns a URI that opens a file at an offset; undefined if it cannot be opened. */
export type FileLink = (file: QapiFile, offset: number) => string | undefined;

/** Describes the name at an offset: what it refers to in the first of the views that knows it, or the key of the language. */
export function hoverQapi(
  file: QapiFile,
  offset: number,
  views: readonly View[],
  link: FileLink,
): QapiHover | undefined {
  const place = file.nameAt(offset);
  if (!place) return undefined;
  const found = views
    .map((view) => describe(place, file, view, link))
    .find((markdown) => markdown !== undefined);
  const markdown = found ?? describeWord(place);
  return markdown && { range: { start: place.start, end: place.end }, markdown };
}

function describe(place: Name, file: QapiFile, view: View, link: FileLink): Markdown | undefined {
  if (place.role === 'include') return describeInclude(place, file, view, link);
  const symbol = resolveName(place, view);
  if (!symbol) return undefined;
  if (symbol.kind === 'condition')
    return tMarkdown('{0} · condition: a macro that QEMU’s build sets', makeStrong(escapeText(symbol.name)));
  const [declared] = listDeclarations(symbol, view);
  return declared && joinBlocks(describeDeclared(declared, view, link));
}

function describeWord({ name, role }: Name): Markdown | undefined {
  const about =
    role === 'key' || role === 'feature'
      ? describeKey(name)
      : role === 'type'
        ? describeBuiltin(name)
        : undefined;
  return about === undefined ? undefined : joinBlocks([makeStrong(escapeText(name)), escapeText(about)]);
}

function describeInclude({ name }: Name, from: QapiFile, view: View, link: FileLink): Markdown | undefined {
  const file = view.findIncluded(from.path, name);
  if (!file) return escapeText(t('Cannot read the included file {0}.', name));
  const count = file.objects.filter(({ definition }) => definition).length;
  const uri = link(file, 0);
  const shown = uri === undefined ? makeCode(file.path) : makeLink(makeCode(file.path), uri);
  return joinBlocks([shown, escapeText(count === 1 ? t('1 definition') : t('{0} definitions', count))]);
}

function describeDeclared(declared: Declared, view: View, link: FileLink): readonly Markdown[] {
  const linkTo = (name: string): string | undefined => {
    const target = view.find(name);
    const place = target && toTarget(target.nameRange, view);
    return place && link(place.file, place.range.start);
  };
  const render = (text: string): readonly Markdown[] => docToMarkdown(text, { link: linkTo });
  const footer = makeFooter(declared, view, link);
  const body =
    declared.kind === 'definition'
      ? describeDefinition(declared.definition, view, render)
      : declared.kind === 'entry'
        ? describeEntry(declared.entry, declared.owner.kind === 'enum', declared.owner.name, render)
        : describeFeature(declared.feature, declared.owner.name, render);
  return [...body, ...(footer.length > 0 ? [RULE, joinInline(footer, ' · ')] : [])];
}

/** Renders a text of the documentation. */
export type Render = (text: string) => readonly Markdown[];

function describeEntry(entry: Entry, isValue: boolean, owner: string, render: Render): readonly Markdown[] {
  const holder = makeCode(owner);
  const heading = isValue
    ? [inline`${makeStrong(escapeText(entry.name))} · ${tMarkdown('value of {0}', holder)}`]
    : [makeCodeBlock([formatMember(entry as Member)], 'qapi'), tMarkdown('member of {0}', holder)];
  const doc = entry.doc === undefined ? [] : render(entry.doc);
  return [
    ...heading,
    ...shortenBlocks(doc),
    ...entry.features.flatMap((feature) => describeShort(feature, render)),
  ];
}

/** Formats a member such as `*name?: [str]` in the notation of the schema. */
export function formatMember({
  name,
  type,
  optional,
}: Pick<Member, 'name' | 'type'> & { readonly optional?: boolean }): string {
  return `'${optional === true ? '*' : ''}${name}': ${type.isArray ? `['${type.name}']` : `'${type.name}'`}`;
}

function describeFeature(feature: Feature, owner: string, render: Render): readonly Markdown[] {
  const about = feature.doc === undefined ? describeKey(feature.name) : undefined;
  return [
    inline`${makeStrong(escapeText(feature.name))} · ${tMarkdown('feature of {0}', makeCode(owner))}`,
    ...(feature.doc === undefined ? [] : shortenBlocks(render(feature.doc))),
    ...(about === undefined ? [] : [escapeText(about)]),
  ];
}

function describeShort({ name, doc }: Feature, render: Render): readonly Markdown[] {
  const [first] = doc === undefined ? [] : render(doc);
  return [first ? inline`${makeStrong(escapeText(name))}: ${first}` : makeStrong(escapeText(name))];
}

function makeFooter(declared: Declared, view: View, link: FileLink): readonly Markdown[] {
  const part =
    declared.kind === 'definition'
      ? declared.definition
      : declared.kind === 'entry'
        ? declared.entry
        : declared.feature;
  const features = 'features' in part ? part.features.map(({ name }) => name) : [];
  const { condition } = part;
  const place = toTarget(locate(declared).name, view);
  const uri = place && link(place.file, place.range.start);
  const since = 'since' in part ? part.since : undefined;
  return [
    ...(features.includes('deprecated') ? [tMarkdown('Deprecated')] : []),
    ...(features.includes('unstable') ? [tMarkdown('Unstable')] : []),
    ...(since === undefined ? [] : [tMarkdown('Since QEMU {0}', escapeText(since))]),
    ...(condition === undefined ? [] : [tMarkdown('If {0}', escapeText(formatCondition(condition)))]),
    ...(place && uri !== undefined ? [makeLink(nameLine(place.file, place.range.start), uri)] : []),
  ];
}

function nameLine(file: QapiFile, offset: number): Markdown {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return inline`${escapeText(name)}:${file.lines.positionAt(offset).line + 1}`;
}

/** Formats a condition such as `A and (B or not C)`. */
export function formatCondition(condition: Condition, depth = 0): string {
  if (typeof condition === 'string') return condition;
  if (depth > MAX_DEPTH) return '…';
  if ('not' in condition) return `not ${formatCondition(condition.not, depth + 1)}`;
  const [parts, word] = 'all' in condition ? [condition.all, ' and '] : [condition.any, ' or '];
  const text = parts.map((part) => formatCondition(part, depth + 1)).join(word);
  return depth > 0 && parts.length > 1 ? `(${text})` : text;
}

const MAX_DEPTH = 10;
