import type { Guest } from '../../consumers/guest';
import type { DomainDocument } from '../../domain/document';
import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import type { DomainHost } from './host';

/** Another way to write what a guest gets, or a change of it that users often want. */
export interface DomainRewrite {
  /** Stable, such as `use-automatic-selection`. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'refactor.rewrite';
  /** Where the domain starts. */
  readonly domain: { readonly start: number };
  readonly change: Partial<Guest>;
  /** The same as edits of the text. They do not overlap. */
  readonly edits: readonly TextEdit[];
  /** What must be true afterwards. */
  readonly promise: RewritePromise;
}

/** *same-images*: the guest gets the same files. *secure-boot*, *no-secure-boot*: its firmware has the feature, or lacks it. */
export type RewritePromise = 'same-images' | 'secure-boot' | 'no-secure-boot' | 'starts';

/** Lists the rewrites of the domain at `range` that change something. None has been tried: `proveRewrite` does that. */
export function listRewrites(
  _document: DomainDocument,
  _range: TextRange,
  _host: DomainHost,
): readonly DomainRewrite[] {
  return [];
}
