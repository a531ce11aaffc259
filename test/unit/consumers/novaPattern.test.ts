import assert from 'node:assert/strict';
import { matchesLikePython } from '../../../server/src/consumers/nova/fnmatch';

describe('A pattern of Python', () => {
  const cases: readonly [pattern: string, matching: readonly string[], other: readonly string[]][] = [
    ['pc-q35-*', ['pc-q35-', 'pc-q35-9.2'], ['pc-q35', 'PC-Q35-9.2', 'xpc-q35-9.2']],
    ['*', ['', 'pc'], []],
    ['', [''], ['pc']],
    ['p?', ['pc', 'p?'], ['p', 'pcc']],
    ['*35*2', ['pc-q35-9.2', '352'], ['pc-q35-9.21']],
    ['[a-c]', ['a', 'b', 'c'], ['d', '-', 'ab']],
    ['[!a-c]', ['d', '!'], ['a', '']],
    ['[]a]', [']', 'a'], ['[', 'b']],
    ['[!]a]', ['b'], [']', 'a']],
    ['[a-]', ['a', '-'], ['b']],
    ['[c-a]', [], ['a', 'b', 'c']],
    ['[a', ['[a'], ['a']],
    ['[!]', ['[!]'], ['!']],
  ];
  for (const [pattern, matching, other] of cases)
    it(`is ${pattern || 'empty'}`, () => {
      for (const name of matching) assert.ok(matchesLikePython(name, pattern), name);
      for (const name of other) assert.ok(!matchesLikePython(name, pattern), name);
    });
});
