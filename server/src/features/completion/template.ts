/** An initial JSON value with places to fill in. */
export type Template =
  | { readonly kind: 'fixed'; readonly value: string }
  /** A string to type, with its initial text. */
  | { readonly kind: 'text'; readonly initial: string }
  /** One of several strings, the best one first. */
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** A number or a literal to change. */
  | { readonly kind: 'literal'; readonly initial: string }
  /** If it `grows`, it has a place for further elements after the last one. */
  | { readonly kind: 'list'; readonly elements: readonly Template[]; readonly grows?: boolean }
  | { readonly kind: 'object'; readonly members: readonly TemplateMember[] };

export type TemplateMember = readonly [name: string, value: Template];

/** The layout of the surrounding text. */
export interface TextStyle {
  /** Whether objects use several lines. */
  readonly spread: boolean;
  /** One level of indentation. */
  readonly indent: string;
  readonly lineEnd: string;
}

/** Formats the template as JSON. Lines after the first are indented relative to it. */
export function toPlainText(template: Template, style: TextStyle): string {
  return render(template, style, '', {
    text: (initial) => JSON.stringify(initial),
    choice: ([first = '']) => JSON.stringify(first),
    literal: (initial) => initial,
    hole: () => '',
    fixed: (json) => json,
  });
}

/** Formats the template as an LSP snippet, which is JSON when every place is filled in. Indents as `toPlainText` does. */
export function toSnippet(template: Template, style: TextStyle): string {
  let stops = 0;
  return render(template, style, '', {
    text: (initial) => `"${renderPlaceholder(++stops, escapeInString(initial))}"`,
    choice: (values) => {
      const [first = '', ...others] = values.map(escapeInString);
      if (others.length === 0) return `"${renderPlaceholder(++stops, first)}"`;
      return `"\${${++stops}|${[first, ...others].map(escapeChoice).join()}|}"`;
    },
    literal: (initial) => renderPlaceholder(++stops, initial),
    hole: () => `$${++stops}`,
    fixed: escapeSnippet,
  });
}

/** Writes the places to fill in. */
interface Places {
  text(initial: string): string;
  choice(values: readonly string[]): string;
  literal(initial: string): string;
  hole(): string;
  fixed(json: string): string;
}

function render(template: Template, style: TextStyle, indent: string, places: Places): string {
  switch (template.kind) {
    case 'text':
      return places.text(template.initial);
    case 'choice':
      return places.choice(template.values);
    case 'literal':
      return places.literal(template.initial);
    case 'fixed':
      return places.fixed(JSON.stringify(template.value));
    case 'list': {
      const { elements, grows } = template;
      const spread = style.spread && elements.length > 0;
      const renderElement = (element: Template, inner: string): string =>
        render(element, style, inner, places);
      return renderBrackets(elements, '[', ']', { ...style, spread }, indent, renderElement, () =>
        grows ? places.hole() : '',
      );
    }
    case 'object': {
      const [opener, closer] = style.spread ? ['{', '}'] : ['{ ', ' }'];
      return renderBrackets(template.members, opener, closer, style, indent, ([name, value], inner) => {
        return `${places.fixed(JSON.stringify(name))}: ${render(value, style, inner, places)}`;
      });
    }
  }
}

function renderBrackets<T>(
  items: readonly T[],
  opener: string,
  closer: string,
  { spread, indent: unit, lineEnd }: TextStyle,
  indent: string,
  renderItem: (item: T, indent: string) => string,
  renderTail = (): string => '',
): string {
  const inner = spread ? indent + unit : indent;
  const gap = spread ? lineEnd + inner : '';
  const rendered =
    items.map((item) => renderItem(item, inner)).join(spread ? `,${gap}` : ', ') + renderTail();
  return opener + gap + rendered + (spread ? lineEnd + indent : '') + closer;
}

function renderPlaceholder(stop: number, initial: string): string {
  return initial === '' ? `$${stop}` : `\${${stop}:${escapeSnippet(initial)}}`;
}

/** Returns the text between the quotes of a JSON string. */
function escapeInString(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** [LSP, snippet syntax] */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function escapeChoice(text: string): string {
  return text.replace(/[\\,|]/g, '\\$&');
}
