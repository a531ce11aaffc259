import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { listUsualGlobs } from '../descriptor/machineTypes';
import type { SeenImage } from '../descriptor/surroundings';
import type { TypedEnum, TypedMember, TypedNode } from '../descriptor/typedTree';
import { toCodeSpan, escapeMarkdown } from '../qapi/markdownInline';
import type { Entry, SourceRange } from '../qapi/schema';
import { compareVersions } from '../qapi/version';
import { LineIndex, type TextRange } from '../text/lineIndex';
import { findMemberDeclaration, findValueDeclaration } from './declaration';
import { renderDocumentation, isDeprecated, formatType } from './documentation';
import type { ImageReference } from './images';
import { summariseImage } from './imageSummary';
import { findArchitecture, describeMachines, findMachinesAround } from './machines';
import { shortenMarkdown } from './shortened';
import { findToken } from './tokenAt';

export interface Hover {
  /** The token that it is about. */
  readonly range: TextRange;
  readonly markdown: string;
}

/** Gives a URI that opens a place in the schema, or undefined where the client has no such file. */
export type SourceLink = (place: SourceRange) => string | undefined;

/**
 * What the schema says of the name or value at `offset`: of a name what the member is for, of a value what it stands
 * for. Nothing on punctuation and where there is nothing to say.
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

/** What the image is that is named in a place. */
export function makeImageHover({ token }: ImageReference, image: SeenImage): Hover {
  const [kind = '', ...lines] = summariseImage(image).map(escapeMarkdown);
  return { range: token, markdown: [`**${kind}**`, ...lines].join('  \n') };
}

/** What an optional member stands for where it is absent. [firmware.json] */
const DEFAULTS: Readonly<Record<string, string | undefined>> = { 'FirmwareMappingFlash.mode': 'split' };

function describeMember(
  member: TypedMember,
  document: DescriptorDocument,
  link: SourceLink,
): string | undefined {
  const declared = findMemberDeclaration(member, document.context);
  if (!declared) return undefined;
  const { member: entry, owner } = declared;
  const [type, holder] = [toCodeSpan(formatType(entry.type)), toCodeSpan(owner)];
  const heading = entry.optional
    ? t('optional member of {0} · {1}', holder, type)
    : t('required member of {0} · {1}', holder, type);
  const absent = DEFAULTS[`${owner}.${entry.name}`];
  return renderDescription(
    entry,
    heading,
    document,
    link,
    absent === undefined ? [] : [t('Default {0}', toCodeSpan(absent))],
  );
}

function describeValue(node: TypedNode, document: DescriptorDocument, link: SourceLink): string | undefined {
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
): string | undefined {
  const entry = findValueDeclaration(node, document.context);
  return entry && renderDescription(entry, t('value of {0}', toCodeSpan(node.type.name)), document, link);
}

function describeMachinePattern(pattern: string, architecture: string | undefined): string | undefined {
  if (architecture === undefined || listUsualGlobs(architecture).length === 0) return undefined;
  const meaning = describeMachines(pattern, architecture);
  const heading = t('{0} · machine types of {1}', toCodeSpan(pattern), toCodeSpan(architecture));
  return meaning && `${heading}\n\n${meaning}`;
}

/** Heading, prose, and below a rule what is worth a word and the link to the declaration. */
function renderDescription(
  entry: Entry,
  heading: string,
  { context }: DescriptorDocument,
  link: SourceLink,
  notes: readonly string[] = [],
): string {
  const prose = renderDocumentation(entry, (name) => {
    const definition = context.full.definitions.get(name);
    return definition && link(definition.nameRange);
  });
  const footer = [
    ...(isDeprecated(entry) ? [t('Deprecated')] : []),
    ...(entry.since === undefined ? [] : [describeSince(entry.since, context.version)]),
    ...notes,
    ...makeLink(entry.range, context.full.texts.get(entry.range.file), link),
  ];
  return [
    `**${escapeMarkdown(entry.name)}** · ${heading}`,
    ...(prose === undefined ? [] : [shortenMarkdown(prose)]),
    ...(footer.length > 0 ? [`---\n\n${footer.join(' · ')}`] : []),
  ].join('\n\n');
}

function describeSince(since: string, version: string): string {
  const tooNew = version !== 'latest' && compareVersions(since, version) > 0;
  return tooNew ? t('Since QEMU {0}, so not in {1}', since, version) : t('Since QEMU {0}', since);
}

/** `firmware-common.qapi:123`, linked. */
function makeLink(place: SourceRange, text: string | undefined, link: SourceLink): string[] {
  const uri = link(place);
  if (uri === undefined || text === undefined) return [];
  const name = place.file.slice(place.file.lastIndexOf('/') + 1);
  const line = new LineIndex(text).positionAt(place.start).line + 1;
  return [`[${escapeMarkdown(name)}:${line}](${uri})`];
}
