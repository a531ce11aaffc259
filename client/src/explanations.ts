import { commands, Disposable, env, Uri, ViewColumn, window, workspace } from 'vscode';
import type { TextDocument, WebviewPanel } from 'vscode';
import type {
  GuestExplanation,
  ExplainRequest,
  GuestWishes,
  NoDomain,
} from '../../server/src/lsp/protocol/customRequests';
import { DomainAnswers } from './domainAnswers';
import { applyQuickFix, listRemedies } from './domainFixes';
import { PAGE_COMMANDS, renderExplanationPage } from './explanationPage';
import { formatExplanation } from './explanationText';
import type { FirmwareFolders } from './firmwareFolders';
import { OPEN } from './firmwareView';
import { readObject } from './givenValues';
import { GuestPicker, type ChosenGuest } from './guestPick';
import { Latest } from './latest';
import { EXPLAIN } from './languages';
import { chooseOtherConsumer } from './otherConsumer';
import { assignRemedies, listTitles, type Remedy } from './remedies';
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
  /** The id of the consumer that the page compares with, and its answer. */
  private other: string | undefined;
  private compared: GuestExplanation | undefined;
  /** The titles of the quick fixes that the page shows. */
  private titles: readonly string[] = [];

  constructor(
    private readonly server: Server,
    private readonly folders: FirmwareFolders,
  ) {
    this.listeners = Disposable.from(
      commands.registerCommand(EXPLAIN, (about: unknown) => this.explain(about)),
      commands.registerCommand(PAGE_COMMANDS.again, () => server.lookAgain()),
      commands.registerCommand(PAGE_COMMANDS.another, () => this.explain()),
      commands.registerCommand(PAGE_COMMANDS.copy, () => this.copy()),
      commands.registerCommand(PAGE_COMMANDS.fix, (title: unknown) => this.fix(title)),
      commands.registerCommand(PAGE_COMMANDS.compare, () => this.compare()),
      commands.registerCommand(PAGE_COMMANDS.closeComparison, () => this.compareWith(undefined)),
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
  private async explain(about?: unknown): Promise<GuestExplanation | NoDomain | null | undefined> {
    const subject = await this.subjectFor(about);
    if (!subject) return undefined;
    this.subject = subject;
    this.other = undefined;
    await this.show();
    this.panel?.reveal();
    return this.found;
  }

  /** @param about the URI of a domain, which lenses of the server have as text; other callers may pass anything */
  private async subjectFor(about: unknown): Promise<ChosenGuest | undefined> {
    if (about instanceof Uri) return { domain: about };
    const open = workspace.textDocuments.find(({ uri }) => uri.toString() === about);
    if (open) return { domain: open.uri };
    return isWishes(about) ? { wishes: about } : this.picker.pick();
  }

  private async show(): Promise<void> {
    const { subject, other } = this;
    if (!subject) return;
    const [found, compared] = await Promise.all([
      this.askAbout(subject),
      other === undefined ? null : this.askAbout({ ...subject, consumer: other }),
    ]);
    const remedies = found && 'outcome' in found ? await this.listRemedies(subject, found) : [];
    // In the meantime, the user may have asked about another guest, compared with another consumer or closed the page.
    if (this.subject !== subject || this.other !== other) return;
    this.found = found;
    this.compared = compared && 'outcome' in compared ? compared : undefined;
    this.titles = found && 'outcome' in found ? listTitles(assignRemedies(found, remedies)) : [];
    const title = describeSubject(subject);
    this.panel ??= this.open();
    this.panel.title = title;
    this.panel.webview.html = renderExplanationPage(title, found, { remedies, compared: this.compared });
  }

  /** Most guests have nothing to fix, and each fix is tried by the server. */
  private async listRemedies(subject: ChosenGuest, found: GuestExplanation): Promise<readonly Remedy[]> {
    if (!('domain' in subject) || (found.problems.length === 0 && !found.nearest)) return [];
    const domain = await openDomain(subject.domain);
    return domain ? listRemedies(this.server, domain) : [];
  }

  /** Applies a quick fix of the domain. The change of the text updates the page. */
  private async fix(title: unknown): Promise<void> {
    const { subject } = this;
    if (typeof title !== 'string' || !this.titles.includes(title)) return;
    const domain = subject && 'domain' in subject ? await openDomain(subject.domain) : null;
    if (domain) await applyQuickFix(this.server, domain, title, this.panel?.viewColumn);
  }

  /** @returns the answer for the other consumer; undefined if the user chose none */
  private async compare(): Promise<GuestExplanation | undefined> {
    const { subject, found } = this;
    if (!subject || !found || !('outcome' in found)) return undefined;
    const other = await chooseOtherConsumer(found.consumer.id, 'domain' in subject, this.other);
    return other === undefined || this.subject !== subject ? undefined : this.compareWith(other);
  }

  private async compareWith(other: string | undefined): Promise<GuestExplanation | undefined> {
    this.other = other;
    await this.show();
    return this.compared;
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
    const text = formatExplanation(describeSubject(subject), found, this.compared);
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

function isWishes(about: unknown): about is GuestWishes {
  return readObject(about).architecture !== undefined;
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
