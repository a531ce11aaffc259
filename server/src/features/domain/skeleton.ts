/** Elements to insert, with places to fill in. */
import { escapeXml } from '../../domain/edits';

/** A text that the user fills in, with its initial value or the values to choose from. */
export interface Hole {
  readonly values: readonly string[];
}

export interface Skeleton {
  readonly name: string;
  readonly attributes?: readonly (readonly [name: string, value: string | Hole])[];
  readonly content?: string | Hole;
  readonly children?: readonly Skeleton[];
}

/** The layout of the surrounding text. */
export interface XmlStyle {
  readonly quote: '"' | "'";
  /** One level of indentation. */
  readonly indent: string;
  readonly lineEnd: string;
}

export function hole(...values: readonly string[]): Hole {
  return { values };
}

/** Writes a skeleton as XML. Lines after the first are indented relative to it. */
export function writePlain(skeleton: Skeleton, style: XmlStyle): string {
  return write(skeleton, style, '', ({ values }) => escapeXml(values[0] ?? ''), escapeXml);
}

/** Writes a skeleton as an LSP snippet. */
export function writeSnippet(skeleton: Skeleton, style: XmlStyle): string {
  let stops = 0;
  const writeHole = ({ values }: Hole): string => {
    const stop = ++stops;
    const [first = '', ...others] = values.map(escapeXml);
    if (others.length > 0) return `\${${stop}|${[first, ...others].map(escapeChoice).join(',')}|}`;
    return first === '' ? `$${stop}` : `\${${stop}:${escapeSnippet(first)}}`;
  };
  return write(skeleton, style, '', writeHole, (text) => escapeSnippet(escapeXml(text)));
}

function write(
  { name, attributes = [], content, children = [] }: Skeleton,
  style: XmlStyle,
  indent: string,
  writeHole: (hole: Hole) => string,
  writeText: (text: string) => string,
): string {
  const fill = (value: string | Hole): string =>
    typeof value === 'string' ? writeText(value) : writeHole(value);
  const written = attributes.map(([key, value]) => ` ${key}=${style.quote}${fill(value)}${style.quote}`);
  const tag = `<${name}${written.join('')}`;
  if (children.length > 0) {
    const inner = indent + style.indent;
    const lines = children.map((child) => inner + write(child, style, inner, writeHole, writeText));
    return [`${tag}>`, ...lines, `${indent}</${name}>`].join(style.lineEnd);
  }
  return content === undefined ? `${tag}/>` : `${tag}>${fill(content)}</${name}>`;
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function escapeChoice(text: string): string {
  return text.replace(/[\\,|]/g, '\\$&');
}
