import type { XmlElement } from '@rgrove/parse-xml';
import { findChooser } from '../consumers/choosers';
import { readBy, type Chooser } from '../consumers/chooser';
import { readFirmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import { NEWEST_LIBVIRT, findConsumer } from '../consumers/index';
import { readGuest, usesDescriptors } from '../consumers/libvirt/domain';
import type { DomainDocument } from '../domain/document';
import { findChild } from '../domain/elements';
import { isFirmwareKnown } from '../domain/placeholders';
import { readStartTag } from '../domain/tags';
import { listNamedImages, type DomainHost } from '../features/domain/host';
import { checkDomainText, checkGuest, checkOtherGuest, limitFindings } from '../rules/checkGuest';
import { TOO_MANY } from '../rules/fileFindings';
import type { GuestFinding, GuestView } from '../rules/guestRule';
import { openCandidate } from '../selection/candidateDocument';
import type { Unreadable } from '../selection/directory';
import type { Explanation } from '../selection/explain';
import type { User } from '../selection/listing';
import type { Asked } from '../selection/question';
import type { TextRange } from '../text/lineIndex';
import { t } from '../text/translations';
import type { Computer } from './answerQuestion';
import { explainGuest } from './explainGuest';
import { searchDescriptors, type Found } from './search';
import { findEquivalent } from './equivalentGuest';

/** The machine and the programs for which a domain is checked. */
export interface DomainWays extends Asked {
  /** The QEMU release that resolves machine type aliases, or `latest`. */
  readonly qemuVersion: string;
  readonly looksAtImages: boolean;
  readonly computer: Computer;
}

/** What is wrong with the domains of a text, and which firmware they get. */
export interface CheckedDomain {
  readonly findings: readonly GuestFinding[];
  readonly guests: readonly CheckedGuest[];
}

/** A domain of the text that leaves firmware to libvirt, or names its own. */
export interface CheckedGuest {
  readonly domain: XmlElement;
  /** The first tag of `<os>`. */
  readonly os: TextRange;
  readonly guest: Guest;
  /** What the first of the programs does; undefined if the text does not show it. */
  readonly explanation?: Explanation | undefined;
}

/** The number of domains of one text that are checked: each takes some milliseconds. */
const MAX_DOMAINS = 200;

/** Checks domains for the programs that read them. Remembers the descriptors of each program, so it is for one moment. */
export class DomainChecker {
  private readonly searched = new Map<Chooser, Promise<Found>>();
  private readonly choosers: readonly Chooser[];

  constructor(readonly ways: DomainWays) {
    const ids = ways.consumers.filter((id) => findConsumer(id)?.takesDomains === true);
    this.choosers = (ids.length > 0 ? ids : [NEWEST_LIBVIRT]).flatMap((id) => findChooser(id) ?? []);
  }

  /**
   * Lists what is wrong. Rejects only if reading files does.
   *
   * @param only the index of the one domain to check, without the text around it; all by default
   */
  async check(document: DomainDocument, only?: number): Promise<CheckedDomain> {
    const guests: CheckedGuest[] = [];
    const findings: GuestFinding[] = [...checkDomainText(document)];
    const chosen =
      only === undefined ? document.domains.slice(0, MAX_DOMAINS) : document.domains.slice(only, only + 1);
    for (const domain of chosen) {
      const os = findChild(domain, 'os');
      if (!os) continue;
      if (!usesDescriptors(domain)) {
        for (const chooser of this.choosers.slice(0, 1))
          findings.push(...checkOtherGuest(this.read(document, domain, os, chooser)));
        continue;
      }
      const views: GuestView[] = [];
      for (const chooser of this.choosers) views.push(await this.view(document, domain, os, chooser));
      const [first] = views;
      const tag = readStartTag(document.text, os).range;
      if (first) guests.push({ domain, os: tag, guest: first.guest, explanation: first.explanation });
      findings.push(
        ...mergeFindings(
          views.map((view) => checkGuest(view)),
          this.choosers,
        ),
      );
    }
    const shown = [...limitFindings(findings), ...(only === undefined ? reportUnchecked(document) : [])];
    return { guests, findings: document.isGenerated ? shown.map(soften) : shown };
  }

  /** Lists the directories that the programs search. */
  async listFolders(): Promise<readonly string[]> {
    const found = await Promise.all(this.choosers.map((chooser) => this.search(chooser)));
    return [...new Set(found.flatMap(({ folders }) => folders))];
  }

  /** Lists the directories and files that the programs search and that cannot be read. */
  async listUnreadable(): Promise<readonly Unreadable[]> {
    const found = await Promise.all(this.choosers.map((chooser) => this.search(chooser)));
    return found.flatMap(({ unreadable }) => unreadable);
  }

  /** Describes the machine for the first of the programs, without any guests. */
  async describeHost(): Promise<DomainHost> {
    const [chooser] = this.choosers;
    const { architecture, context } = this.ways.computer;
    const { candidates } = chooser ? await this.search(chooser) : { candidates: [] };
    const images = candidates.flatMap((candidate) => {
      const document = candidate.standing === 'read' ? openCandidate(candidate, context) : undefined;
      if (!document || !chooser) return [];
      const { root, objections } = readBy(chooser.consumer, document);
      return root && objections.length === 0 ? listNamedImages(candidate.path, readFirmware(root)) : [];
    });
    const release = chooser?.consumer.version ?? '';
    return { release, architecture, qemuVersion: this.qemuVersion, images };
  }

  private async view(
    document: DomainDocument,
    domain: XmlElement,
    os: XmlElement,
    chooser: Chooser,
  ): Promise<GuestView> {
    const view = this.read(document, domain, os, chooser);
    if (document.problem || !isFirmwareKnown(domain)) return view;
    const explanation = await this.explain(view.guest, chooser, this.ways.looksAtImages);
    const equivalent = await findEquivalent(view.guest, explanation, (guest) =>
      this.explain(guest, chooser, false),
    );
    return { ...view, explanation, equivalent };
  }

  private read(document: DomainDocument, domain: XmlElement, os: XmlElement, chooser: Chooser): GuestView {
    const { architecture } = this.ways.computer;
    const guest = readGuest(domain, os, { architecture, qemuVersion: this.qemuVersion });
    return { document, domain, os, guest, release: chooser.consumer.version };
  }

  private async explain(
    guest: GuestView['guest'],
    chooser: Chooser,
    looksAtImages: boolean,
  ): Promise<Explanation> {
    const { root, computer } = this.ways;
    const { context, files } = computer;
    const found = await this.search(chooser);
    const ways = { context, files, user: this.user, isRooted: root !== '', looksAtImages };
    return explainGuest(guest, found, ways);
  }

  private search(chooser: Chooser): Promise<Found> {
    const known = this.searched.get(chooser);
    if (known) return known;
    const found = searchDescriptors(chooser, this.user, this.ways.computer.files);
    this.searched.set(chooser, found);
    return found;
  }

  private get qemuVersion(): string {
    const { qemuVersion, computer } = this.ways;
    return qemuVersion === 'latest' ? computer.newestRelease : qemuVersion;
  }

  private get user(): User {
    const { computer, inSession, directories } = this.ways;
    return { ...computer.user, inSession, directories };
  }
}

/** Says where the domains start that are not checked. */
function reportUnchecked({ text, domains }: DomainDocument): readonly GuestFinding[] {
  const first = domains[MAX_DOMAINS];
  if (!first) return [];
  const message = t(
    'Only the first {0} domains of this file are checked. Split the file to check the rest.',
    MAX_DOMAINS,
  );
  return [{ ...TOO_MANY, message, range: readStartTag(text, first).name }];
}

/** Reports what several releases have in common once, with the words of the first. */
function mergeFindings(
  lists: readonly (readonly GuestFinding[])[],
  choosers: readonly Chooser[],
): readonly GuestFinding[] {
  const merged = new Map<string, { readonly finding: GuestFinding; readonly others: string[] }>();
  lists.forEach((findings, index) => {
    for (const finding of findings) {
      const key = `${finding.code} ${finding.severity} ${finding.range.start} ${finding.range.end}`;
      const known = merged.get(key);
      const version = choosers[index]?.consumer.version ?? '';
      if (!known) merged.set(key, { finding, others: [] });
      else if (known.finding.message !== finding.message && !known.others.includes(version))
        known.others.push(version);
    }
  });
  return [...merged.values()].map(({ finding, others }) =>
    others.length === 0
      ? finding
      : {
          ...finding,
          message: `${finding.message} ${t('The same applies to libvirt {0}.', others.join(', '))}`,
        },
  );
}

/** People do not edit what libvirt writes, so its mistakes are only worth knowing. */
function soften(finding: GuestFinding): GuestFinding {
  return { ...finding, severity: 'information', fixes: [] };
}
