import assert from 'node:assert/strict';
import { makePlain } from '../../../client/src/plain';
import { hasControls } from '../../../server/src/text/visible';
import { HOSTILE_TEXTS } from '../../support/hostileTexts';

/** What VS Code makes a link of. [vscode, base/common/linkedText] */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;

describe('texts for notifications', () => {
  it('have no links and no control characters', () => {
    const link = '[x](command:workbench.action.quit)';
    assert.match(link, LINK);
    for (const text of [link, `[${link}](https://evil.example)`, '[x]\u0000(command:y)', ...HOSTILE_TEXTS]) {
      assert.doesNotMatch(makePlain(text), LINK);
      assert.ok(!hasControls(makePlain(text)));
    }
  });

  it('are otherwise unchanged', () => {
    assert.equal(makePlain('/etc/[a] (b)/c.json'), '/etc/[a] (b)/c.json');
  });
});
