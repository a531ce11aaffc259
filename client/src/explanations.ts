import { commands, Disposable, env, Uri, ViewColumn, window, workspace } from 'vscode';
import type { TextDocument, WebviewPanel } from 'vscode';
import type {
  GuestExplanation,
  ExplainRequest,
  GuestWishes,
  NoDomain,
} from '../../server/src/lsp/protocol/customRequests';
import { DomainAnswers } from './domainAnswers';
import { PAGE_COMMANDS, renderExplanationPage } from './explanationPage';
import { formatExplanation } from './explanationText';
import type { FirmwareFolders } from './firmwareFolders';
import { OPEN } from './firmwareView';
import { GuestPicker, type ChosenGuest } from './guestPick';
import { Latest } from './latest';
import { EXPLAIN } from './languages';
import type { Server } from './server';
import { t } from './texts';

/** Shows a page that explains which firmware a guest gets and why; the page is updated when the domain, the files or the settings change. */
export class Explanations implements Disposable {
  private readonly listeners: Disposable;
  private readonly domains = new DomainAnswers((text, uri) => this.request({ guest: text, uri }));
  private readonly picker = new GuestPicker();
  private readonly shown = new Latest(() => this.show());
  private panel: WebviewPanel | undefined;
  private subject: ChosenGuest | undefined;
  private found: GuestExplanation | NoDomain | null = null;

  constructor(
    private readonly server: Server,
    private readonly folders: FirmwareFolders,
  ) {
    this.listeners = Disposable.from(
      commands.registerCommand(EXPLAIN, (about?: Uri | GuestWishes) => this.explain(about)),
      commands.registerCommand(PAGE_COMMANDS.again, () => server.lookAgain()),
      commands.registerCommand(PAGE_COMMANDS.another, () => this.explain()),
      commands.registerCommand(PAGE_COMMANDS.copy, () => this.copy()),
      folders.onDidChange(() => this.changed()),
      server.onDidConfigure(() => this.changed()),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.domains.forget(uri.toString());
      }),
      workspace.onDidChangeTextDocument(async ({ document }) => {
        if (this.subject && 'domain' in this.subject && isSame(document.uri, this.subject.domain))
          await this.shown.run();
      }),
    );
  }

  dispose(): void {
    Disposable.from(this.listeners, ...(this.panel ? [this.panel] : [])).dispose();
  }

  /** Returns the answer on a version of a domain, which is requested once for all callers. */
  ofDomain(domain: TextDocument): Promise<GuestExplanation | NoDomain | null> {
    return this.domains.get(domain.getText(), domain.uri.toString());
  }

  /** Runs before all listeners that ask because of the same change: they are registered later. */
  private async changed(): Promise<void> {
    this.domains.clear();
    await this.shown.run();
  }

  /** Requests the server's answer, and watches its directories from then on. */
  private async request(params: ExplainRequest['params']): Promise<GuestExplanation | NoDomain | null> {
    const found = await this.server.request<ExplainRequest>('qemuFirmware/explain', params);
    if (found && 'folders' in found) this.folders.watch(found);
    return found;
  }

  /** @returns what the page shows; undefined if the user chose no guest */
  private async explain(about?: Uri | GuestWishes): Promise<GuestExplanation | NoDomain | null | undefined> {
    const subject = await this.subjectFor(about);
    if (!subject) return undefined;
    this.subject = subject;
    await this.show();
    this.panel?.reveal();
    return this.found;
  }

  private async subjectFor(about?: Uri | GuestWishes): Promise<ChosenGuest | undefined> {
    if (about instanceof Uri) return { domain: about };
    // A menu may pass something else.
    return about?.architecture === undefined ? this.picker.pick() : { wishes: about };
  }

  private async show(): Promise<void> {
    const { subject } = this;
    if (!subject) return;
    const found = await this.askAbout(subject);
    // In the meantime, the user may have asked about another guest or closed the page.
    if (this.subject !== subject) return;
    this.found = found;
    const title = describeSubject(subject);
    this.panel ??= this.open();
    this.panel.title = title;
    this.panel.webview.html = renderExplanationPage(title, this.found);
  }

  private async askAbout(subject: ChosenGuest): Promise<GuestExplanation | NoDomain | null> {
    const { consumer } = subject;
    if ('wishes' in subject) return this.request({ guest: subject.wishes, consumer });
    const domain = await openDomain(subject.domain);
    if (!domain || consumer === undefined) return domain && this.ofDomain(domain);
    return this.request({ guest: domain.getText(), uri: domain.uri.toString(), consumer });
  }

  /** Copies the contents of the page. @returns the text; undefined without a page or an answer */
  private async copy(): Promise<string | undefined> {
    const { subject, found } = this;
    if (!subject || !found) return undefined;
    const text = formatExplanation(describeSubject(subject), found);
    await env.clipboard.writeText(text);
    return text;
  }

  private open(): WebviewPanel {
    const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
    const panel = window.createWebviewPanel('qemuFirmware.explanation', '', column, {
      enableCommandUris: [OPEN, ...Object.values(PAGE_COMMANDS)],
      enableFindWidget: true,
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.subject = undefined;
    });
    return panel;
  }
}

function describeSubject(subject: ChosenGuest): string {
  const name = 'domain' in subject ? subject.domain.path.split('/').at(-1) : undefined;
  return name === undefined ? t('Firmware for a guest') : t('Firmware for {0}', name);
}

/** @returns null if the file can no longer be opened */
async function openDomain(uri: Uri): Promise<TextDocument | null> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return null;
  }
}

function isSame(one: Uri, other: Uri): boolean {
  return one.toString() === other.toString();
}
