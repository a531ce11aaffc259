import type { CodeLens } from 'vscode-languageserver';
import { describeOutcome } from '../../features/domain/describeOutcome';
import { makeVisible } from '../../text/visible';
import { toRange } from '../features/toLsp';
import { EXPLAIN_SELECTION } from '../protocol/capabilities';
import type { AskedDomain } from './answer';

/** Says above each `<os>` which firmware the guest gets, if the client has the command that explains it. */
export async function listCodeLenses(asked: AskedDomain): Promise<CodeLens[]> {
  const { question, document } = asked;
  if (!question.client.explainsSelection) return [];
  const { guests } = await asked.check();
  return guests.flatMap(({ os, guest, explanation }) => {
    if (!explanation) return [];
    const { picked } = explanation;
    const command = {
      title: makeVisible(describeOutcome(explanation, guest)),
      ...(picked !== undefined && { tooltip: makeVisible(picked) }),
      command: EXPLAIN_SELECTION,
      arguments: [question.uri],
    };
    return [{ range: toRange(document.lines, os), command }];
  });
}
