import assert from 'node:assert/strict';
import { disarmLinks } from '../../../client/src/disarmLinks';

/** What VS Code makes a link of in a notification. [src/vs/base/common/linkedText.ts] */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: .*)?\)/i;

describe('a text that VS Code looks for links in', () => {
  it('has no links that a file’s name asks for', () => {
    for (const name of [
      '[x](command:y)',
      '[x](https://z)',
      '[[x](file:y)](command:z "t")',
      '[x]\n(command:y)',
    ]) {
      const text = disarmLinks(`/etc/${name}.json is there already.`);
      assert.doesNotMatch(text, LINK);
      assert.equal(text.includes('\n'), false);
    }
    assert.match('[x](command:y)', LINK);
  });

  it('is otherwise as it was', () => {
    assert.equal(disarmLinks('/a[1]/(b).json: “c”'), '/a[1]/(b).json: “c”');
  });
});
