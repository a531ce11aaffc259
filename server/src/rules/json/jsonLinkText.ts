import { t } from '../../text/translations';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems, shortenToken } from '../shared/problems';

export const jsonLinkText: Rule = {
  code: 'json-link-text',
  severity: 'information',
  *check(document) {
    // In a repository it is the way of the checkout; where consumers look for descriptors nobody follows it.
    const isInUse = document.surroundings?.entry !== undefined;
    yield* reportProblems(document, 'json-link-text', (_problem, token) => ({
      severity: isInUse ? 'error' : undefined,
      message: t(
        'The file contains only the path “{0}”, which Git wrote in place of a symbolic link. Programs do not follow it. Make it a link, or put the descriptor here.',
        shortenToken(token),
      ),
    }));
  },
};

export const jsonLinkTextDocs: RuleDocs = {
  rule: jsonLinkText,
  title: 'A symbolic link that became a text',
  documentation: `Where a file system or a setting allows no symbolic links, Git writes a file with the path that the link leads to. Such a file is no JSON:
packaged or copied like this, every consumer refuses it. In a directory that consumers search it is an error, in a repository only
worth knowing. [git-config, core.symlinks]`,
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample('../edk2/60-edk2-x86_64.json')],
  }),
};
