import { DomainDocument } from '../domain/document';
import type { GuestFinding } from '../rules/guestRule';
import type { Explanation } from '../selection/explain';
import type { TextRange } from '../text/lineIndex';
import { t } from '../text/translations';
import type { Computer } from './answerQuestion';
import { DomainChecker } from './checkDomain';
import { proveFixes } from './domainFixes';
import type {
  DomainAnswers,
  DomainFix,
  DomainQuestion,
  DomainQuestionKind,
  DomainReport,
} from './domainQuestion';

/** The last text that was asked about: most questions follow each other about the same version. */
let last: DomainDocument | undefined;

/** Answers a question about the text of a domain, as plain data. Rejects only if reading files does. */
export async function answerDomain(
  question: DomainQuestion,
  computer: Computer,
): Promise<DomainAnswers[DomainQuestionKind]> {
  if (last?.text !== question.text) last = new DomainDocument(question.text);
  const document = last;
  const checker = new DomainChecker({ ...question, computer });
  switch (question.kind) {
    case 'domain-check':
      return report(document, checker);
    case 'domain-fixes':
      return listFixes(document, question.range, checker);
  }
}

async function report(document: DomainDocument, checker: DomainChecker): Promise<DomainReport> {
  const { guests, findings } = await checker.check(document);
  return {
    guests: guests.map(({ os, explanation }) => ({
      os,
      outcome: explanation?.outcome,
      phrase: explanation ? describeOutcome(explanation) : '',
      picked: explanation?.picked,
    })),
    findings: findings.map(withoutFixes),
    folders: await checker.listFolders(),
  };
}

function describeOutcome({ outcome, picked }: Explanation): string {
  const name = picked?.slice(picked.lastIndexOf('/') + 1);
  if (outcome === 'refused')
    return name === undefined ? t('Firmware: guest rejected') : t('Firmware: guest rejected, with {0}', name);
  return name === undefined ? t('Firmware: none') : t('Firmware: {0}', name);
}

async function listFixes(
  document: DomainDocument,
  range: TextRange,
  checker: DomainChecker,
): Promise<readonly DomainFix[]> {
  const { findings } = await checker.check(document);
  const touched = findings.filter(
    (finding) => finding.range.start <= range.end && range.start <= finding.range.end,
  );
  const proven = await proveFixes(document, touched, checker);
  return proven.map((fix) => ({ ...fix, finding: withoutFixes(fix.finding) }));
}

/** Fixes may contain functions, which threads cannot exchange. */
function withoutFixes(finding: GuestFinding): Omit<GuestFinding, 'fixes'> {
  return { ...finding, fixes: undefined } as Omit<GuestFinding, 'fixes'>;
}
