/** A list whose items are created one by one while they are printed. */
export class JsonList {
  constructor(readonly items: Iterable<unknown>) {}
}

/** Formats a value as JSON with an indentation of two, in parts of whole lines, so the items of a JsonList are never in memory together. */
export function* formatJsonParts(value: unknown): Generator<string> {
  let line = '';
  for (const token of listTokens(value, '')) {
    line += token;
    if (!token.endsWith('\n')) continue;
    yield line;
    line = '';
  }
  yield `${line}\n`;
}

/** Does the same for a value without such lists. */
export function formatJsonText(value: unknown): readonly string[] {
  return [`${JSON.stringify(value, null, 2)}\n`];
}

function* listTokens(value: unknown, indent: string): Generator<string> {
  if (value instanceof JsonList) yield* listItems(['[', ']'], mapItems(value.items), indent);
  else if (!hasList(value)) yield JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
  else if (Array.isArray(value)) yield* listItems(['[', ']'], mapItems(value), indent);
  else yield* listItems(['{', '}'], listMembers(value), indent);
}

type Item = readonly [name: string, value: unknown];

function* listItems(
  [open, close]: readonly [string, string],
  items: Iterable<Item>,
  indent: string,
): Generator<string> {
  const inner = `${indent}  `;
  let isFirst = true;
  yield open;
  for (const [name, value] of items) {
    yield isFirst ? '\n' : ',\n';
    isFirst = false;
    yield inner + name;
    yield* listTokens(value, inner);
  }
  yield isFirst ? close : `\n`;
  if (!isFirst) yield `${indent}${close}`;
}

function* mapItems(items: Iterable<unknown>): Generator<Item> {
  for (const item of items) yield ['', item];
}

/** Members without a value are left out, as JSON.stringify does. */
function* listMembers(value: object): Generator<Item> {
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) yield [`${JSON.stringify(name)}: `, member];
}

function hasList(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof JsonList || Object.values(value).some(hasList);
}
