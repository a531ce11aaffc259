import { describeAuto, type AutoConsumer } from '../../consumers/installed';
import { findConsumer, judge, type Judgement } from '../../consumers/index';
import { summariseDescriptor } from '../../features/summary';
import { NOT_UTF8 } from '../../rules/fileFindings';
import { applySeverities } from '../../rules/severities';
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
  ListedFinding,
  SearchPath,
  SearchPathChanged,
  SearchPathRequest,
} from '../protocol/customRequests';
import { makeRootedWorkspace } from '../../workspace/rootedWorkspace';
import { isRecord, readString, readValue, toFileUri } from '../protocol/fromLsp';
import { describeError } from '../protocol/guard';
import { onRequest, type Session } from '../state/session';
import { makeDiagnostics } from './diagnostics';
import { SEVERITIES } from './toDiagnostic';
import { toRange } from './toLsp';

/** Answers a question in a thread: this takes a while and uses code that is not part of the server. */
type Ask = (question: Question) => Promise<unknown>;

/** The number of files that a rule sees next to a descriptor in its directory. Later files are listed without findings. */
const MAX_ANALYSED = 500;

/** Answers which descriptors a consumer finds, and which of them a guest gets. @returns a function to call when the answers may be different */
export function answerOnSelection(session: Session, ask: Ask): () => void {
  const { connection, log } = session;
  let isShown = false;
  const searchPath: SearchPathRequest['method'] = 'qemuFirmware/searchPath';
  onRequest<SearchPathRequest['result']>(session, searchPath, async () => {
    // Before reading, so changes in between are reported.
    isShown = true;
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
    // Links to it mask descriptors. It exists on every machine.
    return found === `${root}/dev/null` ? '/dev/null' : (found ?? null);
  });

  return () => {
    if (!isShown) return;
    isShown = false;
    const changed: SearchPathChanged['method'] = 'qemuFirmware/searchPathChanged';
    connection.sendNotification(changed).catch((error: unknown) => {
      log(describeError(error));
    });
  };
}

/** Reads the machine and the consumers from the settings. */
async function makeAsked(uri: string | undefined, { settings }: Session) {
  const { consumers, auto, root, session, directories, qemuVersion, images } = await settings.of(uri);
  const asked = { consumers, root, inSession: session, directories };
  return { asked, auto, qemuVersion, looksAtImages: images !== 'off' };
}

/** Adds the reason for the consumer to the answer. */
function withReason<Answer extends Pick<GuestAnswer, 'consumer'>>(
  answer: Answer,
  auto: readonly AutoConsumer[],
): Answer {
  const { consumer } = answer;
  return { ...answer, consumer: { ...consumer, why: describeAuto(consumer.id, auto) } };
}

async function toSearchPath(found: SearchPathAnswer, root: string, session: Session): Promise<SearchPath> {
  const files: ListedDescriptor[] = [];
  // One by one, so other requests are served in between.
  for (const file of found.files) {
    const isShort = files.length < MAX_ANALYSED;
    files.push({ ...file, ...(isShort ? await lookInto(file, found, root, session) : BEYOND) });
  }
  return { ...found, root, files };
}

type Look = Pick<ListedDescriptor, 'summary' | 'findings' | 'beyond'>;
const NOTHING: Look = { summary: '', findings: null };
const BEYOND: Look = { ...NOTHING, beyond: MAX_ANALYSED };

/** Returns what an editor would show about a file. For an open file, the text in the editor is used, as for its diagnostics. */
async function lookInto(
  { folder, name, verdict, because, encoding }: FileOfPath,
  { consumer }: SearchPathAnswer,
  root: string,
  session: Session,
): Promise<Look & Partial<FileOfPath>> {
  // A link that is broken, or does not lead to a file, is judged by itself.
  const nothing = verdict === 'masks' || because.some(({ code }) => code === 'file-link') ? '' : undefined;
  const found = await session.index.inFile(`${folder}/${name}`, root, nothing);
  if (!found)
    return { ...NOTHING, findings: await listEncoding(encoding, `${root}${folder}/${name}`, session) };
  const { descriptor, isOpen } = found;
  const isRead = verdict !== 'masked' && !because.some(({ code }) => code.startsWith('file-'));
  const reader = isOpen && isRead ? findConsumer(consumer.id) : undefined;
  return {
    ...(reader && takeVerdict(judge(reader, descriptor.document))),
    summary: summariseDescriptor(descriptor.document),
    findings: makeDiagnostics(descriptor, session).map(({ severity = 1, code, message, range }) => ({
      ...{ severity, range },
      code: String(code),
      message: typeof message === 'string' ? message : message.value,
    })),
  };
}

async function listEncoding(
  encoding: FileOfPath['encoding'],
  path: string,
  { settings }: Session,
): Promise<readonly ListedFinding[]> {
  if (!encoding) return [];
  const { excluded, severities } = await settings.of(toFileUri(path));
  const found = excluded ? [] : applySeverities([{ ...NOT_UTF8, ...encoding }], severities);
  return found.map((each) => ({ ...each, severity: SEVERITIES[each.severity] }));
}

function takeVerdict({ verdict, because }: Judgement): Pick<FileOfPath, 'verdict' | 'because'> {
  return { verdict, because: because.map(({ code, message }) => ({ code, message })) };
}

function toClient(found: GuestAnswer | NoDomainAnswer, root: string, text: string): ExplainRequest['result'] {
  const lines = new LineIndex(text);
  if ('problem' in found) return { problem: found.problem, at: lines.positionAt(found.offset) };
  const { os, ...rest } = found;
  return { ...rest, root, ...(os && { os: toRange(lines, os) }) };
}
