import { t } from '../../text/translations';
import { lookUp } from '../../text/table';
import type { Definition } from '../../qapi/schema';

/** The kinds of definitions, and the two directives. */
export const KINDS = ['enum', 'struct', 'union', 'alternate', 'command', 'event'] as const;
export const DIRECTIVES = ['include', 'pragma'] as const;

/** The keys that a definition of each kind may have besides its name, required ones first. [qapi-code-gen.rst] */
export const KEYS: Readonly<Record<Definition['kind'], readonly string[]>> = {
  enum: ['data', 'prefix', 'if', 'features'],
  struct: ['data', 'base', 'if', 'features'],
  union: ['base', 'discriminator', 'data', 'if', 'features'],
  alternate: ['data', 'if', 'features'],
  command: [
    ...['data', 'returns', 'boxed', 'gen', 'success-response', 'allow-oob', 'allow-preconfig', 'coroutine'],
    ...['if', 'features'],
  ],
  event: ['data', 'boxed', 'if', 'features'],
};

/** The flags that may only be true, and those that may only be false: writing the default is an error. */
export const FLAGS: Readonly<Record<string, boolean | undefined>> = {
  boxed: true,
  'allow-oob': true,
  'allow-preconfig': true,
  coroutine: true,
  gen: false,
  'success-response': false,
};

export const PRAGMAS = [
  'doc-required',
  'command-name-exceptions',
  'command-returns-exceptions',
  'documentation-exceptions',
  'member-name-exceptions',
];

/** The features that change what QEMU does. */
export const FEATURES = ['deprecated', 'unstable'];

const ABOUT_KEYS: Readonly<Record<string, (() => string) | undefined>> = {
  enum: () => t('Defines a type whose values are the listed strings.'),
  struct: () => t('Defines a type of JSON objects with the listed members.'),
  union: () => t('Defines a type of JSON objects whose members depend on the value of one of them.'),
  alternate: () => t('Defines a type whose values have one of several JSON types.'),
  command: () => t('Defines a command that clients send to QEMU.'),
  event: () => t('Defines an event that QEMU sends to clients.'),
  include: () => t('Adds the definitions of another file, whose path is relative to this file.'),
  pragma: () => t('Changes how the whole schema is checked.'),
  data: () =>
    t(
      'The values of an enum, the members of a struct, the branches of a union or alternate, or the arguments of a command or event.',
    ),
  base: () =>
    t('In a struct, the struct whose members it inherits; in a union, the members that all branches share.'),
  discriminator: () => t('The member whose value decides which branch applies. Its type is an enum.'),
  prefix: () => t('The prefix of the enum’s constants in C.'),
  returns: () => t('The type of the result. Without it, the command returns an empty object.'),
  boxed: () =>
    t(
      'Passes all arguments to the C function as one structure; the type of the arguments can then be a union.',
    ),
  gen: () => t('If false, no C code is generated for this command.'),
  'success-response': () => t('If false, the command sends no response when it succeeds.'),
  'allow-oob': () => t('The command may be executed out of band, before earlier commands are complete.'),
  'allow-preconfig': () => t('The command may be executed before the machine is created.'),
  coroutine: () => t('The command runs in a coroutine, if it was sent by a QMP client.'),
  if: () =>
    t(
      'This part is compiled only if the condition is true. A condition is the name of a C macro, or “all”, “any” or “not” with further conditions.',
    ),
  features: () => t('Names that clients find in the output of query-qmp-schema.'),
  name: () => t('The name of the value or feature.'),
  type: () => t('The type of the member or branch.'),
  all: () => t('True if all of the conditions are.'),
  any: () => t('True if at least one of the conditions is.'),
  not: () => t('True if the condition is not.'),
  'doc-required': () => t('If true, every definition needs documentation.'),
  'command-name-exceptions': () => t('The commands whose names may have upper case or underscores.'),
  'command-returns-exceptions': () => t('The commands that may return something other than an object.'),
  'documentation-exceptions': () => t('The definitions that may have undocumented members.'),
  'member-name-exceptions': () => t('The types whose members may have upper case or underscores.'),
  deprecated: () => t('Will be removed; QEMU’s option -compat can hide or reject it.'),
  unstable: () => t('May change or disappear without notice.'),
};

/** Describes a key or a special feature, in a sentence. */
export function describeKey(key: string): string | undefined {
  return lookUp(ABOUT_KEYS, key)?.();
}

const BUILTINS: Readonly<Record<string, (() => string) | undefined>> = {
  str: () => t('A JSON string in UTF-8.'),
  number: () => t('A JSON number, a double in C.'),
  int: () => t('An integer of {0} bits with a sign.', 64),
  int8: () => t('An integer of {0} bits with a sign.', 8),
  int16: () => t('An integer of {0} bits with a sign.', 16),
  int32: () => t('An integer of {0} bits with a sign.', 32),
  int64: () => t('An integer of {0} bits with a sign.', 64),
  uint8: () => t('An integer of {0} bits without a sign.', 8),
  uint16: () => t('An integer of {0} bits without a sign.', 16),
  uint32: () => t('An integer of {0} bits without a sign.', 32),
  uint64: () => t('An integer of {0} bits without a sign.', 64),
  size: () => t('Like uint64; on the command line, it may have a suffix such as K or G.'),
  bool: () => t('The JSON value true or false.'),
  null: () => t('The JSON value null.'),
  any: () => t('Any JSON value.'),
  QType: () => t('The enum of the types of JSON values.'),
};

/** The names of the built-in types. */
export const BUILTIN_TYPES = Object.keys(BUILTINS);

export function isBuiltin(type: string): boolean {
  return Object.hasOwn(BUILTINS, type);
}

/** Describes a built-in type, in a sentence. */
export function describeBuiltin(type: string): string | undefined {
  return lookUp(BUILTINS, type)?.();
}
