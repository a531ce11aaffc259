import { t } from '../../text/translations';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems, shortenToken } from '../shared/problems';

export const jsonLinkText: Rule = {
  code: 'json-link-text',
  severity: 'information',
  aboutSyntax: true,
  *check(document) {
    // In a repository this is normal for a checkout, but no program follows it in a directory of descriptors.
    const isInUse = document.surroundings?.entry !== undefined;
    yield* reportProblems(document, 'json-link-text', (_problem, token) => ({
      severity: isInUse ? 'error' : undefined,
      message: t(
        'The file contains only the path “{0}”, which Git wrote in place of a symbolic link. Programs do not follow this path. Replace the file with a link or with the descriptor.',
        shortenToken(token),
      ),
    }));
  },
};

export const jsonLinkTextDocs: RuleDocs = {
  rule: jsonLinkText,
  title: 'A symbolic link stored as text',
  documentation: `If a file system or a setting does not allow symbolic links, Git writes a text file with the path of the link’s
target. Such a text file is not JSON, so every program rejects it. Replace it with the link, or with a copy of the link’s target.
In a directory that programs search, this is an error; in a repository, it is only informational. [git-config, core.symlinks]`,
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample('../edk2/60-edk2-x86_64.json')],
  }),
};
