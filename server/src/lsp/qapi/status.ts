import { findDialect, readRelease } from '../../qapi/check/dialect';
import type { QapiFinding } from '../../qapi/check/finding';
import { t } from '../../text/translations';
import type { DocumentStatus } from '../protocol/customRequests';
import type { AskedSchema } from './answer';
import { chooseDialect, findFindings } from './diagnostics';

/** At most this many root schemas are named. */
const MAX_ROOTS = 3;

/** Describes a schema file: what it is a part of, by which rules it is checked and why, and how many problems it has. */
export function describeStatus(asked: AskedSchema): DocumentStatus {
  return {
    schema: describeRules(chooseDialect(asked)),
    reason: describeReason(asked),
    summary: describePart(asked),
    findings: countFindings(findFindings(asked)),
    verdicts: [],
  };
}

function describeRules(dialect: string): string {
  return dialect === 'latest' ? t('Rules of QEMU’s development version') : t('Rules of QEMU {0}', dialect);
}

function describeReason({ question, tree: { version } }: AskedSchema): string {
  if (findDialect(question.dialect)) return t('set in {0}', 'qemuFirmware.qapi.dialect');
  if (version === undefined) return t('no VERSION file found');
  const release = readRelease(version);
  return release === undefined
    ? t('the VERSION file contains no version')
    : t('the VERSION file of the source tree contains {0}', release);
}

/** Names the root schemas that include the file. */
function describePart({ file, views, tree }: AskedSchema): string {
  const roots = views.flatMap(({ root }) => (root === file.path ? [] : shortenPath(root, tree.folder)));
  if (roots.length === 0) return t('QAPI schema');
  const named = roots.slice(0, MAX_ROOTS).join(', ');
  return t('QAPI schema, part of {0}', roots.length > MAX_ROOTS ? `${named}, …` : named);
}

function shortenPath(path: string, folder: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function countFindings(findings: readonly QapiFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const others = findings.length - errors;
  const counts = [
    errors > 0 && (errors === 1 ? t('1 error') : t('{0} errors', errors)),
    others > 0 && (others === 1 ? t('1 warning') : t('{0} warnings', others)),
  ].filter((text) => text !== false);
  return counts.length > 0 ? counts.join(', ') : t('no problems');
}
