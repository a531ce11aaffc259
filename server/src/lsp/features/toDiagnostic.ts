import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { formatFullMessage } from '../../features/consequences';
import type { Finding, Severity } from '../../rules/rule';
import { makeVisible } from '../../text/visible';
import type { ClientFeatures } from '../protocol/capabilities';
import { toRange, type Versioned } from './toLsp';

/** [LSP, DiagnosticSeverity] */
export const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};

/** @param docsUri the documentation of the rules, which has an anchor for each code */
export function toDiagnostic(
  finding: Finding,
  { uri, document: { lines } }: Versioned,
  client: ClientFeatures,
  docsUri: string | undefined,
): Diagnostic {
  const { code, severity, range, related = [] } = finding;
  const places = related.map((place) => ({
    location: { uri, range: toRange(lines, place.range) },
    message: makeVisible(place.message),
  }));
  return {
    range: toRange(lines, range),
    severity: SEVERITIES[severity],
    code,
    source: 'qemu-firmware',
    message: makeVisible(formatFullMessage(finding)),
    ...(client.codeDescription &&
      docsUri !== undefined && { codeDescription: { href: `${docsUri}#${code}` } }),
    ...(client.relatedInformation && places.length > 0 && { relatedInformation: places }),
  };
}
