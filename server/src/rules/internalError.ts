import { t } from '../text/translations';
import type { Code } from '../descriptor/codes';
import type { TextRange } from '../text/lineIndex';
import { INTERNAL_ERROR } from './fileFindings';
import type { Finding } from './rule';

/** The finding that stands for a rule which failed on a text. @param code that of the rule */
export function reportBrokenRule(code: Code, text: string, error: unknown): Finding {
  const message = t(
    'Internal error: the rule “{0}” failed, and its findings are missing. Please report this bug in QEMU Firmware.',
    code,
  );
  return makeInternalError(message, text, error);
}

/** The finding that stands for a consumer whose behaviour could not be told. @param name with its version */
export function reportBrokenConsumer(name: string, text: string, error: unknown): Finding {
  const message = t(
    'Internal error: could not determine what {0} does with this file. Please report this bug in QEMU Firmware.',
    name,
  );
  return makeInternalError(message, text, error);
}

/** The finding that stands for all others where none could be made. */
export function reportBrokenAnalysis(text: string, error: unknown): Finding {
  const message = t(
    'Internal error: the check of this file failed. Please report this bug in QEMU Firmware.',
  );
  return makeInternalError(message, text, error);
}

export function isInternalError({ code }: Pick<Finding, 'code'>): boolean {
  return code === INTERNAL_ERROR.code;
}

function makeInternalError(message: string, text: string, error: unknown): Finding {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...INTERNAL_ERROR, message, range: findFirstToken(text), stack };
}

/** The first character that is no blank; the start of a text that has none. */
function findFirstToken(text: string): TextRange {
  const start = Math.max(0, text.search(/\S/));
  return { start, end: Math.min(start + 1, text.length) };
}
