import { commands, Disposable, Uri, ViewColumn, window, workspace } from 'vscode';
import type { TextDocument, WebviewPanel } from 'vscode';
import type {
  GuestExplanation,
  ExplainRequest,
  GuestWishes,
  NoDomain,
} from '../../server/src/lsp/protocol/customRequests';
import { DomainAnswers } from './domainAnswers';
import { isDomain } from './domainText';
import { renderExplanationPage } from './explanationPage';
import type { FirmwareFolders } from './firmwareFolders';
import { OPEN } from './firmwareView';
import { pickGuest } from './guestPick';
import { Latest } from './latest';
import type { Server } from './server';
import { t } from './texts';

export const EXPLAIN = 'qemuFirmware.explainSelection';

/** The guest that is asked about: a domain in a file or an editor, or wishes. */
type Subject = { readonly domain: Uri } | { readonly wishes: GuestWishes };

/** Shows in a page which firmware a guest gets, and why not the others; the page follows the domain, the files and the settings. */
export class Explanations implements Disposable {
  private readonly listeners: Disposable;
  private readonly domains = new DomainAnswers((text, uri) => this.request({ guest: text, uri }));
  private readonly shown = new Latest(() => this.show());
  private panel: WebviewPanel | undefined;
  private subject: Subject | undefined;
  private found: GuestExplanation | NoDomain | null = null;

  constructor(
    private readonly server: Server,
    private readonly folders: FirmwareFolders,
  ) {
    this.listeners = Disposable.from(
      commands.registerCommand(EXPLAIN, (about?: Uri | GuestWishes) => this.explain(about)),
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

  /** What the server says of a version of a domain, which is asked about once for all that want to know. */
  ofDomain(domain: TextDocument): Promise<GuestExplanation | NoDomain | null> {
    return this.domains.get(domain.getText(), domain.uri.toString());
  }

  /** Comes before all who ask because of the same change: they were made later. */
  private async changed(): Promise<void> {
    this.domains.clear();
    await this.shown.run();
  }

  /** The server's answer, with the directories watched from then on. */
  private async request(params: ExplainRequest['params']): Promise<GuestExplanation | NoDomain | null> {
    const found = await this.server.request<ExplainRequest>('qemuFirmware/explain', params);
    if (found && 'folders' in found) this.folders.watch(found);
    return found;
  }

  /** @returns what the page shows; undefined where the user chose no guest */
  private async explain(about?: Uri | GuestWishes): Promise<GuestExplanation | NoDomain | null | undefined> {
    const subject = await this.subjectFor(about);
    if (!subject) return undefined;
    this.subject = subject;
    await this.show();
    this.panel?.reveal();
    return this.found;
  }

  private async subjectFor(about?: Uri | GuestWishes): Promise<Subject | undefined> {
    if (about instanceof Uri) return { domain: about };
    // A menu may hand over something else.
    if (about?.architecture !== undefined) return { wishes: about };
    const active = window.activeTextEditor?.document;
    if (active && isDomain(active)) return { domain: active.uri };
    const chosen = await pickGuest();
    return chosen && (chosen instanceof Uri ? { domain: chosen } : { wishes: chosen });
  }

  private async show(): Promise<void> {
    const { subject } = this;
    if (!subject) return;
    const found = await this.askAbout(subject);
    // Meanwhile somebody may have asked about another guest, or closed the page.
    if (this.subject !== subject) return;
    this.found = found;
    const name = 'domain' in subject ? subject.domain.path.split('/').at(-1) : undefined;
    const title = name === undefined ? t('Firmware for a guest') : t('Firmware for {0}', name);
    this.panel ??= this.open();
    this.panel.title = title;
    this.panel.webview.html = renderExplanationPage(title, this.found);
  }

  private async askAbout(subject: Subject): Promise<GuestExplanation | NoDomain | null> {
    return 'wishes' in subject
      ? this.request({ guest: subject.wishes })
      : this.ofDomain(await workspace.openTextDocument(subject.domain));
  }

  private open(): WebviewPanel {
    const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
    const panel = window.createWebviewPanel('qemuFirmware.explanation', '', column, {
      enableCommandUris: [OPEN],
      enableFindWidget: true,
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.subject = undefined;
    });
    return panel;
  }
}

function isSame(one: Uri, other: Uri): boolean {
  return one.toString() === other.toString();
}
