import type { Answers } from '../../drafting/draft';
import { LOADINGS } from '../../drafting/loading';
import type { DraftRequest } from '../protocol/customRequests';
import type { Host } from '../protocol/host';
import { toPath, readString, readStrings } from '../protocol/fromLsp';
import { onRequest, type Session } from '../state/session';

/** Makes descriptors of images, in another thread. */
export function offerDrafts(
  session: Session,
  drafts: NonNullable<Host['drafts']>,
  translations: unknown,
): void {
  const method: DraftRequest['method'] = 'qemuFirmware/draft';
  onRequest<DraftRequest['result']>(session, method, async (params) => {
    const [executable, template] = ['executable', 'template'].map((name) =>
      toPath(readString(params, name) ?? ''),
    );
    if (executable === undefined) return null;
    const wish = { executable, template, answers: readAnswers(params) };
    return (await drafts({ wish, translations })) as DraftRequest['result'];
  });
}

function readAnswers(params: unknown): Answers {
  const loading = LOADINGS.find((name) => name === readString(params, 'answers.loading'));
  const interfaceType = readString(params, 'answers.interfaceType');
  const architectures = readStrings(params, 'answers.architectures');
  const features = readStrings(params, 'answers.features');
  return {
    loading,
    interfaceType,
    architectures,
    features,
  };
}
