import { DIALECTS } from '../../qapi/check/dialect';
import { DRAFTS } from '../../qapi/jsonSchema/types';
import { t } from '../../text/translations';
import { COMMON_OPTIONS, FORMAT_OPTION, type Command } from './command';

export const QAPI_VERBS = ['check', 'diff', 'dump', 'json-schema'] as const;
export type QapiVerb = (typeof QAPI_VERBS)[number];

/** The options that belong to some subcommands only. */
export const OPTIONS_OF_VERBS: Readonly<Record<QapiVerb, readonly string[]>> = {
  check: ['format', 'dialect'],
  diff: ['format', 'descriptors'],
  dump: ['only', 'root'],
  'json-schema': ['type', 'draft', 'qemu-version', 'id'],
};

export const QAPI = {
  name: 'qapi',
  operands: { usage: 'check|diff|dump|json-schema FILE...', words: QAPI_VERBS, files: true },
  usage: 'qapi check FILE... | diff OLD NEW | dump FILE | json-schema [FILE]',
  summary: () => t('Check or compare QAPI schemas, or print one as JSON or as a JSON Schema'),
  about: () =>
    t(
      'check reports what is wrong in FILE and in the files that it includes; a module of a schema is checked as part of the qapi-schema.json next to it. diff prints the differences between two schemas. dump prints the definitions of FILE and of the files that it includes. json-schema prints a JSON Schema for the values of a type. A schema is a file, a folder with QEMU’s source code, or a release such as qemu@7.2, whose firmware schema is bundled.',
    ),
  options: {
    ...FORMAT_OPTION,
    dialect: {
      type: 'string',
      value: 'RELEASE',
      values: DIALECTS,
      about: () =>
        t('Check by the rules of this QEMU release; without it, the VERSION file of the QEMU tree decides'),
    },
    descriptors: {
      type: 'string',
      value: 'DIR',
      path: 'folder',
      about: () => t('Also list the descriptors in DIR that only one of the schemas accepts'),
    },
    only: {
      type: 'string',
      value: 'NAME',
      about: () =>
        t('Print the definitions of one included file only; NAME is relative to the schema’s folder'),
    },
    root: {
      type: 'string',
      default: '.',
      value: 'DIR',
      path: 'folder',
      about: () => t('Print file names relative to DIR'),
    },
    type: {
      type: 'string',
      value: 'NAME',
      suggestions: ['Firmware'],
      about: () => t('Type that the JSON Schema describes (default: “Firmware”)'),
    },
    draft: {
      type: 'string',
      default: '2020-12',
      value: 'DRAFT',
      values: DRAFTS,
      about: () => t('Draft of JSON Schema'),
    },
    'qemu-version': {
      type: 'string',
      default: 'latest',
      value: 'VERSION',
      suggestions: ['latest'],
      about: () => t('QEMU release whose members and values are described, such as 7.2'),
    },
    id: {
      type: 'string',
      value: 'URI',
      about: () => t('Address at which you publish the JSON Schema, for $id; none if omitted'),
    },
    ...COMMON_OPTIONS,
  },
  headings: {
    format: () => t('Options of check and diff'),
    dialect: () => t('Options of check'),
    descriptors: () => t('Options of diff'),
    only: () => t('Options of dump'),
    type: () => t('Options of json-schema'),
    color: () => t('Common options'),
  },
  statuses: () => [
    [0, t('the schema was read, and “check” found no problems or “diff” found no differences')],
    [1, t('parts of the schema could not be read, “check” found problems, or “diff” found differences')],
    [
      2,
      t('usage error, or a file that cannot be read; for diff, also if parts of a schema could not be read'),
    ],
  ],
} as const satisfies Command;
