import type { CodeLens } from 'vscode-languageserver';
import type { Explanation } from '../../selection/explain';
import { t } from '../../text/translations';
import { makeVisible } from '../../text/visible';
import { toRange } from '../features/toLsp';
import { EXPLAIN_SELECTION } from '../protocol/capabilities';
import type { AskedDomain } from './answer';

/** Says above each `<os>` which firmware the guest gets, if the client has the command that explains it. */
export async function listCodeLenses(asked: AskedDomain): Promise<CodeLens[]> {
  const { question, document } = asked;
  if (!question.client.explainsSelection) return [];
  const { guests } = await asked.check();
  return guests.flatMap(({ os, explanation }) => {
    if (!explanation) return [];
    const { picked } = explanation;
    const command = {
      title: makeVisible(describeOutcome(explanation)),
      ...(picked !== undefined && { tooltip: makeVisible(picked) }),
      command: EXPLAIN_SELECTION,
      arguments: [question.uri],
    };
    return [{ range: toRange(document.lines, os), command }];
  });
}

function describeOutcome({ outcome, picked }: Explanation): string {
  const name = picked?.slice(picked.lastIndexOf('/') + 1);
  if (outcome === 'refused')
    return name === undefined ? t('Firmware: guest rejected') : t('Firmware: {0}, guest rejected', name);
  return name === undefined ? t('Firmware: none') : t('Firmware: {0}', name);
}
