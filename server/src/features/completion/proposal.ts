import { t } from '../../text/translations';
import type { Entry } from '../../qapi/schema';
import { renderDocumentation, isDeprecated } from '../documentation';
import { joinBlocks, type Markdown } from '../../text/markdown';
import type { Template } from './template';

/** A proposal for the cursor's place. */
export interface CompletionProposal {
  readonly label: string;
  /** The label in two parts, for editors that show them separately: a narrow list then cuts the second one. */
  readonly parts?: readonly [label: string, description: string] | undefined;
  readonly kind: 'member' | 'value' | 'skeleton' | 'file' | 'folder';
  /** The value; for a member, its initial value. */
  readonly value: Template;
  /** In a few words: type, whether it is required, the first release that has it. */
  readonly detail: string;
  readonly documentation?: Markdown | undefined;
  readonly deprecated?: boolean | undefined;
  /** Whether most descriptors have it. */
  readonly preselect?: boolean | undefined;
  /** Whether the cursor's new place has proposals, too. */
  readonly goesOn?: boolean | undefined;
}

/** Returns the schema's description of a member or value for a proposal. */
export function describeEntry(
  entry: Entry,
  ...details: readonly string[]
): Pick<CompletionProposal, 'detail' | 'documentation' | 'deprecated'> {
  const blocks = renderDocumentation(entry);
  const deprecated = isDeprecated(entry);
  const since = entry.since === undefined ? [] : [t('since {0}', entry.since)];
  return {
    detail: [...details, ...since, ...(deprecated ? [t('deprecated')] : [])].join(' · '),
    documentation: blocks.length > 0 ? joinBlocks(blocks) : undefined,
    deprecated,
  };
}
