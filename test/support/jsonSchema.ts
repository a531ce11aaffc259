import Ajv from 'ajv';
import Ajv2020 from 'ajv-2020/dist/2020';
import type { Draft } from '../../server/src/qapi/jsonSchema/types';
import { getSchema } from '../../server/src/schema/bundled';
import { describeAsJsonSchema } from '../../server/src/service/describeAsJsonSchema';

/** The keywords of VS Code's JSON server; strict validators must be told of them. */
const EDITOR_KEYWORDS = ['enumDescriptions', 'deprecationMessage'];

/** Whether a text is JSON that a JSON Schema accepts. */
export type Validate = (text: string) => boolean;

/** Compiles a JSON Schema as a validator of its draft does: ajv 8 in its strict mode, ajv 6 for draft 07. */
export function compileJsonSchema(schema: object, draft: Draft): Validate {
  const validate =
    draft === '07'
      ? new Ajv().compile(schema)
      : new Ajv2020({ strict: true, keywords: EDITOR_KEYWORDS }).compile(schema);
  return (text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    return validate(value) === true;
  };
}

/** Compiles the JSON Schema of descriptors of a QEMU release. */
export function compileDescriptorSchema(draft: Draft, version = 'latest'): Validate {
  const schema = describeAsJsonSchema(getSchema(version).schema, { type: 'Firmware', draft });
  if (!schema) throw new Error('no type Firmware');
  return compileJsonSchema(schema, draft);
}
