import { tMarkdown } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { listUsualGlobs } from '../descriptor/machineTypes';
import type { SeenImage } from '../descriptor/surroundings';
import type { TypedEnum, TypedMember, TypedNode } from '../descriptor/typedTree';
import type { Entry, SourceRange } from '../qapi/schema';
import { compareVersions } from '../qapi/version';
import { LineIndex, type TextRange } from '../text/lineIndex';
import {
  escapeText,
  joinBlocks,
  joinInline,
  makeCode,
  makeLines,
  makeLink,
  makeStrong,
  inline,
  RULE,
  type Markdown,
} from '../text/markdown';
import { findMemberDeclaration, findValueDeclaration } from './declaration';
import { renderDocumentation, isDeprecated, formatType } from './documentation';
import type { ImageReference } from './images';
import { summariseImage } from './imageSummary';
import { findArchitecture, describeMachines, findMachinesAround } from './machines';
import { shortenBlocks } from './shortened';
import { findToken } from './tokenAt';

export interface Hover {
  /** The token that it describes. */
  readonly range: TextRange;
  readonly markdown: Markdown;
}

/** Returns a URI that opens a place in the schema, or undefined if the client has no such file. */
export type SourceLink = (place: SourceRange) => string | undefined;

/**
 * Describes the name or value at `offset` with the schema's documentation. Returns undefined for punctuation and undocumented parts.
 */
export function findHover(document: DescriptorDocument, offset: number, link: SourceLink): Hover | undefined {
  const token = findToken(document.root, offset);
  if (!token) return undefined;
  const { start, end } = token.kind === 'name' ? token.member.json.key : token.node.json;
  if (offset >= end) return undefined;
  const markdown =
    token.kind === 'name'
      ? describeMember(token.member, document, link)
      : describeValue(token.node, document, link);
  return markdown === undefined ? undefined : { range: { start, end }, markdown };
}

/** Describes the image that a descriptor names. */
export function makeImageHover({ token }: ImageReference, image: SeenImage): Hover {
  const [kind = '', ...lines] = summariseImage(image);
  return { range: token, markdown: makeLines([makeStrong(escapeText(kind)), ...lines.map(escapeText)]) };
}

/** The defaults of optional members. [firmware.json] */
const DEFAULTS: Readonly<Record<string, string | undefined>> = { 'FirmwareMappingFlash.mode': 'split' };

function describeMember(
  member: TypedMember,
  document: DescriptorDocument,
  link: SourceLink,
): Markdown | undefined {
  const declared = findMemberDeclaration(member, document.context);
  if (!declared) return undefined;
  const { member: entry, owner } = declared;
  const [type, holder] = [makeCode(formatType(entry.type)), makeCode(owner)];
  const heading = entry.optional
    ? tMarkdown('optional member of {0} · {1}', holder, type)
    : tMarkdown('required member of {0} · {1}', holder, type);
  const absent = DEFAULTS[`${owner}.${entry.name}`];
  return renderDescription(
    entry,
    heading,
    document,
    link,
    absent === undefined ? [] : [tMarkdown('Default: {0}', makeCode(absent))],
  );
}

function describeValue(
  node: TypedNode,
  document: DescriptorDocument,
  link: SourceLink,
): Markdown | undefined {
  if (node.kind === 'enum') return describeEnumValue(node, document, link);
  const machines = findMachinesAround(node);
  return machines && node.json.kind === 'string'
    ? describeMachinePattern(node.json.value, findArchitecture(machines))
    : undefined;
}

function describeEnumValue(
  node: TypedEnum,
  document: DescriptorDocument,
  link: SourceLink,
): Markdown | undefined {
  const entry = findValueDeclaration(node, document.context);
  return (
    entry && renderDescription(entry, tMarkdown('value of {0}', makeCode(node.type.name)), document, link)
  );
}

function describeMachinePattern(pattern: string, architecture: string | undefined): Markdown | undefined {
  if (architecture === undefined || listUsualGlobs(architecture).length === 0) return undefined;
  const meaning = describeMachines(pattern, architecture);
  const heading = tMarkdown('{0} · machine types of {1}', makeCode(pattern), makeCode(architecture));
  return meaning && joinBlocks([heading, meaning]);
}

/** Renders a heading, prose and, below a rule, notes and the link to the declaration. */
function renderDescription(
  entry: Entry,
  heading: Markdown,
  { context }: DescriptorDocument,
  link: SourceLink,
  notes: readonly Markdown[] = [],
): Markdown {
  const prose = renderDocumentation(entry, (name) => {
    const definition = context.full.definitions.get(name);
    return definition && link(definition.nameRange);
  });
  const footer = [
    ...(isDeprecated(entry) ? [tMarkdown('Deprecated')] : []),
    ...(entry.since === undefined ? [] : [describeSince(entry.since, context.version)]),
    ...notes,
    ...linkDeclaration(entry.range, context.full.modules.get(entry.range.file)?.text, link),
  ];
  return joinBlocks([
    inline`${makeStrong(escapeText(entry.name))} · ${heading}`,
    ...shortenBlocks(prose),
    ...(footer.length > 0 ? [RULE, joinInline(footer, ' · ')] : []),
  ]);
}

function describeSince(since: string, version: string): Markdown {
  const tooNew = version !== 'latest' && compareVersions(since, version) > 0;
  const shown = escapeText(since);
  return tooNew
    ? tMarkdown('Since QEMU {0}; not in {1}', shown, escapeText(version))
    : tMarkdown('Since QEMU {0}', shown);
}

/** Makes a link such as `firmware-common.qapi:123`. */
function linkDeclaration(place: SourceRange, text: string | undefined, link: SourceLink): Markdown[] {
  const uri = link(place);
  if (uri === undefined || text === undefined) return [];
  const name = place.file.slice(place.file.lastIndexOf('/') + 1);
  const line = new LineIndex(text).positionAt(place.start).line + 1;
  return [makeLink(inline`${escapeText(name)}:${line}`, uri)];
}
