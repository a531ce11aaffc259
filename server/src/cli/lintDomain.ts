import { findConsumer } from '../consumers/index';
import { describeNoDomain, listUnread } from '../consumers/libvirt/domain';
import { looksLikeDescriptor } from '../descriptor/recognise';
import { DomainDocument } from '../domain/document';
import { describeUnchecked } from '../domain/parseXml';
import { isDomainPath, isDomainRoot, startsDomain } from '../domain/recognise';
import type { GuestFinding, GuestRelated } from '../rules/guestRule';
import { applySeverities } from '../rules/severities';
import { NEWEST_RELEASE } from '../schema/bundled';
import { DomainChecker } from '../service/checkDomain';
import { proveFixes } from '../service/domainFixes';
import { applySafeDomainFixes } from '../service/fixDomain';
import { t } from '../text/translations';
import { shorten } from '../text/trimming';
import { decodeUtf8 } from '../text/utf8';
import { describeFileProblem } from '../workspace/fileProblem';
import { READ_LIMITS } from '../workspace/limits';
import { getHostArchitecture } from '../workspace/nodeMachine';
import type { RootedWorkspace } from '../workspace/rootedWorkspace';
import type { User } from '../selection/listing';
import type { LintSettings } from './configurations';
import { makeExcerpt, toRange } from './excerpt';
import { FileError } from './files';
import { listCodes, type Fixed } from './fix';
import { isKnown, toDiagnostic, type Diagnostic, type FileReport, type Related } from './lintFile';

/** The machine whose libvirt reads the domains. */
export interface DomainMachine {
  /** Its files, by their paths there. */
  readonly files: RootedWorkspace;
  readonly user: Omit<User, 'inSession'>;
  /** The folder that is its root; empty for this machine. */
  readonly root: string;
}

/**
 * Returns whether to check a file as libvirt domains instead of as a descriptor. The content decides, and the name if the content is
 * neither.
 */
export function isForDomains(path: string, bytes: Uint8Array): boolean {
  if (bytes.length > READ_LIMITS.domain) return false;
  const text = new TextDecoder().decode(bytes);
  return startsDomain(text) || (isDomainPath(path) && !looksLikeDescriptor(text));
}

/** Receives lines about what is not checked. */
export interface DomainTeller {
  /** A directory that cannot be read. */
  fail(line: string): Promise<void>;
  /** A guest of a file that the user names. */
  note(line: string): Promise<void>;
}

/** Checks files with libvirt domains. The descriptors of the machine are read once. */
export class DomainLinter {
  private readonly checkers = new Map<string, DomainChecker>();

  /** @param listsFixes whether the reports list fixes: proving them costs more than finding the mistakes */
  constructor(
    private readonly machine: DomainMachine,
    private readonly listsFixes: boolean,
    private readonly tell: DomainTeller,
  ) {}

  /** Must be called when descriptors may have changed. */
  changed(): void {
    this.checkers.clear();
  }

  /** Checks the domains in a file. Throws FileError if it is not text. @param isNamed whether the user names the file */
  async check(
    path: string,
    bytes: Uint8Array,
    settings: LintSettings,
    { fixes, isNamed }: { readonly fixes: boolean; readonly isNamed: boolean },
  ): Promise<Fixed> {
    const decoded = decodeUtf8(bytes);
    if ('invalid' in decoded) throw new FileError(t('not valid UTF-8'));
    const { text } = decoded;
    const opened = new DomainDocument(text);
    const isOther = !startsDomain(text) || (isNamed && Boolean(opened.root?.attributes.xmlns));
    if (isOther) return { report: reportNoDomain(path, opened, settings) };
    if (isNamed)
      for (const { message, offset } of listUnread(opened).slice(0, MAX_NOTES)) {
        const { line, character } = opened.lines.positionAt(offset);
        await this.tell.note(`${path}:${line + 1}:${character + 1}: ${message}`);
      }
    const checker = this.findChecker(settings);
    const report = await this.report(path, opened, checker, settings);
    for (const { path: folder, problem } of await checker.listUnreadable())
      await this.tell.fail(`${folder}: ${describeFileProblem(problem)}`);
    if (!fixes) return { report };
    const { document, fixed } = await applySafeDomainFixes(
      opened,
      checker,
      ({ code }) => settings.severities.get(code) !== 'off',
    );
    if (fixed.length === 0) return { report };
    const change = { before: text, after: document.text, found: report, ...listCodes(fixed) };
    return { report: await this.report(path, document, checker, settings), change };
  }

