import { URI } from 'vscode-uri';
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import { applySeverities } from '../../rules/severities';
import type { GuestRelated } from '../../rules/guestRule';
import type { DomainReport } from '../../service/domainQuestion';
import { makeVisible } from '../../text/visible';
import { makeRootedWorkspace } from '../../workspace/rootedWorkspace';
import type { OpenDomain } from '../state/domains';
import type { Session } from '../state/session';
import { SEVERITIES, toRange } from './toLsp';

type DomainFinding = DomainReport['findings'][number];

/** Lists the problems of the domains in a text, according to its settings. */
export async function makeDomainDiagnostics(open: OpenDomain, session: Session): Promise<Diagnostic[]> {
  const report = await session.domains?.ask('domain-check', open, {});
  if (!report || open.settings.excluded) return [];
  const findings = applySeverities(report.findings, open.settings.severities);
  return Promise.all(findings.map((finding) => toDomainDiagnostic(finding, open, session)));
}

export async function toDomainDiagnostic(
  { code, severity, message, range, related = [] }: DomainFinding,
  open: OpenDomain,
  session: Session,
): Promise<Diagnostic> {
  const { client, docsUri } = session;
  const places = client.relatedInformation
    ? await Promise.all(related.map((place) => toRelated(place, open, session)))
    : [];
  const known = places.flatMap((place) => place ?? []);
  return {
    range: toRange(open.document.lines, range),
    severity: SEVERITIES[severity],
    code,
    source: 'qemu-firmware',
    message: makeVisible(message),
    ...(client.codeDescription &&
      docsUri !== undefined && { codeDescription: { href: `${docsUri}#${code}` } }),
    ...(known.length > 0 && { relatedInformation: known }),
  };
}

/** A file of the guest's machine is opened where it is on this one; undefined if it leads out of the root. */
async function toRelated(
  place: GuestRelated,
  { uri, document, settings }: OpenDomain,
  { workspace }: Session,
): Promise<DiagnosticRelatedInformation | undefined> {
  const message = makeVisible(place.message);
  if ('range' in place) return { location: { uri, range: toRange(document.lines, place.range) }, message };
  const file = workspace && (await makeRootedWorkspace(settings.root, workspace).toHost(place.path));
  const start = { line: 0, character: 0 };
  return file === undefined
    ? undefined
    : { location: { uri: URI.file(file).toString(), range: { start, end: start } }, message };
}
