import { t } from '../../text/translations';
import { listVerdicts } from '../../consumers/index';
import { describeAuto } from '../../consumers/installed';
import { listDescriptorSnippets } from '../../features/completion/skeletons';
import { summariseDescriptor } from '../../features/summary';
import type { ChosenSchema } from '../../schema/chooseSchema';
import type {
  DocumentStatus,
  SchemaLocationRequest,
  StatusRequest,
  TemplatesRequest,
} from '../protocol/customRequests';
import { readString, readStrings } from '../protocol/fromLsp';
import { makeVisible } from '../../text/visible';
import { onDescriptorRequest, onRequest, type Session } from '../state/session';

/** There are fewer; each costs time. */
const MAX_CONSUMERS = 100;

/** The requests of customRequests.ts. */
export function answerCustomRequests(session: Session): void {
  // Only schemas have an answer.
  onDescriptorRequest(session, 'qemuFirmware/checkSchema', null, () => null);
  const statusMethod: StatusRequest['method'] = 'qemuFirmware/status';
  onRequest<StatusRequest['result']>(session, statusMethod, async (params) => {
    const uri = readString(params, 'uri');
    const open = await session.documents.descriptor(uri);
    if (!open)
      return ((await session.schemaTexts?.answer(statusMethod, uri, params)) ??
        null) as DocumentStatus | null;
    const asked = readStrings(params, 'consumers');
    const { consumers, auto, problem } = await session.settings.of(open.uri);
    return {
      ...makeSchemaStatus(open.chosen),
      problem: open.chosen.messages[0] ?? (problem && t('{0}; this value is ignored.', problem)),
      summary: summariseDescriptor(open.document),
      verdicts: listVerdicts(asked?.slice(0, MAX_CONSUMERS) ?? consumers, open.document).map((judged) => ({
        ...judged,
        why: describeAuto(judged.consumer, auto),
      })),
    };
  });

  const schemaFor = async (params: unknown): Promise<ChosenSchema> => {
    const uri = readString(params, 'uri');
    return session.schemas.for(await session.settings.of(uri), uri);
  };
  const locationMethod: SchemaLocationRequest['method'] = 'qemuFirmware/schemaLocation';
  onRequest<SchemaLocationRequest['result']>(session, locationMethod, async (params) => {
    const chosen = await schemaFor(params);
    const location = session.schemas.uriOf(chosen, chosen.context.schema.root);
    return location === undefined ? null : { uri: location };
  });

  const templatesMethod: TemplatesRequest['method'] = 'qemuFirmware/templates';
  onRequest<TemplatesRequest['result']>(session, templatesMethod, async (params) =>
    listDescriptorSnippets((await schemaFor(params)).context.schema),
  );
}

function makeSchemaStatus({
  release,
  path,
  context,
}: ChosenSchema): Pick<DocumentStatus, 'schema' | 'reason'> {
  const bundled = context.version === 'latest' ? t('bundled, newest known') : t('bundled, as set');
  return { schema: `QEMU ${release}`, reason: path === undefined ? bundled : makeVisible(path) };
}
