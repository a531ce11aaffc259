import type { Markdown } from './markdown';
import { t } from './translations';

/** Joins items to a phrase such as `a, b and c`. */
export function joinWithAnd(items: readonly Markdown[]): Markdown;
export function joinWithAnd(items: readonly string[]): string;
export function joinWithAnd(items: readonly string[]): string {
  return joinItems(items, (some, last) => t('{0} and {1}', some, last));
}

/** Joins alternatives to a phrase such as `a, b or c`. */
export function joinWithOr(items: readonly string[]): string {
  return joinItems(items, (some, last) => t('{0} or {1}', some, last));
}

function joinItems(items: readonly string[], join: (some: string, last: string) => string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : join(items.slice(0, -1).join(', '), last);
}
