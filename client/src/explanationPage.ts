import { env, l10n } from 'vscode';
import type { GuestExplanation, NoDomain } from '../../server/src/lsp/protocol/customRequests';
import { renderComparison } from './comparisonPart';
import { STYLE } from './explanationStyle';
import {
  describeAnswer,
  describeCandidates,
  describeOutcome,
  describeReason,
  describeSeverity,
  describeSources,
} from './explanationWords';
import { OPEN } from './firmwareView';
import { html, Html, NOTHING } from './html';
import { assignRemedies, type Remedy, type ShownRemedies } from './remedies';
import { t } from './texts';

/** The commands of the page, except the one that opens a descriptor. They are useful only here. */
export const PAGE_COMMANDS = {
  again: 'qemuFirmware.explanation.again',
  another: 'qemuFirmware.explanation.another',
  copy: 'qemuFirmware.explanation.copy',
  fix: 'qemuFirmware.explanation.fix',
  compare: 'qemuFirmware.explanation.compare',
  closeComparison: 'qemuFirmware.explanation.closeComparison',
} as const;

/** What a page shows in addition to the answer. */
export interface Additions {
  /** The quick fixes of the domain. */
  readonly remedies?: readonly Remedy[];
  /** The answer for another program or release. */
  readonly compared?: GuestExplanation | undefined;
}

type Candidate = GuestExplanation['candidates'][number];

