import { commands, Uri } from 'vscode';
import type { Diagnostic, Disposable } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { readCode } from './givenValues';

const SHOW_RULE = 'qemuFirmware.showRule';

/** Lets the link on a finding's code show the rule as a page: VS Code would open the Markdown as source, and at its top. */
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

/** The command behind these links. `rules` is the Markdown file, which has a heading for each code. */
export function registerShowRuleCommand(rules: Uri): Disposable {
  return commands.registerCommand(SHOW_RULE, (code: unknown) =>
    commands.executeCommand('markdown.showPreview', rules.with({ fragment: readCode(code) ?? '' })),
  );
}

function linkToPage(diagnostic: Diagnostic): void {
  if (typeof diagnostic.code !== 'object') return;
  const { value } = diagnostic.code;
  const query = encodeURIComponent(JSON.stringify([value]));
  diagnostic.code = { value, target: Uri.parse(`command:${SHOW_RULE}?${query}`) };
}
