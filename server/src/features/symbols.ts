import { t } from '@vscode/l10n';
import type { DescriptorDocument } from '../descriptor/document';
import { findFlashMode, type FlashFileView, type FirmwareView } from '../descriptor/firmwareView';
import type { JsonValue } from '../descriptor/json';
import {
  findMember,
  type TypedList,
  type TypedMember,
  type TypedNode,
  type TypedObject,
} from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import { formatNames, summariseDescriptor, summariseTarget } from './summary';

export type SymbolKind =
  'descriptor' | 'object' | 'file' | 'list' | 'target' | 'enum' | 'string' | 'number' | 'boolean' | 'null';

/** A part of the descriptor as an outline shows it. */
export interface DescriptorSymbol {
  /** One line, not blank. */
  readonly name: string;
  readonly detail?: string | undefined;
  readonly kind: SymbolKind;
  /** The whole of it. */
  readonly range: TextRange;
  /** What is selected when it is gone to; lies in `range`. */
  readonly selection: TextRange;
  /** In the order of the text, each inside `range`. */
  readonly children: readonly DescriptorSymbol[];
}

/** The outline: the descriptor itself with its parts below it. None where the text is no descriptor at all. */
export function listSymbols(document: DescriptorDocument): DescriptorSymbol[] {
  const { root } = document.view;
  if (!root) return [];
  const { start } = root.json;
  const description = findMember(root, 'description')?.value?.json;
  return [
    {
      ...named(
        description?.kind === 'string' ? description.value : '',
        t('Firmware descriptor'),
        summariseDescriptor(document),
      ),
      kind: 'descriptor',
      range: rangeOf(root.json),
      selection: description ? rangeOf(description) : { start, end: start + 1 },
      children: membersOf(root, document.view),
    },
  ];
}

function membersOf({ members }: TypedObject, view: FirmwareView): DescriptorSymbol[] {
  return members.map((member) => {
    const { key } = member.json;
    const range = { start: key.start, end: Math.max(key.end, member.value?.json.end ?? 0) };
    return { ...memberSymbol(member, view), range, selection: rangeOf(key) };
  });
}

type Shown = Omit<DescriptorSymbol, 'range' | 'selection'>;

function memberSymbol({ name, value }: TypedMember, view: FirmwareView): Shown {
  const shown = (detail: string): Pick<Shown, 'name' | 'detail'> => named(name, '""', detail);
  if (!value) return { ...shown(''), kind: 'null', children: [] };
  const file = flashFile(value, view);
  if (file)
    return { ...shown(joined([file.filename?.value, file.format?.value])), kind: 'file', children: [] };
  switch (value.kind) {
    case 'object':
      return { ...shown(detailOf(value, view)), kind: 'object', children: membersOf(value, view) };
    case 'list':
      return { ...shown(detailOfList(value)), kind: 'list', children: elementsOf(value, view) };
    default:
      return { ...shown(plainText(value.json)), kind: scalarKind(value), children: [] };
  }
}

function elementsOf({ elements }: TypedList, { targets }: FirmwareView): DescriptorSymbol[] {
  const byObject = new Map(targets.map((target) => [target.object, target]));
  return elements.flatMap((element): DescriptorSymbol[] => {
    const target = element.kind === 'object' ? byObject.get(element) : undefined;
    const range = rangeOf(element.json);
    if (target)
      return [
        {
          ...named(summariseTarget(target), t('target'), ''),
          kind: 'target',
          range,
          selection: target.architecture ? rangeOf(target.architecture.json) : range,
          children: [],
        },
      ];
    if (element.kind !== 'enum') return [];
    return [{ ...named(element.value, '""', ''), kind: 'enum', range, selection: range, children: [] }];
  });
}

function flashFile(value: TypedNode, { mapping }: FirmwareView): FlashFileView | undefined {
  return [mapping?.executable, mapping?.nvramTemplate].find((file) => file?.member.value === value);
}

function detailOf(object: TypedObject, { mapping }: FirmwareView): string {
  return object === mapping?.object ? joined([mapping.device?.value, findFlashMode(mapping)]) : '';
}

function detailOfList({ json }: TypedList): string {
  return formatNames(json.elements.flatMap((element) => (element.kind === 'string' ? element.value : [])));
}

function plainText(json: JsonValue): string {
  return json.kind === 'object' || json.kind === 'array' ? '' : String(json.value);
}

/** The members whose text is the path of a file. [firmware.json] */
const FILE_MEMBERS: ReadonlySet<string> = new Set(['filename', 'template']);

function scalarKind(value: TypedNode): SymbolKind {
  if (value.kind === 'enum') return 'enum';
  const { kind } = value.json;
  if (kind === 'array') return 'list';
  return kind === 'string' && FILE_MEMBERS.has(value.member?.name ?? '') ? 'file' : kind;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function named(text: string, fallback: string, detail: string): Pick<Shown, 'name' | 'detail'> {
  return { name: oneLine(text) || fallback, detail: oneLine(detail) || undefined };
}

/** An outline has no room for more, in UTF-16 units. */
const MAX_LENGTH = 120;

function oneLine(text: string): string {
  const line = text
    .slice(0, 2 * MAX_LENGTH)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_LENGTH
    ? `${line.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : line;
}

function rangeOf({ start, end }: TextRange): TextRange {
  return { start, end };
}
