import { t } from '../text/translations';
import { ROOT_TYPE } from '../descriptor/schemaContext';
import { makeJsonSchema, type JsonSchemaOptions } from '../qapi/jsonSchema/makeJsonSchema';
import type { JsonSchemaObject } from '../qapi/jsonSchema/types';
import { findMember } from '../qapi/lookup';
import type { Schema } from '../qapi/schema';

const MAPPING = 'FirmwareMappingFlash';
const TEMPLATE = 'nvram-template';
const MODE = 'mode';

/**
 * Makes the JSON Schema of a type, with what QEMU’s schema says about firmware descriptors in words only: which flash modes have an NVRAM
 * template. Returns undefined if the schema has no such type. Throws JsonSchemaTooLarge.
 *
 * @param release the QEMU release that the schema describes, for the title
 */
export function describeAsJsonSchema(
  schema: Schema,
  { release, ...options }: Omit<JsonSchemaOptions, 'conditions' | 'title'> & { release?: string | undefined },
): JsonSchemaObject | undefined {
  const name = options.type === ROOT_TYPE ? t('QEMU firmware descriptor') : options.type;
  const title = release === undefined ? name : `${name} (QEMU ${release})`;
  const conditions = new Map([[MAPPING, listFlashConditions(schema)]]);
  return makeJsonSchema(schema, { ...options, title, conditions });
}

/**
 * Lists the conditions for flash: the mode split, which is also the default, requires a template. In the other modes, a template is only
 * marked: distributions ship such files. [firmware.json, FirmwareMappingFlash; the rules template-missing and template-unexpected]
 */
function listFlashConditions(schema: Schema): JsonSchemaObject[] {
  const flash = schema.definitions.get(MAPPING);
  if (flash?.kind !== 'struct' || !findMember(schema, flash, TEMPLATE)) return [];
  const isSplit = { properties: { [MODE]: { const: 'split' } } };
  const isOther = { required: [MODE], properties: { [MODE]: { enum: ['combined', 'stateless'] } } };
  return [
    { if: isSplit, then: { properties: { [TEMPLATE]: true }, required: [TEMPLATE] } },
    ...(findMember(schema, flash, MODE)
      ? [{ if: isOther, then: { properties: { [TEMPLATE]: makeUnexpected() } } }]
      : []),
  ];
}

/** Marks a member that is valid but unexpected: VS Code’s JSON server shows the message as a warning, validators ignore it. */
function makeUnexpected(): JsonSchemaObject {
  return { deprecated: true, deprecationMessage: t('Only firmware in mode split has an NVRAM template.') };
}
