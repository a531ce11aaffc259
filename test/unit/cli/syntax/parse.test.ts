import assert from 'node:assert/strict';
import { UsageError } from '../../../../server/src/cli/outcome';
import { requireCommand } from '../../../../server/src/cli/syntax/commands';
import type { OptionTable } from '../../../../server/src/cli/syntax/command';
import { parse } from '../../../../server/src/cli/syntax/parse';

const about = (): string => 'x';
const options = {
  format: { type: 'string', default: 'text', values: ['text', 'json'], about },
  'no-images': { type: 'boolean', short: 'n', default: false, about },
  search: { type: 'string', multiple: true, about },
  smm: { type: 'string', implied: 'yes', suggestions: ['yes', 'no'], about },
} as const satisfies OptionTable;
const command = { options };

/** The message of the mistake in the arguments. */
function mistakeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  assert.fail('no error was thrown');
}

describe('the arguments of a command', () => {
  it('are parsed with its table', () => {
    const { values, positionals } = parse(command, ['a', '--search=-x', '-n', '--search', 'y', '--', '--b']);
    assert.deepEqual({ ...values }, { format: 'text', 'no-images': true, search: ['-x', 'y'] });
    assert.deepEqual(positionals, ['a', '--b']);
  });

  it('may omit an implied value', () => {
    assert.equal(parse(command, ['--smm']).values.smm, 'yes');
    assert.equal(parse(command, ['--smm', 'no']).values.smm, 'no');
    assert.deepEqual(parse(command, ['--smm', 'file']).positionals, ['file']);
    assert.equal(parse(command, ['--smm=odd']).values.smm, 'odd');
  });

  const MISTAKES: readonly (readonly [readonly string[], string])[] = [
    [['--fromat', 'json'], 'unknown option “--fromat”; did you mean “--format”?'],
    [['--no_images'], 'unknown option “--no_images”; did you mean “--no-images”?'],
    [['--serach=x'], 'unknown option “--serach”; did you mean “--search”?'],
    [['--frobnicate'], 'unknown option “--frobnicate”'],
    [['--__proto__'], 'unknown option “--__proto__”'],
    [['--constructor'], 'unknown option “--constructor”'],
    [['-x'], 'unknown option “-x”'],
    [['--format'], '--format needs a value'],
    [['--format', '--smm'], '--format needs a value; if the value starts with “-”, write --format=VALUE'],
    [['--no-images=yes'], '--no-images takes no value'],
  ];
  for (const [args, expected] of MISTAKES)
    it(`have a mistake in ${args.join(' ')}`, () => {
      assert.equal(
        mistakeOf(() => parse(command, args)),
        expected,
      );
    });
});

describe('the name of a command', () => {
  const MISTAKES: Readonly<Record<string, string>> = {
    lnt: 'unknown command “lnt”; did you mean “lint”?',
    inspct: 'unknown command “inspct”; did you mean “inspect”?',
    frobnicate: 'unknown command “frobnicate”',
    '--verison': 'unknown option “--verison”; did you mean “--version”?',
    '--root=/': '“--root” must follow a command',
    '-q': 'unknown option “-q”',
  };
  for (const [name, expected] of Object.entries(MISTAKES))
    it(`is not ${name}`, () => {
      assert.equal(
        mistakeOf(() => requireCommand(name)),
        expected,
      );
    });
});
