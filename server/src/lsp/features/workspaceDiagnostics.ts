import type {
  Diagnostic,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport as DocumentReport,
} from 'vscode-languageserver';
import { makeDiagnosticReport } from './diagnostics';
import { isRecord, readString, readValue } from '../protocol/fromLsp';
import { visitWorkspaceDescriptors } from '../state/progress';
import { onRequest, type Session } from '../state/session';

/** The number of reports in one partial result. */
const BATCH = 50;

/** Reports the findings of every descriptor and every libvirt domain in the workspace to clients that pull. */
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
    for await (const file of session.domainFiles?.all(token) ?? []) {
      if (!(await session.settings.of(file.uri)).workspaceDiagnostics) continue;
      const isKnown = gone.get(file.uri) === file.id;
      gone.delete(file.uri);
      const { uri, id: resultId } = file;
      if (isKnown) batches.add({ kind: 'unchanged', resultId, uri, version: null });
      else {
        const items = (await file.diagnose()).items as Diagnostic[];
        batches.add({ kind: 'full', resultId, items, uri, version: null });
      }
    }
    // A cancelled request has not visited all of them.
    if (!token.isCancellationRequested)
      for (const uri of gone.keys())
        if (!isUntitled(uri)) batches.add({ kind: 'full', uri, version: null, items: [] });
    return { items: batches.rest() };
  });
}

/** After it is closed, a late workspace report would bring its findings back. */
function isUntitled(uri: string): boolean {
  return uri.startsWith('untitled:');
}

/** Reads the ids of the reports that the client has, by URI. */
function readPreviousIds(params: unknown): Map<string, string> {
  const ids = readValue(params, 'previousResultIds');
  return new Map(
    (Array.isArray(ids) ? (ids as unknown[]) : []).flatMap((id) => {
      const [uri, value] = isRecord(id) ? [readString(id, 'uri'), readString(id, 'value')] : [];
      return uri !== undefined && value !== undefined ? [[uri, value] as const] : [];
    }),
  );
}

/** Sends reports as partial results if the client supports it; otherwise keeps them for the reply. */
class Batches {
  private items: DocumentReport[] = [];

  constructor(
    private readonly session: Session,
    /** The token of partial results. */
    private readonly token: unknown,
  ) {}

  add(report: DocumentReport): void {
    this.items.push(report);
    if (this.items.length >= BATCH) this.send();
  }

  /** The contents of the reply: nothing if everything was sent before. */
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
