import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { GuestFinding, GuestRelated } from '../../rules/guestRule';
import { applySeverities } from '../../rules/severities';
import { makeVisible } from '../../text/visible';
import { SEVERITIES } from '../features/toDiagnostic';
import { START, toRange } from '../features/toLsp';
import type { AskedDomain } from './answer';
import { toUri } from './places';
import type { DomainDiagnostics } from '../protocol/domainQuestion';

/** Lists the problems of the domains in a text, according to its settings. */
export async function makeDiagnostics(asked: AskedDomain): Promise<DomainDiagnostics> {
  const { findings } = await asked.check();
  const told = applySeverities(findings, asked.question.severities);
  return {
    items: await Promise.all(told.map((finding) => toDiagnostic(finding, asked))),
    folders: await asked.checker.listFolders(),
  };
}

export async function toDiagnostic(
  { code, severity, message, range, related = [] }: GuestFinding,
  asked: AskedDomain,
): Promise<Diagnostic> {
  const { client, docsUri } = asked.question;
  const places = client.relatedInformation
    ? await Promise.all(related.map((place) => toRelated(place, asked)))
    : [];
  const known = places.flatMap((place) => place ?? []);
  return {
    range: toRange(asked.document.lines, range),
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
  asked: AskedDomain,
): Promise<DiagnosticRelatedInformation | undefined> {
  const { question, document } = asked;
  const message = makeVisible(place.message);
  if ('range' in place)
    return { location: { uri: question.uri, range: toRange(document.lines, place.range) }, message };
  const target = await toUri(place.path, asked);
  return target === undefined ? undefined : { location: { uri: target, range: START }, message };
}
