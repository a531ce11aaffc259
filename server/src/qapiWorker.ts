import { parentPort, workerData } from 'node:worker_threads';
import { SchemaAnswers } from './lsp/qapi/answer';
import type { QapiQuestion } from './lsp/protocol/qapiQuestion';
import { translateWith } from './text/translations';
import { nodeWorkspace } from './workspace/nodeWorkspace';
import { serveThread } from './workspace/nodeThread';
import { refuseOtherComputers } from './workspace/otherComputers';

/** On Windows, an include must not connect to another computer. */
const files = process.platform === 'win32' ? refuseOtherComputers(nodeWorkspace, () => false) : nodeWorkspace;
const answers = new SchemaAnswers(files);

serveThread(parentPort, workerData, (given) => {
  const { question, translations } = given as {
    readonly question: QapiQuestion;
    /** The messages of the user's language. */
    readonly translations: unknown;
  };
  translateWith(translations);
  return answers.answer(question);
});
