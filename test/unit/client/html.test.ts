import assert from 'node:assert/strict';
import { html as markup } from '../../../client/src/html';

describe('html', () => {
  it('escapes inserted values', () => {
    const made = markup`<a title="${'"<\'&>'}">${7}</a>`;
    assert.equal(made.text, '<a title="&quot;&lt;&#39;&amp;&gt;">7</a>');
  });

  it('keeps HTML unchanged, alone or in lists', () => {
    const items = ['<', 'b'].map((item) => markup`<li>${item}</li>`);
    assert.equal(markup`<ul>${items}</ul>${markup`<hr>`}`.text, '<ul><li>&lt;</li><li>b</li></ul><hr>');
  });
});
