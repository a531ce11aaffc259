import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Descriptor } from '../state/documents';
import { logBugs } from '../state/bugs';
import { checkDescriptor } from '../../service/findings';
import { readString, readUri } from '../protocol/fromLsp';
import { describeError } from '../protocol/guard';
import type { Defer } from '../protocol/host';
import { onRequest, type Session } from '../state/session';
import type { Texts } from '../state/texts';
import { toDiagnostic } from './toDiagnostic';

/** How diagnostics reach the client. */
export interface DiagnosticsChannel {
  /** Call this when settings or schema files changed: every document may have other findings. */
  changed(): void;
}

export function makeDiagnostics(descriptor: Descriptor, { client, docsUri, log }: Session): Diagnostic[] {
  const { findings } = checkDescriptor(descriptor.document, descriptor.settings);
  logBugs(findings, descriptor, log);
  return findings.map((finding) => toDiagnostic(finding, descriptor, client, docsUri));
}

/** @param previousId the report on this document that the client has */
export function makeDiagnosticReport(
  descriptor: Descriptor,
  previousId: string | undefined,
  session: Session,
): DocumentDiagnosticReport {
  const resultId = descriptor.id;
  return previousId === resultId
    ? { kind: 'unchanged', resultId }
    : { kind: 'full', resultId, items: makeDiagnostics(descriptor, session) };
}

/** For clients that pull diagnostics. */
export function pullDiagnostics(session: Session): DiagnosticsChannel {
  const none: DocumentDiagnosticReport = { kind: 'full', items: [] };
  onRequest<DocumentDiagnosticReport>(session, 'textDocument/diagnostic', async (params, token) => {
    const uri = readUri(params);
    // VS Code asks once more when a document is closed, and shows the answer until it has the workspace report.
    const open = await session.documents.descriptorWithImagesOfNow(uri);
    const found = open ?? (await findInWorkspace(uri, session));
    if (found) return makeDiagnosticReport(found, readString(params, 'previousResultId'), session);
    if (uri === undefined) return none;
    const other = (await session.schemaTexts?.diagnose(uri)) ?? (await session.domains?.diagnose(uri, token));
    return other ? { kind: 'full', items: other.items as Diagnostic[] } : none;
  });
  const refresh = 'workspace/diagnostic/refresh';
  return {
    changed() {
      if (!session.client.refreshDiagnostics) return;
      session.connection.sendRequest(refresh).catch((error: unknown) => {
        session.log(`${refresh} failed: ${describeError(error)}`);
      });
    },
  };
}

/** Finds the descriptor in a file that is shown without being open. */
async function findInWorkspace(
  uri: string | undefined,
  { settings, index }: Session,
): Promise<Descriptor | undefined> {
  if (uri === undefined || !(await settings.of(uri)).workspaceDiagnostics) return undefined;
  return index.known(uri);
}

/** For clients that cannot pull: each version of a document is published after the pending events. */
export function pushDiagnostics(session: Session, texts: Texts, defer: Defer): DiagnosticsChannel {
  const publisher = new Publisher(session, defer);
  texts.listen({
    changed: ({ uri }) => {
      publisher.later([uri]);
      // The others may be parts of the same schema.
      if (session.schemaTexts?.isOpen(uri)) publisher.later(texts.uris);
    },
    closed: ({ uri, version }) => {
      publisher.clear(uri, version);
    },
  });
  return {
    changed() {
      publisher.later(texts.uris);
    },
  };
}

class Publisher {
  private readonly waiting = new Set<string>();
  /** The documents whose last publication was about domains or schemas. */
  private readonly others = new Set<string>();
  private requests = 0;

  constructor(
    private readonly session: Session,
    private readonly defer: Defer,
  ) {}

  later(uris: readonly string[]): void {
    this.requests++;
    if (this.waiting.size === 0) this.waitForQuiet();
    for (const uri of uris) this.waiting.add(uri);
  }

  /** One turn of the event loop handles one message; a turn without a change means that no burst of changes is under way. */
  private waitForQuiet(): void {
    const seen = this.requests;
    this.defer(() => {
      this.defer(() => {
        if (this.requests === seen) this.publishAll();
        else this.waitForQuiet();
      });
    });
  }

  /** Call this when a document is closed. */
  clear(uri: string, version: number): void {
    this.others.delete(uri);
    void this.send(uri, Promise.resolve({ version, diagnostics: [] }));
  }

  private publishAll(): void {
    const uris = [...this.waiting];
    this.waiting.clear();
    for (const uri of uris) void this.send(uri, this.current(uri));
  }

  /** Does nothing if the text, its settings or its surroundings changed in the meantime: another run is scheduled for that. */
  private async current(uri: string): Promise<Published | undefined> {
    const { documents } = this.session;
    const open = await documents.descriptor(uri);
    if (!open) return this.currentOther(uri);
    if (open !== (await documents.descriptor(uri))) return undefined;
    return { version: open.version, diagnostics: makeDiagnostics(open, this.session) };
  }

  /** A document that was a domain or schema may be something else now: then it has no problems. */
  private async currentOther(uri: string): Promise<Published | undefined> {
    const { schemaTexts, domains } = this.session;
    const kind = [schemaTexts, domains].find((each) => each?.isOpen(uri) === true);
    if (!kind) return this.others.delete(uri) ? { version: undefined, diagnostics: [] } : undefined;
    this.others.add(uri);
    const found = await kind.diagnose(uri);
    return found && { version: found.version, diagnostics: found.items as Diagnostic[] };
  }

  private async send(uri: string, findings: Promise<Published | undefined>): Promise<void> {
    const { connection, log } = this.session;
    try {
      const published = await findings;
      if (published)
        await connection.sendNotification('textDocument/publishDiagnostics', { uri, ...published });
    } catch (error) {
      log(`Diagnostics of ${uri} failed: ${describeError(error)}`);
    }
  }
}

interface Published {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
