import type { AspectValue, ChangeKind, Difference, Differences, SchemaChange } from '../../qapi/diff/changes';
import type { Line, TerminalStyle } from '../outcome';

const SIGNS: Readonly<Record<ChangeKind, string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  deprecated: '!',
};
const STYLES: Readonly<Record<ChangeKind, readonly TerminalStyle[]>> = {
  added: ['cyan'],
  removed: ['red'],
  changed: ['blue'],
  deprecated: ['yellow'],
};

/** Formats changes as lines: a definition, then, indented, the parts that differ. */
export function* formatChanges(changes: readonly SchemaChange[]): Generator<Line> {
  let current: string | undefined;
  for (const each of changes) {
    const { change, definition, kind, part, aspects } = each;
    const isWhole = change !== 'changed' && part === undefined;
    const head = `${kind} ${definition}`;
    if (isWhole) {
      current = undefined;
      yield formatLine('', change, head, describeAspects(omitKind(aspects), change));
      continue;
    }
    if (current !== definition) yield formatLine('', 'changed', head, '');
    current = definition;
    const owner = part?.of === undefined ? '' : ` (${part.of})`;
    const name = part ? `${part.kind} ${part.name}${owner}` : '';
    yield formatLine('  ', change, name, describeAspects(aspects, change));
  }
}

function formatLine(indent: string, change: ChangeKind, name: string, aspects: string): Line {
  const text = [name, aspects].filter((each) => each !== '').join(name === '' ? '' : ': ');
  return [indent, { text: SIGNS[change], styles: STYLES[change] }, ` ${text}`];
}

/** The kind of what was added or removed is printed before its name. */
function omitKind(aspects: Differences): Differences {
  return Object.fromEntries(Object.entries(aspects).filter(([name]) => name !== 'kind'));
}

function describeAspects(aspects: Differences, change: ChangeKind): string {
  return Object.entries(aspects)
    .map(([name, values]) =>
      change === 'changed' ? describeChange(name, values) : describeValue(name, values),
    )
    .filter((text) => text !== '')
    .join(', ');
}

function describeChange(name: string, values: Difference): string {
  return `${name} ${formatValue(values.old)} → ${formatValue(values.new)}`;
}

function describeValue(name: string, values: Difference): string {
  const value = values.new ?? values.old;
  if (name === 'type') return formatValue(value);
  if (typeof value === 'boolean') return value ? name : '';
  return `${name} ${formatValue(value)}`;
}

/** A condition as in C, without the names of its operators: `A and (B or not C)`. */
function formatValue(value: AspectValue | undefined): string {
  if (value === undefined) return '–';
  if (typeof value !== 'object') return String(value);
  if ('not' in value) return `not ${formatNested(value.not)}`;
  return 'all' in value
    ? value.all.map(formatNested).join(' and ')
    : value.any.map(formatNested).join(' or ');
}

function formatNested(value: AspectValue): string {
  return typeof value === 'object' ? `(${formatValue(value)})` : String(value);
}