/** The answer to “which firmware will my guest get” as a page without scripts, whose links are commands. */
export function renderExplanationPage(
  title: string,
  found: GuestExplanation | NoDomain | null,
  additions: Additions = {},
): string {
  // If VS Code uses a language without a translation, the texts are English.
  const language = l10n.bundle === undefined ? 'en' : env.language;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>${renderBody(found, additions)}</main>
      </body>
    </html>`.text;
}

function renderBody(found: GuestExplanation | NoDomain | null, additions: Additions): Html {
  const copy = renderCommand(PAGE_COMMANDS.copy, t('Copy as Text'));
  if (found === null)
    return html`<header class="none">
        <h1>${t('No answer')}</h1>
        <p>
          ${t('The file cannot be read, or the language server failed. See the server log for the reason.')}
        </p>
      </header>
      ${renderActions([])}`;
  if ('problem' in found)
    return html`<header class="none">
        <h1>${t('Not a libvirt domain')}</h1>
        <p>${t('Line {0}: {1}', found.at.line + 1, found.problem)}</p>
      </header>
      ${renderActions([copy])}`;
  const { guest, filled, candidates } = found;
  const { remedies = [], compared } = additions;
  const shown = assignRemedies(found, remedies);
  const compare = renderCommand(PAGE_COMMANDS.compare, t('Compare with Another Release…'));
  const close = renderCommand(PAGE_COMMANDS.closeComparison, t('Close Comparison'));
  return html`${renderAnswer(found)}${renderActions([compare, copy])}
    ${compared ? renderComparison(found, compared, renderLink, close) : NOTHING}
    ${renderProblems(found, shown)}${renderNearest(found, shown)}
    ${renderValues(t('Guest requirements'), guest)}${renderValues(t('Resulting firmware'), filled)}
    <h2 id="candidates">${describeCandidates(found)}</h2>
    ${
      candidates.length === 0
        ? html`<p>${t('No descriptors found.')}</p>`
        : renderCandidates(candidates, found)
    }
    <footer>${describeSources(found).map((line) => html`<p>${line}</p>`)}</footer>`;
}

/** @param more links that only some pages have */
function renderActions(more: readonly Html[]): Html {
  return html`<nav aria-label="${t('Actions')}">
    ${renderCommand(PAGE_COMMANDS.again, t('Check Again'))}
    ${renderCommand(PAGE_COMMANDS.another, t('Explain Another Guest…'))} ${more}
  </nav>`;
}

function renderCommand(command: string, label: string): Html {
  return html`<a href="command:${command}">${label}</a>`;
}

/** Makes a button that applies a quick fix. The command finds the fix by its title, among those that the page shows. */
function renderRemedy({ title }: Remedy, label = title): Html {
  const query = encodeURIComponent(JSON.stringify([title]));
  return html`<a class="button" href="command:${PAGE_COMMANDS.fix}?${query}" title="${title}">${label}</a>`;
}

/** Makes the heading: the file, if one is selected and the guest starts with it. */
function renderAnswer(found: GuestExplanation): Html {
  const { outcome, picked } = found;
  const words = describeOutcome(found);
  return html`<header class="${outcome}">
    ${
      outcome === 'starts' && picked !== null
        ? html`<p class="kicker">${words}</p>
            <h1>${renderLink(picked, found)}</h1>`
        : html`<h1 class="kicker">${words}</h1>`
    }
    ${outcome === 'refused' && picked !== null ? html`<p>${renderLink(picked, found)}</p>` : NOTHING}
    <p>${describeAnswer(found)}</p>
  </header>`;
}

/** Lists the other notes, errors first, each with its fixes. */
function renderProblems({ problems }: GuestExplanation, { ofProblems }: ShownRemedies): Html {
  if (problems.length === 0) return NOTHING;
  return html`<ul class="problems">
    ${problems.map(
      ({ severity, message, element, code }, index) =>
        html`<li class="${severity}">
          <b>${describeSeverity(severity)}</b> ${message}
          <span class="code">${element === undefined ? code : `${element} ${code}`}</span>
          ${renderButtons((ofProblems[index] ?? []).map((remedy) => renderRemedy(remedy)))}
        </li>`,
    )}
  </ul>`;
}

function renderButtons(buttons: readonly Html[]): Html {
  return buttons.length === 0 ? NOTHING : html`<div class="buttons">${buttons}</div>`;
}

/** Shows the closest match and the required changes, with a button for each side. */
function renderNearest(found: GuestExplanation, { ofNearest }: ShownRemedies): Html {
  const { outcome, candidates } = found;
  if (outcome !== 'none') return NOTHING;
  if (!found.nearest)
    return candidates.some(({ verdict }) => verdict === 'refused')
      ? html`<p>${t('No descriptor supports guests of this kind.')}</p>`
      : NOTHING;
  const { path, changes } = found.nearest;
  const isDescriptorWrong = changes.every(({ descriptor }) => descriptor !== null);
  return html`<section class="nearest">
    <h2>${t('Closest match')}</h2>
    <p>${renderLink(path, found)} <span class="folder">${getFolder(path)}</span></p>
    ${changes.length > 1 ? html`<p>${t('All of these changes are required:')}</p>` : NOTHING}
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
    ${renderButtons([
      ...(ofNearest ? [renderRemedy(ofNearest, t('Change the Guest'))] : []),
      ...(isDescriptorWrong ? [renderLink(path, found, t('Open Descriptor'), 'button')] : []),
    ])}
  </section>`;
}

function renderValues(title: string, values: GuestExplanation['filled']): Html {
  if (values.length === 0) return NOTHING;
  return html`<h2>${title}</h2>
    <dl>
      ${values.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
}

/** The roles are those of tables: browsers drop them if the layout of a table can wrap. */
function renderCandidates(candidates: readonly Candidate[], found: GuestExplanation): Html {
  const header = (name: string): Html => html`<th scope="col" role="columnheader">${name}</th>`;
  return html`<table role="table" aria-labelledby="candidates">
    <thead role="rowgroup">
      <tr role="row">
        ${header(t('Result'))}${header(t('Descriptor'))}${header(t('Reason'))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${candidates.map((candidate) => renderCandidate(candidate, found))}
    </tbody>
  </table>`;
}

function renderCandidate(candidate: Candidate, found: GuestExplanation): Html {
  const { path, verdict, word } = candidate;
  const { message, code } = describeReason(candidate, found);
  return html`<tr role="row" class="${toClass(verdict, found)}">
    <td role="cell"><span class="verdict">${word}</span></td>
    <th scope="row" role="rowheader">
      ${renderLink(path, found)}
      <div class="folder">${getFolder(path)}</div>
    </th>
    <td role="cell">${message}${code === '' ? NOTHING : html` <span class="code">${code}</span>`}</td>
  </tr>`;
}

/** The selected descriptor is shown as a success only if the guest starts with it. */
function toClass(verdict: Candidate['verdict'], { outcome }: GuestExplanation): string {
  return verdict === 'picked' && outcome === 'refused' ? 'chosen' : verdict;
}

function renderLink(
  path: string,
  { root }: GuestExplanation,
  label = path.slice(path.lastIndexOf('/') + 1),
  look = '',
): Html {
  const query = encodeURIComponent(JSON.stringify([path, root]));
  const style = look === '' ? NOTHING : html` class="${look}"`;
  return html`<a${style} href="command:${OPEN}?${query}" title="${root + path}">${label}</a>`;
}

function getFolder(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
