import { t } from '../../text/translations';
import type { Entry } from '../../qapi/schema';
import { renderDocumentation, isDeprecated } from '../documentation';
import { joinBlocks, type Markdown } from '../../text/markdown';
import type { Template } from './template';

/** Something that can stand at the cursor. */
export interface CompletionProposal {
  readonly label: string;
  /** The label in two parts, for editors that show them apart, so that a narrow list cuts the second one. */
  readonly parts?: readonly [label: string, description: string] | undefined;
  readonly kind: 'member' | 'value' | 'skeleton' | 'file' | 'folder';
  /** The value; of a member, the value to start from. */
  readonly value: Template;
  /** In a few words: type, whether it is required, since when it is there. */
  readonly detail: string;
  readonly documentation?: Markdown | undefined;
  readonly deprecated?: boolean | undefined;
  /** Whether most descriptors have it. */
  readonly preselect?: boolean | undefined;
  /** Whether something is to be chosen where the cursor is then. */
  readonly goesOn?: boolean | undefined;
}

/** What the schema says of a member or value, in the form of a proposal. */
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
