import { t } from '../text/translations';
import type { Code } from '../descriptor/codes';
import type { TextRange } from '../text/lineIndex';
import { INTERNAL_ERROR } from './fileFindings';
import type { Finding } from './rule';

/** Returns the finding that reports a rule that failed on a text. @param code the code of the rule */
export function reportBrokenRule(code: Code, text: string, error: unknown): Finding {
  const message = t(
    'Internal error: the rule “{0}” failed, and its findings are missing. Please report this bug in QEMU Firmware.',
    code,
  );
  return makeInternalError(message, text, error);
}

/** Returns the finding that reports a consumer whose behaviour could not be determined. @param name includes the version */
export function reportBrokenConsumer(name: string, text: string, error: unknown): Finding {
  const message = t(
    'Internal error: could not determine what {0} does with this file. Please report this to the developers of “QEMU Firmware”.',
    name,
  );
  return makeInternalError(message, text, error);
}

/** Returns the only finding of a text whose analysis failed. */
export function reportBrokenAnalysis(text: string, error: unknown): Finding {
  const message = t('Internal error while checking this file. Please report this bug in QEMU Firmware.');
  return makeInternalError(message, text, error);
}

export function isInternalError({ code }: Pick<Finding, 'code'>): boolean {
  return code === INTERNAL_ERROR.code;
}

function makeInternalError(message: string, text: string, error: unknown): Finding {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...INTERNAL_ERROR, message, range: findFirstToken(text), stack };
}

/** Returns the range of the first character that is not a blank, or the start of a text without one. */
function findFirstToken(text: string): TextRange {
  const start = Math.max(0, text.search(/\S/));
  return { start, end: Math.min(start + 1, text.length) };
}
