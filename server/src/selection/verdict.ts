import { t } from '../text/translations';
import { judge, judgeUndecodable, type Consumer, type Verdict } from '../consumers/index';
import type { SchemaContext } from '../descriptor/schemaContext';
import type { EntryKind } from '../descriptor/surroundings';
import { describeFileProblem } from '../workspace/fileProblem';
import { openCandidate } from './candidateDocument';
import { UNREADABLE, type Candidate } from './explain';

/** What a consumer does with a file of the search path, independently of the guest. */
export interface FileVerdict {
  readonly verdict: Verdict | 'masked';
  /** Why it does not read the file: the code of the rule that states the reason and, if useful, a few words. */
  readonly because: readonly { readonly code: string; readonly message?: string | undefined }[];
}

/** @param context the schema for the wording of reasons; consumers do not use it */
export function judgeFile(candidate: Candidate, consumer: Consumer, context: SchemaContext): FileVerdict {
  const { standing, kind, isIgnoredLink, problem } = candidate;
  switch (standing) {
    case 'replaced':
    case 'hidden':
      return { verdict: 'masked', because: [{ code: 'file-hidden' }] };
    case 'mask':
      return { verdict: 'masks', because: [] };
    case 'breaks':
      return { verdict: 'breaks', because: [describeForeign(kind, consumer)] };
    case 'foreign':
      return {
        verdict: 'skips',
        because: [describeForeign(isIgnoredLink === true ? 'link' : kind, consumer)],
      };
    case 'read': {
      if (problem) {
        const because = [{ code: UNREADABLE, message: describeFileProblem(problem) }];
        return { ...judgeUndecodable(consumer), because };
      }
      const document = openCandidate(candidate, context);
      return document ? judge(consumer, document) : judgeUndecodable(consumer);
    }
  }
}

/** Explains why a consumer does not even open a file. */
function describeForeign(kind: EntryKind | 'link', { name }: Consumer): FileVerdict['because'][number] {
  if (kind === 'link') return { code: 'file-link', message: t('a symbolic link') };
  if (kind === 'device') return { code: 'file-link', message: t('not a regular file') };
  if (kind === 'dangling') return { code: 'file-link', message: t('a broken symbolic link') };
  return { code: 'file-name', message: t('a name that {0} ignores', name) };
}
