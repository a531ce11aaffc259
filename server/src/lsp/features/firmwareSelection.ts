import { describeAuto, type AutoConsumer } from '../../consumers/installed';
import { summariseDescriptor } from '../../features/summary';
import {
  readWishes,
  type FileOfPath,
  type GuestAnswer,
  type NoDomainAnswer,
  type Question,
  type SearchPathAnswer,
} from '../../selection/question';
import { LineIndex } from '../../text/lineIndex';
import type {
  ExplainRequest,
  HostPathRequest,
  ListedDescriptor,
  SearchPath,
  SearchPathRequest,
} from '../protocol/customRequests';
import { checkDescriptor } from '../../service/findings';
import { makeRootedWorkspace } from '../../workspace/rootedWorkspace';
import { isRecord, readString, readValue } from '../protocol/fromLsp';
import { onRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

/** Has a question answered elsewhere: that takes a while, and code that the server has no other use for. */
type Ask = (question: Question) => Promise<unknown>;

/** Of more files than that nobody wants to know how many findings each has. */
const MAX_ANALYSED = 200;

/** Tells which descriptors a consumer finds, and which of them a guest gets. */
export function answerOnSelection(session: Session, ask: Ask): void {
  const searchPath: SearchPathRequest['method'] = 'qemuFirmware/searchPath';
  onRequest<SearchPathRequest['result']>(session, searchPath, async () => {
    const { asked, auto } = await makeAsked(undefined, session);
    const found = (await ask({ ...asked, kind: 'search-path' })) as SearchPathAnswer;
    return toSearchPath(withReason(found, auto), asked.root, session);
  });

  const explain: ExplainRequest['method'] = 'qemuFirmware/explain';
  onRequest<ExplainRequest['result']>(session, explain, async (params) => {
    const guest = readValue(params, 'guest');
    if (typeof guest !== 'string' && !isRecord(guest)) return null;
    const { asked, auto, qemuVersion, looksAtImages } = await makeAsked(readString(params, 'uri'), session);
    const [text, wishes] = typeof guest === 'string' ? [guest] : ['', readWishes(guest)];
    const consumer = readString(params, 'consumer');
    const question = {
      ...asked,
      ...(consumer !== undefined && { consumers: [consumer] }),
      kind: 'guest',
      guest: wishes ?? text,
      qemuVersion,
      looksAtImages,
    } as const;
    const found = (await ask(question)) as GuestAnswer | NoDomainAnswer;
    return toClient('problem' in found ? found : withReason(found, auto), asked.root, text);
  });

  const hostPath: HostPathRequest['method'] = 'qemuFirmware/hostPath';
  onRequest<HostPathRequest['result']>(session, hostPath, async (params) => {
    const [root, path] = [readString(params, 'root'), readString(params, 'path')];
    if (!session.workspace || root === undefined || path === undefined) return null;
    const found = await makeRootedWorkspace(root, session.workspace).toHost(path);
    // Links to it mask descriptors. It is the same everywhere.
    return found === `${root}/dev/null` ? '/dev/null' : (found ?? null);
  });
}

/** What the settings say on the machine and the consumers. */
async function makeAsked(uri: string | undefined, { settings }: Session) {
  const { consumers, auto, root, session, directories, qemuVersion, images } = await settings.of(uri);
  const asked = { consumers, root, inSession: session, directories };
  return { asked, auto, qemuVersion, looksAtImages: images !== 'off' };
}

/** The answer with the reason for its consumer. */
function withReason<Answer extends Pick<GuestAnswer, 'consumer'>>(
  answer: Answer,
  auto: readonly AutoConsumer[],
): Answer {
  const { consumer } = answer;
  return { ...answer, consumer: { ...consumer, why: describeAuto(consumer.id, auto) } };
}

async function toSearchPath(found: SearchPathAnswer, root: string, session: Session): Promise<SearchPath> {
  const files: ListedDescriptor[] = [];
  // One after the other, so that other requests have their turn.
  for (const file of found.files) {
    const isShort = files.length < MAX_ANALYSED;
    files.push({ ...file, ...(isShort ? await lookInto(file, root, session) : NOTHING) });
  }
  return { ...found, root, files };
}

type Look = Pick<ListedDescriptor, 'summary' | 'errors' | 'warnings'>;
const NOTHING: Look = { summary: '', errors: 0, warnings: 0 };

async function lookInto(file: FileOfPath, root: string, session: Session): Promise<Look> {
  const path = `${root}${file.folder}/${file.name}`;
  const isRead = file.verdict === 'loads' || file.because.some(({ code }) => !code.startsWith('file-'));
  const descriptor = isRead ? await session.index.inFile(path, root) : undefined;
  if (!descriptor) return NOTHING;
  const { findings } = checkDescriptor(descriptor.document, descriptor.settings);
  const severities = findings.map(({ severity }) => severity);
  return {
    summary: summariseDescriptor(descriptor.document),
    errors: severities.filter((severity) => severity === 'error').length,
    warnings: severities.filter((severity) => severity === 'warning').length,
  };
}

function toClient(found: GuestAnswer | NoDomainAnswer, root: string, text: string): ExplainRequest['result'] {
  const lines = new LineIndex(text);
  if ('problem' in found) return { problem: found.problem, at: lines.positionAt(found.offset) };
  const { os, ...rest } = found;
  return { ...rest, root, ...(os && { os: toRange(lines, os) }) };
}
