import { tMarkdown } from '../../text/translations';
import type { Definition, Entry, Feature, Member } from '../../qapi/schema';
import {
  cutToSentences,
  inline,
  joinInline,
  joinListItems,
  makeCode,
  makeCodeBlock,
  makeListItem,
  makeStrong,
  type Markdown,
} from '../../text/markdown';
import { formatType } from '../documentation';
import { shortenBlocks } from '../shortened';
import type { Render } from './hover';
import { listReachableMembers } from './symbol';
import type { View } from './view';
import { writeWireForm } from './wireForm';

/** More members than these are counted, not listed. */
const MAX_LISTED = 40;

/** Describes a definition: signature, text, parts, features, result and errors, and the messages of a command or event. */
export function describeDefinition(definition: Definition, view: View, render: Render): readonly Markdown[] {
  const sections = definition.doc?.sections ?? [];
  const textsOf = (kind: string): readonly string[] =>
    sections.filter((section) => section.kind === kind).map(({ text }) => text);
  const tagged = (kind: string, label: Markdown): readonly Markdown[] =>
    textsOf(kind).flatMap((text) => [makeStrong(label), ...shortenBlocks(render(text))]);
  const isMessage = definition.kind === 'command' || definition.kind === 'event';
  return [
    makeCodeBlock([formatSignature(definition)], 'qapi'),
    ...shortenBlocks(textsOf('plain').flatMap(render)),
    ...listParts(definition, view, render),
    ...describeFeatures(definition.features, render),
    ...tagged('returns', tMarkdown('Returns')),
    ...tagged('errors', tMarkdown('Errors')),
    ...(isMessage ? [makeCodeBlock(writeWireForm(definition, view), 'json')] : []),
  ];
}

function formatSignature(definition: Definition): string {
  const { kind, name } = definition;
  switch (definition.kind) {
    case 'command':
    case 'event': {
      const { data, returns } = definition;
      return `${kind} ${name}${data ? ` (${data.name})` : ''}${returns ? ` → ${formatType(returns)}` : ''}`;
    }
    case 'struct':
    case 'union':
      return `${kind} ${name}${definition.base ? ` : ${definition.base.name}` : ''}`;
    default:
      return `${kind} ${name}`;
  }
}

function listParts(definition: Definition, view: View, render: Render): readonly Markdown[] {
  const items = listItems(definition, view);
  if (items.length === 0) return [];
  const shown = items
    .slice(0, MAX_LISTED)
    .map(({ label, entry }) => makeListItem([joinFirst(label, entry?.doc, render)]));
  const rest = items.length - shown.length;
  return [joinListItems([...shown, ...(rest > 0 ? [makeListItem([tMarkdown('{0} more', rest)])] : [])])];
}

interface Item {
  readonly label: Markdown;
  readonly entry?: Entry;
}

function listItems(definition: Definition, view: View): readonly Item[] {
  switch (definition.kind) {
    case 'enum':
      return definition.values.map((entry) => ({ label: makeCode(entry.name), entry }));
    case 'alternate':
      return definition.alternatives.map((entry) => ({
        label: labelMember({ ...entry, optional: false }),
        entry,
      }));
    case 'union':
      return [
        ...listMemberItems(definition, view),
        ...definition.branches.map(({ name, type }) => ({
          label: inline`${makeCode(definition.discriminator)} = ${makeCode(name)} → ${makeCode(type.name)}`,
        })),
      ];
    default:
      return listMemberItems(definition, view);
  }
}

function listMemberItems(definition: Definition, view: View): readonly Item[] {
  return listReachableMembers(definition, view).map(({ member }) => ({
    label: labelMember(member),
    entry: member,
  }));
}

function labelMember({ name, type, optional }: Member): Markdown {
  return joinInline([makeCode(optional ? `${name}?` : name), makeCode(formatType(type))], ' ');
}

/** The rest is in the hover of the member. */
function joinFirst(label: Markdown, doc: string | undefined, render: Render): Markdown {
  const [first] = doc === undefined ? [] : render(doc);
  if (first === undefined || first.includes('\n')) return label;
  return inline`${label}: ${cutToSentences(first, MAX_SENTENCE) ?? first}`;
}

/** The length of a short sentence, in UTF-16 units. */
const MAX_SENTENCE = 120;

function describeFeatures(features: readonly Feature[], render: Render): readonly Markdown[] {
  if (features.length === 0) return [];
  const items = features.map(({ name, doc }) => makeListItem([joinFirst(makeCode(name), doc, render)]));
  return [makeStrong(tMarkdown('Features')), joinListItems(items)];
}
