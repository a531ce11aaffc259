/** What descriptors are to programs in Python that read members only when they need them. */
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { Objection } from './consumer';
import type { JsonDialect } from './jsonDialect';
import * as stated from './stated';

/** Python's json module. Measured. */
export const PYTHON_JSON: JsonDialect = { hasNonFinite: true, endsAtNul: false, onDuplicate: 'last-counts' };

/** What a reading comes to, or what makes the program end with an exception. */
export function runPython<T>(read: () => T): { readonly result: T } | { readonly exception: Objection } {
  try {
    return { result: read() };
  } catch (error) {
    if (error instanceof PythonException) return { exception: error.objection };
    throw error;
  }
}

class PythonException extends Error {
  constructor(readonly objection: Objection) {
    super(objection.message);
  }
}

/**
 * Reads with Python's notions: `in` looks into strings, lists and the names of an object, `for` goes through all three. Throws where
 * Python would; see runPython.
 */
export class PythonReader {
  constructor(private readonly document: DescriptorDocument) {}

  /** `holder[name]` */
  item(holder: JsonValue, name: string): JsonValue {
    return stated.findMember(holder, name) ?? this.raise(stated.stateMissing(this.document, holder, name));
  }

  /** `text in holder` */
  contains(holder: JsonValue, text: string): boolean {
    if (holder.kind === 'string') return holder.value.includes(text);
    return this.elements(holder).some((element) => element.kind === 'string' && element.value === text);
  }

  /** `for … in holder` */
  elements(holder: JsonValue): readonly JsonValue[] {
    switch (holder.kind) {
      case 'array':
        return holder.elements;
      case 'object':
        return holder.properties.map(({ key }) => key);
      case 'string':
        // The characters, each once: these programs look for the first that suits them.
        return [...new Set(holder.value)].map((value) => ({ ...holder, value }));
      default:
        return this.raise(stated.stateWrongType(this.document, holder, 'array'));
    }
  }

  /** A value where only a string will do. */
  text(value: JsonValue): string {
    return value.kind === 'string'
      ? value.value
      : this.raise(stated.stateWrongType(this.document, value, 'string'));
  }

  private raise(objection: Objection): never {
    throw new PythonException(objection);
  }
}
