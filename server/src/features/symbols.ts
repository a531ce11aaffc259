import { makeVisible } from '../text/visible';
import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { findFlashMode, type FlashFileView, type FirmwareView } from '../descriptor/firmwareView';
import type { JsonValue } from '../descriptor/json';
import { findMember, type TypedList, type TypedNode, type TypedObject } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import { formatNames, summariseDescriptor, summariseTarget } from './summary';

export type SymbolKind =
  'descriptor' | 'object' | 'file' | 'list' | 'target' | 'enum' | 'string' | 'number' | 'boolean' | 'null';

/** A part of the descriptor in the outline. */
export interface DescriptorSymbol {
  /** One line, not blank. */
  readonly name: string;
  readonly detail?: string | undefined;
  readonly kind: SymbolKind;
  /** The whole part. */
  readonly range: TextRange;
  /** The range to select on navigation; inside `range`. */
  readonly selection: TextRange;
  /** In the order of the text, each inside `range`. */
  readonly children: readonly DescriptorSymbol[];
}

/** Makes the outline: the descriptor and its parts below it. Empty if the text is not a descriptor at all. */
export function listSymbols(document: DescriptorDocument): DescriptorSymbol[] {
  const { root } = document.view;
  if (!root) return [];
  const { start } = root.json;
  const description = findMember(root, 'description')?.value?.json;
  return [
    {
      ...makeNames(
        description?.kind === 'string' ? description.value : '',
        t('Firmware descriptor'),
        summariseDescriptor(document),
      ),
      kind: 'descriptor',
      range: toRange(root.json),
      selection: description ? toRange(description) : { start, end: start + 1 },
      children: makeMemberSymbols(root, document.view),
    },
  ];
}

function makeMemberSymbols({ members }: TypedObject, view: FirmwareView): DescriptorSymbol[] {
  return members.map(({ name, value, json: { key } }) => {
    const [kind, detail] = describeValue(value, view);
    return {
      name: toOneLine(name) || '""',
      detail: toOneLine(detail) || undefined,
      kind,
      range: { start: key.start, end: Math.max(key.end, value?.json.end ?? 0) },
      selection: toRange(key),
      children: value && kind !== 'file' ? makeInnerSymbols(value, view) : [],
    };
  });
}

function makeInnerSymbols(value: TypedNode, view: FirmwareView): DescriptorSymbol[] {
  if (value.kind === 'object') return makeMemberSymbols(value, view);
  return value.kind === 'list' ? makeElementSymbols(value, view) : [];
}

function describeValue(value: TypedNode | undefined, view: FirmwareView): [kind: SymbolKind, detail: string] {
  if (!value) return ['null', ''];
  const file = findFlashFile(value, view);
  if (file) return ['file', join([file.filename?.value, file.format?.value])];
  switch (value.kind) {
    case 'object':
      return ['object', describeObject(value, view)];
    case 'list':
      return ['list', describeList(value)];
    default:
      return [toSymbolKind(value), toPlainText(value.json)];
  }
}

function makeElementSymbols({ elements }: TypedList, { targets }: FirmwareView): DescriptorSymbol[] {
  const byObject = new Map(targets.map((target) => [target.object, target]));
  return elements.flatMap((element): DescriptorSymbol[] => {
    const target = element.kind === 'object' ? byObject.get(element) : undefined;
    const range = toRange(element.json);
    if (target)
      return [
        {
          ...makeNames(summariseTarget(target), t('target'), ''),
          kind: 'target',
          range,
          selection: target.architecture ? toRange(target.architecture.json) : range,
          children: [],
        },
      ];
    if (element.kind !== 'enum') return [];
    return [{ ...makeNames(element.value, '""', ''), kind: 'enum', range, selection: range, children: [] }];
  });
}

function findFlashFile(value: TypedNode, { mapping }: FirmwareView): FlashFileView | undefined {
  return [mapping?.executable, mapping?.nvramTemplate].find((file) => file?.member.value === value);
}

function describeObject(object: TypedObject, { mapping }: FirmwareView): string {
  return object === mapping?.object ? join([mapping.device?.value, findFlashMode(mapping)]) : '';
}

function describeList({ json }: TypedList): string {
  return formatNames(json.elements.flatMap((element) => (element.kind === 'string' ? element.value : [])));
}

function toPlainText(json: JsonValue): string {
  return json.kind === 'object' || json.kind === 'array' ? '' : String(json.value);
}

/** The members whose value is a file path. [firmware.json] */
const FILE_MEMBERS: ReadonlySet<string> = new Set(['filename', 'template']);

function toSymbolKind(value: TypedNode): SymbolKind {
  if (value.kind === 'enum') return 'enum';
  const { kind } = value.json;
  if (kind === 'array') return 'list';
  return kind === 'string' && FILE_MEMBERS.has(value.member?.name ?? '') ? 'file' : kind;
}

function join(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function makeNames(
  text: string,
  fallback: string,
  detail: string,
): Pick<DescriptorSymbol, 'name' | 'detail'> {
  return { name: toOneLine(text) || fallback, detail: toOneLine(detail) || undefined };
}

/** The maximum length in an outline, in UTF-16 units. */
const MAX_LENGTH = 120;

/** Matches words with single spaces between them, such as nearly all texts of a descriptor. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

function toOneLine(text: string): string {
  if (text.length <= MAX_LENGTH && PLAIN.test(text)) return text;
  const line = makeVisible(
    text
      .slice(0, 2 * MAX_LENGTH)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return line.length > MAX_LENGTH
    ? `${line.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : line;
}

function toRange({ start, end }: TextRange): TextRange {
  return { start, end };
}