  private async report(
    path: string,
    document: DomainDocument,
    checker: DomainChecker,
    settings: LintSettings,
  ): Promise<FileReport> {
    const { severities, consumers, auto } = settings;
    const findings = (await checker.check(document)).findings.filter(
      ({ code }) => severities.get(code) !== 'off',
    );
    const proven = this.listsFixes ? await proveFixes(document, findings, checker) : [];
    const known = new Set<string>();
    const diagnostics: Diagnostic[] = [];
    for (const finding of findings) {
      const fixes = proven.filter(
        (fix) => fix.finding === finding && !isKnown(JSON.stringify(fix.edits), known),
      );
      const [told] = applySeverities([finding], severities);
      if (told) diagnostics.push(await this.toDiagnostic({ ...told, fixes }, document));
    }
    const programs = consumers.filter((id) => findConsumer(id)?.takesDomains === true);
    return { path, diagnostics, auto, programs };
  }

  private async toDiagnostic(
    {
      code,
      severity,
      message,
      range,
      fixes,
      related = [],
    }: GuestFinding & { readonly fixes: Found['fixes'] },
    { text, lines }: DomainDocument,
  ): Promise<Diagnostic> {
    const found = toDiagnostic({ code, severity, message, range, fixes }, lines);
    const places: Related[] = [];
    for (const place of related) {
      const known =
        'path' in place ? await this.findFile(place) : { ...place, range: toRange(lines, place.range) };
      if (known) places.push(known);
    }
    return { ...found, related: places, excerpt: makeExcerpt(text, lines, found.range) };
  }

  /** Returns the place of a file of the machine on this one; undefined if it leads out of the root. */
  private async findFile({
    path,
    message,
  }: GuestRelated & { readonly path: string }): Promise<Related | undefined> {
    const found = await this.machine.files.toHost(path);
    return found === undefined ? undefined : { message, path: found };
  }

  private findChecker({ consumers, qemuVersion, schemaPath, images, context }: LintSettings): DomainChecker {
    const looksAtImages = images !== 'off';
    const key = JSON.stringify([consumers, qemuVersion, schemaPath, looksAtImages]);
    const known = this.checkers.get(key);
    if (known) return known;
    const { files, user, root } = this.machine;
    const computer = {
      files,
      user,
      architecture: getHostArchitecture(),
      context,
      newestRelease: NEWEST_RELEASE,
    };
    const { directories } = user;
    const asked = { consumers, root, inSession: false, directories, qemuVersion, looksAtImages };
    const checker = new DomainChecker({ ...asked, computer });
    this.checkers.set(key, checker);
    return checker;
  }
}

type Found = Parameters<typeof toDiagnostic>[0];

/** The number of guests of a file that are said not to be checked. */
const MAX_NOTES = 200;

/** Reports that a file with the name of a domain is none. */
function reportNoDomain(path: string, document: DomainDocument, { severities }: LintSettings): FileReport {
  const { root, problem, lines, text } = document;
  const start = root?.start ?? problem?.offset ?? 0;
  const isUnchecked = problem?.kind === 'unchecked';
  const finding = {
    code: 'guest-xml',
    severity: isUnchecked ? 'warning' : 'error',
    message: isUnchecked
      ? describeUnchecked(problem)
      : root
        ? isDomainRoot(root.name)
          ? describeNoDomain(document).message
          : t('Not a libvirt domain: the root element is <{0}>.', shorten(root.name))
        : t(
            'Not a libvirt domain: {0}.',
            (problem?.message ?? t('The text has no XML element.')).replace(/\.$/, ''),
          ),
    range: { start, end: start + (root ? 1 + root.name.length : 0) },
  } as const;
  const found = toDiagnostic(finding, lines);
  const excerpt = makeExcerpt(text, lines, found.range);
  return { path, diagnostics: applySeverities([{ ...found, excerpt }], severities) };
}
