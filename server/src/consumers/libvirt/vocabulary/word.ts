/** What the vocabulary of libvirt's domains consists of. */
import type { Markdown } from '../../../text/markdown';

/** What can be said of an element, an attribute or a value. Texts are functions, as the language is chosen later. */
export interface Word {
  /** One or two sentences. */
  readonly about: () => Markdown;
  /** The first release of libvirt that knows it; undefined if every known release does. */
  readonly since?: string | undefined;
  /** What libvirt assumes if it is missing. */
  readonly byDefault?: (() => Markdown) | undefined;
  /** What it does to the selection of firmware; undefined if nothing. */
  readonly effect?: (() => Markdown) | undefined;
  /** What only some releases do. */
  readonly notes?: readonly ReleaseNote[] | undefined;
}

/** What releases from one up to, but not including, another do. */
export interface ReleaseNote {
  readonly from?: string;
  readonly before?: string;
  readonly text: () => Markdown;
}

/** An element below `<domain>`. */
export interface ElementWord extends Word {
  /** Such as `os/loader`. */
  readonly place: string;
  readonly attributes: readonly AttributeWord[];
  /** What its text may be; undefined if it has none. */
  readonly content?: Content | undefined;
  /** Whether there may be several in one parent. */
  readonly isRepeated?: boolean;
}

export interface AttributeWord extends Word {
  readonly name: string;
  readonly content: Content;
  readonly isRequired?: boolean;
}

/** A text: one of several values, the most common first, or one of a kind. */
export type Content =
  | { readonly kind: 'values'; readonly values: readonly ValueWord[] }
  | {
      readonly kind:
        | 'architecture'
        | 'machine'
        | 'executable'
        | 'template'
        | 'store-template'
        | 'kernel'
        | 'path'
        | 'number'
        | 'text';
    };

export interface ValueWord {
  readonly name: string;
  readonly about?: (() => Markdown) | undefined;
  readonly since?: string | undefined;
}

/** Makes a choice of values without descriptions. */
export function oneOf(...names: readonly string[]): Content {
  return { kind: 'values', values: names.map((name) => ({ name })) };
}

export const YES_NO: Content = oneOf('yes', 'no');
export const FORMATS: Content = oneOf('raw', 'qcow2');
