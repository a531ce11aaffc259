import { Disposable, languages, LanguageStatusSeverity, window, workspace } from 'vscode';
import type { Command, TextDocument } from 'vscode';
import type { DocumentStatus, StatusRequest } from '../../server/src/lsp/protocol/customRequests';
import type { DocumentLanguages } from './documentLanguages';
import { DESCRIPTOR, QAPI } from './languages';
import { Latest } from './latest';
import type { Server } from './server';
import { CHOOSE_QEMU_VERSION } from './qemuVersions';
import { describeKind, describeReason, describeVerdicts } from './statusTexts';
import { makePlain } from './plain';
import { t } from './texts';

/** The two entries of VS Code's language status: what the active file is and why, and what it is checked against. */
export class StatusItems implements Disposable {
  private readonly file = languages.createLanguageStatusItem('qemuFirmware.file', [DESCRIPTOR, QAPI]);
  private readonly schema = languages.createLanguageStatusItem('qemuFirmware.schema', [DESCRIPTOR, QAPI]);
  private readonly listeners: Disposable;
  private readonly latest = new Latest(() => this.show());

  constructor(
    private readonly server: Server,
    private readonly documents: DocumentLanguages,
  ) {
    this.file.name = t('QEMU Firmware: File');
    this.file.command = { title: t('Treat as JSON'), command: 'qemuFirmware.treatAsJson' };
    this.schema.name = t('QEMU Firmware: Schema');
    // VS Code lists both from the start, but the first answer arrives only after the server has started.
    this.file.text = describeKind(DESCRIPTOR);
    this.schema.text = t('Starting the server…');
    this.listeners = Disposable.from(
      window.onDidChangeActiveTextEditor(() => this.refresh()),
      workspace.onDidOpenTextDocument((document) => this.refreshIfActive(document)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === getActiveDocument()) void this.refresh();
      }),
      server.onDidConfigure(() => this.refresh()),
    );
  }

  /** Shows what the active document is. Changes during a request are shown together, afterwards. */
  refresh(): Promise<void> {
    return this.latest.run();
  }

  dispose(): void {
    Disposable.from(this.listeners, this.file, this.schema).dispose();
  }

  /** Asks the server about the active document and shows the answer, unless another document is active by then. */
  private async show(): Promise<void> {
    const document = getActiveDocument();
    if (!document) return;
    const reason = describeReason(this.documents.reasonFor(document), document.languageId);
    this.file.detail = reason;
    const status = await this.ask(document);
    if (document !== getActiveDocument()) return;
    const judgement = status && (status.findings ?? describeVerdicts(status.verdicts));
    if (judgement) this.file.detail = makePlain(`${judgement} · ${reason}`);
    this.file.text = makePlain(status?.summary ?? '') || describeKind(document.languageId);
    this.showSchema(document, status);
  }

  private async refreshIfActive(document: TextDocument): Promise<void> {
    if (document === getActiveDocument()) await this.refresh();
  }

  private async ask(document: TextDocument): Promise<DocumentStatus | null> {
    this.schema.busy = true;
    const uri = document.uri.toString();
    const status = await this.server.request<StatusRequest>('qemuFirmware/status', { uri });
    this.schema.busy = false;
    return status;
  }

  private showSchema({ languageId }: TextDocument, status: DocumentStatus | null): void {
    const running = this.server.running;
    this.schema.text = status?.schema ?? (running ? t('No schema') : t('The server is not running'));
    this.schema.detail = makePlain(status?.problem ?? status?.reason ?? '');
    this.schema.severity = chooseSeverity(running, status);
    // The server does not check schemas in a browser.
    this.schema.selector = running && !status && languageId === QAPI ? DESCRIPTOR : [DESCRIPTOR, QAPI];
    this.schema.command = running ? makeVersionCommand(languageId) : makeRestartCommand();
  }
}

const DIALECT_SETTING = 'qemuFirmware.qapi.dialect';

/** Returns the document of the active editor if it is a descriptor or a schema. */
function getActiveDocument(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === DESCRIPTOR || document?.languageId === QAPI ? document : undefined;
}

function chooseSeverity(running: boolean, status: DocumentStatus | null): LanguageStatusSeverity {
  if (!running) return LanguageStatusSeverity.Error;
  return status?.problem === undefined ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning;
}

function makeVersionCommand(languageId: string): Command {
  const title = t('Choose Version');
  // The dialects are a short list, which the settings editor shows.
  return languageId === QAPI
    ? { title, command: 'workbench.action.openSettings', arguments: [DIALECT_SETTING] }
    : { title, command: CHOOSE_QEMU_VERSION };
}

function makeRestartCommand(): Command {
  return { title: t('Restart'), command: 'qemuFirmware.restartServer' };
}
