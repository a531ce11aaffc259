import {
  CodeLens,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  languages,
  Range,
  workspace,
} from 'vscode';
import type { CodeLensProvider, TextDocument } from 'vscode';
import type { GuestExplanation } from '../../server/src/lsp/protocol/customRequests';
import { isDomain } from './domainText';
import { EXPLAIN, type Explanations } from './explanations';
import type { FirmwareFolders } from './firmwareFolders';
import { Latest } from './latest';
import type { Server } from './server';
import { makeVisible } from '../../server/src/text/visible';
import { t } from './texts';

/** Shows in the definition of a libvirt domain which firmware it gets: in a lens above `<os>`, and as a problem if none fits. */
export class Domains implements CodeLensProvider, Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly problems = languages.createDiagnosticCollection('qemu-firmware');
  private readonly open = new Map<TextDocument, OpenDomain>();
  private readonly listeners: Disposable;

  constructor(
    private readonly explanations: Explanations,
    server: Server,
    folders: FirmwareFolders,
  ) {
    this.listeners = Disposable.from(
      languages.registerCodeLensProvider([{ language: 'xml' }, { pattern: '**/*.xml' }], this),
      workspace.onDidOpenTextDocument((document) => this.look(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.look(document)),
      workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
      }),
      folders.onDidChange(() => this.lookAtAll()),
      server.onDidConfigure(() => this.lookAtAll()),
    );
    for (const document of workspace.textDocuments) void this.look(document);
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const found = this.open.get(document)?.found;
    if (!found?.os || !(found.leavesChoice || found.outcome === 'refused')) return [];
    const command = {
      title: describeFirmware(found),
      tooltip: makeVisible(found.picked ?? ''),
      command: EXPLAIN,
      arguments: [document.uri],
    };
    return [new CodeLens(toRange(found.os), command)];
  }

  dispose(): void {
    Disposable.from(this.listeners, this.problems, this.changed).dispose();
  }

  private async lookAtAll(): Promise<void> {
    await Promise.all([...this.open.values()].map(({ latest }) => latest.run()));
  }

  private async look(document: TextDocument): Promise<void> {
    if (!isDomain(document)) {
      this.forget(document);
      return;
    }
    let known = this.open.get(document);
    if (!known) {
      known = { latest: new Latest(() => this.explain(document)) };
      this.open.set(document, known);
    }
    await known.latest.run();
  }

  private async explain(document: TextDocument): Promise<void> {
    const { version } = document;
    const found = await this.explanations.ofDomain(document);
    const known = this.open.get(document);
    // The text has changed in the meantime; a new request will follow.
    if (!known || document.version !== version) return;
    // While a tag is being typed, the previous answer stays.
    if (found && 'problem' in found) return;
    known.found = found ?? undefined;
    this.problems.set(document.uri, found ? makeProblems(found) : []);
    this.changed.fire();
  }

  private forget(document: TextDocument): void {
    if (!this.open.delete(document)) return;
    this.problems.delete(document.uri);
    this.changed.fire();
  }
}

interface OpenDomain {
  readonly latest: Latest;
  /** The last answer of the server. */
  found?: GuestExplanation | undefined;
}

/** Returns the title of the lens: the selected file, and whether the guest is rejected. */
function describeFirmware({ outcome, picked }: GuestExplanation): string {
  const name = picked?.slice(picked.lastIndexOf('/') + 1);
  if (outcome === 'refused')
    return name === undefined ? t('Firmware: guest rejected') : t('Firmware: {0}, guest rejected', name);
  return name === undefined ? t('Firmware: none') : t('Firmware: {0}', name);
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Lists the problems of a guest and its firmware. If nothing fits, the closest match and the required changes are included. */
function makeProblems(found: GuestExplanation): Diagnostic[] {
  const { os, outcome } = found;
  if (!os) return [];
  const problems = found.problems.map(({ code, severity, message }) =>
    code === NO_FIRMWARE
      ? makeNoFirmware(os, message, found)
      : makeProblem(os, SEVERITIES[severity], message, code),
  );
  const isSaid = outcome !== 'none' || found.problems.some(({ code }) => code === NO_FIRMWARE);
  if (isSaid) return problems;
  const message = t('{0} finds no firmware for this guest and does not start it.', found.consumer.name);
  return [makeNoFirmware(os, message, found), ...problems];
}

const NO_FIRMWARE = 'no-firmware';

/** Returns the problem of a guest that no firmware matches: a note on a machine without descriptors, because no change to the guest fixes it there. */
function makeNoFirmware(
  os: NonNullable<GuestExplanation['os']>,
  message: string,
  found: GuestExplanation,
): Diagnostic {
  const { candidates, folders } = found;
  if (candidates.length > 0)
    return makeProblem(os, DiagnosticSeverity.Error, describeNearest(message, found), NO_FIRMWARE);
  const reason = t('No descriptors found in {0}.', folders.join(', '));
  return makeProblem(os, DiagnosticSeverity.Information, `${reason} ${message}`, NO_FIRMWARE);
}

function describeNearest(message: string, { nearest }: GuestExplanation): string {
  const sentences = [
    message,
    ...(nearest ? [t('Closest match: {0}.', nearest.path)] : []),
    ...(nearest?.changes ?? []).flatMap(({ message, guest, descriptor }) => [
      message,
      guest ?? descriptor ?? '',
    ]),
  ];
  return sentences.filter(Boolean).join(' ');
}

function makeProblem(
  os: NonNullable<GuestExplanation['os']>,
  severity: DiagnosticSeverity,
  message: string,
  code: string,
): Diagnostic {
  const problem = new Diagnostic(toRange(os), message, severity);
  problem.source = 'qemu-firmware';
  problem.code = code;
  return problem;
}

function toRange({ start, end }: NonNullable<GuestExplanation['os']>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
