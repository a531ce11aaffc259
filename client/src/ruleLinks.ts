import { Uri, workspace } from 'vscode';
import type { Diagnostic, Disposable } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { findCheck, findSection } from './ruleSections';
import { t } from './texts';

/** The scheme of the pages of rules. VS Code opens them rendered, as `workbench.editorAssociations` in package.json says. */
const SCHEME = 'qemu-firmware-rule';

/**
 * Makes the link on a finding's code open the page of its rule: VS Code would open the documentation as source, and at its top. The link
 * names a document, because newer versions of VS Code do not run commands from the hover of a finding.
 */
export const ruleLinks: Middleware = {
  async provideDiagnostics(document, previousResultId, token, next) {
    const report = await next(document, previousResultId, token);
    if (report && 'items' in report) report.items.forEach(linkToPage);
    return report;
  },
  provideWorkspaceDiagnostics(resultIds, token, resultReporter, next) {
    return next(resultIds, token, (chunk) => {
      for (const report of chunk?.items ?? []) if ('items' in report) report.items.forEach(linkToPage);
      resultReporter(chunk);
    });
  },
};

/** Provides the pages. `rules` is the Markdown file that documents all rules, each below a heading with its code. */
export function registerRulePages(rules: Uri): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ path }) {
      const code = path.slice(1).replace(/\.md$/, '');
      // The checks of schemas are documented next to the rules.
      const isCheck = code.includes('/');
      const page = isCheck ? Uri.joinPath(rules, '..', 'qapi.md') : rules;
      const all = new TextDecoder().decode(await workspace.fs.readFile(page));
      return (isCheck ? findCheck : findSection)(all, code) ?? t('Unknown rule “{0}”.', code);
    },
  });
}

function linkToPage(diagnostic: Diagnostic): void {
  if (typeof diagnostic.code !== 'object') return;
  const { value } = diagnostic.code;
  diagnostic.code = { value, target: Uri.from({ scheme: SCHEME, path: `/${value}.md` }) };
}
