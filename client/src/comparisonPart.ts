import type { GuestExplanation } from '../../server/src/lsp/protocol/customRequests';
import { compareExplanations, describeDifferences, type ComparedRow } from './comparison';
import { html, NOTHING, type Html } from './html';
import { t } from './texts';

/** Makes a link that opens a descriptor of the machine that an answer is about. */
type MakeLink = (path: string, found: GuestExplanation) => Html;

/** Shows two answers side by side. @param close the link that removes this part of the page */
export function renderComparison(
  one: GuestExplanation,
  other: GuestExplanation,
  makeLink: MakeLink,
  close: Html,
): Html {
  const rows = compareExplanations(one, other);
  const columns = [one, other].map(({ consumer }) => consumer.name);
  return html`<section class="comparison">
    <h2 id="comparison">${t('Comparison of {0} and {1}', ...columns)}</h2>
    <p>${describeDifferences(rows)} ${close}</p>
    <table role="table" aria-labelledby="comparison">
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell"></td>
          ${columns.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map((row) => renderRow(row, [one, other], makeLink))}
      </tbody>
    </table>
  </section>`;
}

/** A difference is marked by words, too: not everyone sees the colour. */
function renderRow(row: ComparedRow, answers: readonly GuestExplanation[], makeLink: MakeLink): Html {
  const { name, cells, differs, isDescriptor = false } = row;
  return html`<tr role="row" class="${differs ? 'different' : 'same'}">
    <th scope="row" role="rowheader">
      ${name}${differs ? html` <span class="verdict">${t('different')}</span>` : NOTHING}
    </th>
    ${answers.map((answer, index) => {
      const lines = cells[index] ?? [];
      return html`<td role="cell">
        <div class="which" aria-hidden="true">${answer.consumer.name}</div>
        ${
          lines.length === 0
            ? '–'
            : lines.map((line) => html`<div>${isDescriptor ? makeLink(line, answer) : line}</div>`)
        }
      </td>`;
    })}
  </tr>`;
}
