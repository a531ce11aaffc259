import { env } from 'vscode';
import type { GuestExplanation, NoDomain } from '../../server/src/lsp/protocol/customRequests';
import { OPEN } from './firmwareView';
import { html, Html, NOTHING } from './html';
import { t } from './texts';

type Verdict = GuestExplanation['candidates'][number]['verdict'];

/** The answer to “which firmware will my guest get” as a page without scripts, whose links are commands. */
export function renderExplanationPage(title: string, found: GuestExplanation | NoDomain | null): string {
  const body =
    found === null
      ? html`<p>${t('There is no answer: the log of the language server says why.')}</p>`
      : 'problem' in found
        ? html`<h1>${t('This is no domain')}</h1>
            <p>${t('Line {0}: {1}', found.at.line + 1, found.problem)}</p>`
        : renderExplanation(found);
  return html`<!doctype html>
    <html lang="${env.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}

function renderExplanation(found: GuestExplanation): Html {
  const { consumer, folders, candidates, guest, filled } = found;
  return html`${renderAnswer(found)}${renderProblems(found)}${renderNearest(found)}
    <h2>${t('What the guest wants')}</h2>
    ${renderValues(guest)}
    ${filled.length === 0 ? NOTHING : html`<h2>${t('Resulting firmware')}</h2>`}${renderValues(filled)}
    <h2>${t('The descriptors, in the order in which {0} looks at them', consumer.name)}</h2>
    ${
      candidates.length === 0
        ? html`<p>${t('There are none.')}</p>`
        : html`<table>
            ${candidates.map(
              ({ path, verdict, code, message }) =>
                html`<tr class="${toClass(verdict, found)}">
                  <td><span class="verdict">${describeVerdict(verdict)}</span></td>
                  <td>
                    ${renderLink(path, found)}
                    <div class="folder">${getFolder(path)}</div>
                  </td>
                  <td>
                    ${message === found.stopped ? NOTHING : message}${isReason(verdict) ? html` <span class="code">${code}</span>` : NOTHING}
                  </td>
                </tr>`,
            )}
          </table>`
    }
    <footer>
      <p>
        ${consumer.why === undefined ? NOTHING : html`${consumer.why}.<br />`}
        ${t('Searched: {0}', folders.map((folder) => found.root + folder).join(', '))}
        ${
          consumer.isVerified
            ? NOTHING
            : html`<br />${t(
                  'How {0} chooses is known from reading it, not from watching it.',
                  consumer.name,
                )}`
        }
      </p>
    </footer>`;
}

function renderValues(values: GuestExplanation['filled']): Html {
  if (values.length === 0) return NOTHING;
  return html`<dl>
    ${values.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** What is chosen looks good only where the guest starts with it. */
function toClass(verdict: Verdict, { outcome }: GuestExplanation): string {
  return verdict === 'picked' && outcome === 'refused' ? 'chosen' : verdict;
}

function renderAnswer(found: GuestExplanation): Html {
  const { consumer, outcome, picked, stopped, candidates } = found;
  switch (outcome) {
    case 'starts': {
      const reason = candidates.find(({ path }) => path === picked);
      return html`<header class="starts">
        <h1>${renderLink(picked ?? '', found)}</h1>
        <p>${t('{0} takes this descriptor for the guest.', consumer.name)} ${reason?.message ?? ''}</p>
      </header>`;
    }
    case 'own':
      return html`<header class="own">
        <h1>${t('The guest needs no descriptor')}</h1>
        <p>${stopped ?? t('{0} takes the images that the guest names.', consumer.name)}</p>
      </header>`;
    case 'refused':
      return html`<header class="refused">
        <h1>${t('The guest is refused')}</h1>
        <p>
          ${
            picked === null
              ? t('{0} does not start it.', consumer.name)
              : html`${t('{0} takes this descriptor, but does not start the guest with it:', consumer.name)}
                ${renderLink(picked, found)}`
          }
        </p>
      </header>`;
    case 'none':
      return html`<header class="none">
        <h1>${t('No firmware fits')}</h1>
        <p>${t('{0} finds none for this guest, and does not start it.', consumer.name)}</p>
      </header>`;
  }
}

/** What else is to be known, errors first. */
function renderProblems({ problems }: GuestExplanation): Html {
  if (problems.length === 0) return NOTHING;
  return html`<ul class="problems">
    ${problems.map(
      ({ severity, message, element, code }) =>
        html`<li class="${severity}">
          ${message} <span class="code">${element === undefined ? code : `${element} ${code}`}</span>
        </li>`,
    )}
  </ul>`;
}

/** What comes closest, and what would have to change. */
function renderNearest(found: GuestExplanation): Html {
  const { outcome, candidates } = found;
  if (outcome !== 'none') return NOTHING;
  if (!found.nearest)
    return candidates.some(({ verdict }) => verdict === 'refused')
      ? html`<p>${t('No descriptor is for guests of this kind.')}</p>`
      : NOTHING;
  const { path, changes } = found.nearest;
  return html`<section class="nearest">
    <h2>${t('What comes closest')}</h2>
    <p>${renderLink(path, found)} <span class="folder">${getFolder(path)}</span></p>
    ${changes.length > 1 ? html`<p>${t('All of these have to change:')}</p>` : NOTHING}
    ${changes.map(
      ({ message, guest, descriptor }) =>
        html`<p>${message}</p>
          <ul>
            ${guest === null ? NOTHING : html`<li><b>${t('In the guest:')}</b> ${guest}</li>`}
            ${
              descriptor === null
                ? NOTHING
                : html`<li>
                    <b>${guest === null ? t('In the descriptor:') : t('Or in the descriptor:')}</b>
                    ${descriptor}
                  </li>`
            }
          </ul>`,
    )}
  </section>`;
}

function renderLink(path: string, { root }: GuestExplanation): Html {
  const query = encodeURIComponent(JSON.stringify([path, root]));
  const name = path.slice(path.lastIndexOf('/') + 1);
  return html`<a href="command:${OPEN}?${query}" title="${root + path}">${name}</a>`;
}

function getFolder(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Whether the code says something that the verdict does not. */
function isReason(verdict: Verdict): boolean {
  return verdict === 'refused' || verdict === 'skipped';
}

function describeVerdict(verdict: Verdict): string {
  switch (verdict) {
    case 'picked':
      return t('taken');
    case 'refused':
      return t('does not fit');
    case 'skipped':
      return t('skipped');
    case 'masked':
      return t('hidden');
    case 'not-reached':
      return t('not reached');
  }
}

const STYLE = `
  body { padding: 0 2em 2em; max-width: 62em; line-height: 1.5; color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); }
  a { color: var(--vscode-textLink-foreground); text-decoration: none; }
  a:hover { text-decoration: underline; }
  h1 { font-size: 1.6em; font-weight: 600; margin: 0; }
  h2 { font-size: 1.1em; font-weight: 600; margin: 2em 0 0.6em; }
  header { margin: 1.6em 0 0; padding: 0.9em 1.2em; border-left: 4px solid; background: var(--vscode-textBlockQuote-background); }
  header p { margin: 0.3em 0 0; }
  header.starts { border-color: var(--vscode-testing-iconPassed, green); }
  header.own { border-color: var(--vscode-editorInfo-foreground, blue); }
  header.none, header.refused { border-color: var(--vscode-editorError-foreground, red); }
  .problems { padding-left: 1.2em; }
  .problems .error::marker { color: var(--vscode-editorError-foreground, red); }
  .problems .warning::marker { color: var(--vscode-editorWarning-foreground, orange); }
  .problems .information::marker { color: var(--vscode-editorInfo-foreground, blue); }
  dl { display: flex; flex-wrap: wrap; gap: 0.5em; margin: 0; }
  dl div { display: flex; border: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); border-radius: 4px; overflow: hidden; }
  dt, dd { margin: 0; padding: 0.1em 0.6em; }
  dt { color: var(--vscode-descriptionForeground); background: var(--vscode-textBlockQuote-background); }
  table { border-collapse: collapse; width: 100%; }
  tr { border-top: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
  td { padding: 0.5em; vertical-align: top; }
  td:last-child { overflow-wrap: anywhere; }
  td:first-child { white-space: nowrap; }
  .verdict { display: inline-block; padding: 0 0.6em; border-radius: 1em; font-size: 0.9em; border: 1px solid currentColor; }
  .picked .verdict { color: var(--vscode-testing-iconPassed, green); font-weight: 600; }
  .refused .verdict { color: var(--vscode-editorError-foreground, red); }
  .skipped .verdict { color: var(--vscode-editorWarning-foreground, orange); }
  .masked, .not-reached { opacity: 0.75; }
  .chosen .verdict { color: var(--vscode-editorError-foreground, red); font-weight: 600; }
  tr.picked td, tr.chosen td { background: var(--vscode-textBlockQuote-background); }
  .folder, .code, footer { color: var(--vscode-descriptionForeground); font-size: 0.9em; }
  .code { font-family: var(--vscode-editor-font-family); white-space: nowrap; }
  footer { margin-top: 2em; }
`;
