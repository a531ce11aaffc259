import type { Answers } from '../../drafting/draft';
import { LOADINGS } from '../../drafting/loading';
import type { DraftRequest } from '../protocol/customRequests';
import { findPathBelow } from '../../workspace/rootedWorkspace';
import type { Host } from '../protocol/host';
import { toPath, readString, readStrings } from '../protocol/fromLsp';
import { onRequest, type Session } from '../state/session';

/** Creates descriptors from images, in another thread. Below a root, the descriptor has the path of the image on that machine. */
export function offerDrafts(
  session: Session,
  drafts: NonNullable<Host['drafts']>,
  translations: unknown,
): void {
  const method: DraftRequest['method'] = 'qemuFirmware/draft';
  onRequest<DraftRequest['result']>(session, method, async (params) => {
    const [image, variables] = ['executable', 'template'].map((name) =>
      toPath(readString(params, name) ?? ''),
    );
    if (image === undefined) return null;
    const { root } = await session.settings.of(undefined);
    const onMachine = (path: string | undefined): string | undefined => path && findPathBelow(root, path);
    const executable = onMachine(image);
    const wish = {
      executable: executable ?? image,
      template: onMachine(variables) ?? variables,
      answers: readAnswers(params),
    };
    const given = { wish, translations, ...(executable !== undefined && { root }) };
    return (await drafts(given)) as DraftRequest['result'];
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
