import type {
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport as DocumentReport,
} from 'vscode-languageserver';
import { makeDiagnosticReport } from './diagnostics';
import { isRecord, readString, readValue } from '../protocol/fromLsp';
import { visitWorkspaceDescriptors } from '../state/progress';
import { onRequest, type Session } from '../state/session';

/** So many reports go into one partial result. */
const BATCH = 50;

/** The findings of every descriptor in the workspace, for clients that ask. */
export function offerWorkspaceDiagnostics(session: Session): void {
  if (!session.client.pullDiagnostics) return;
  onRequest<WorkspaceDiagnosticReport>(session, 'workspace/diagnostic', async (params, token) => {
    const batches = new Batches(session, readValue(params, 'partialResultToken'));
    const gone = readPreviousIds(params);
    for await (const descriptor of visitWorkspaceDescriptors(session, params, token)) {
      const { uri, version } = descriptor;
      if (isUntitled(uri)) continue;
      if (!(await session.settings.of(uri)).workspaceDiagnostics) continue;
      const report = makeDiagnosticReport(descriptor, gone.get(uri), session);
      gone.delete(uri);
      batches.add({ ...report, uri, version });
    }
    // What was cancelled has not seen them all.
    if (!token.isCancellationRequested)
      for (const uri of gone.keys())
        if (!isUntitled(uri)) batches.add({ kind: 'full', uri, version: null, items: [] });
    return { items: batches.rest() };
  });
}

/** Once closed it is gone, and a report on the workspace that comes after that would bring its findings back. */
function isUntitled(uri: string): boolean {
  return uri.startsWith('untitled:');
}

/** By URI, the id of the report that the client has. */
function readPreviousIds(params: unknown): Map<string, string> {
  const ids = readValue(params, 'previousResultIds');
  return new Map(
    (Array.isArray(ids) ? (ids as unknown[]) : []).flatMap((id) => {
      const [uri, value] = isRecord(id) ? [readString(id, 'uri'), readString(id, 'value')] : [];
      return uri !== undefined && value !== undefined ? [[uri, value] as const] : [];
    }),
  );
}

/** Sends reports as they come where the client takes them so, and keeps them for the reply elsewhere. */
class Batches {
  private items: DocumentReport[] = [];

  constructor(
    private readonly session: Session,
    /** Of partial results. */
    private readonly token: unknown,
  ) {}

  add(report: DocumentReport): void {
    this.items.push(report);
    if (this.items.length >= BATCH) this.send();
  }

  /** What the reply has to hold: nothing where everything was sent before. */
  rest(): DocumentReport[] {
    this.send();
    return this.items;
  }

  private send(): void {
    const { token, items, session } = this;
    if ((typeof token !== 'string' && typeof token !== 'number') || items.length === 0) return;
    this.items = [];
    void session.connection
      .sendNotification('$/progress', { token, value: { items } })
      .catch(() => undefined);
  }
}
