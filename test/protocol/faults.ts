/** Breaks the part of the program that `$FAULT` names. This file is bundled into the program. */
import { consumers } from '../../server/src/consumers/index';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { DescriptorIndex } from '../../server/src/lsp/state/descriptorIndex';
import { Documents } from '../../server/src/lsp/state/documents';
import { Schemas } from '../../server/src/lsp/state/schemas';
import { ALL_RULES } from '../../server/src/rules/index';
import type { Rule } from '../../server/src/rules/rule';

const fail = (): never => {
  throw new Error('this part is broken');
};

const FAULTS: Readonly<Record<string, () => void>> = {
  rule() {
    (ALL_RULES as Rule[]).push({ code: 'json-blank', severity: 'warning', check: fail });
  },
  consumer() {
    for (const consumer of consumers) Object.assign(consumer, { read: fail });
  },
  document() {
    Object.defineProperty(DescriptorDocument.prototype, 'syntax', { get: fail });
  },
  /** Throws where nothing catches the error. */
  uncaught() {
    setImmediate(fail);
  },
  unhandled() {
    setImmediate(() => void Promise.reject(new Error('this part is broken')));
  },
  /** Breaks every handler that looks up its document, those of the workspace or a schema. */
  handlers() {
    Documents.prototype.descriptor = () => Promise.reject(new Error('this part is broken'));
    Object.assign(DescriptorIndex.prototype, { all: fail, inWorkspace: fail });
    Schemas.prototype.for = fail;
  },
};

FAULTS[process.env.FAULT ?? '']?.();
