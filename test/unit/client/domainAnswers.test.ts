import assert from 'node:assert/strict';
import { DomainAnswers } from '../../../client/src/domainAnswers';

describe('DomainAnswers', () => {
  let asked: string[];
  let answer: (text: string) => Promise<string | null>;
  let answers: DomainAnswers<string | null>;
  beforeEach(() => {
    asked = [];
    answer = (text) => Promise.resolve(`of ${text}`);
    answers = new DomainAnswers((text) => {
      asked.push(text);
      return answer(text);
    });
  });

  it('asks once about each version, for all callers', async () => {
    assert.deepEqual(await Promise.all([answers.get('1', 'a'), answers.get('1', 'a')]), ['of 1', 'of 1']);
    assert.equal(await answers.get('1', 'a'), 'of 1');
    assert.deepEqual(asked, ['1']);
  });

  it('asks again about another text, another document, and after a change', async () => {
    await Promise.all([answers.get('1', 'a'), answers.get('2', 'a'), answers.get('2', 'b')]);
    answers.forget('b');
    await answers.get('2', 'b');
    answers.clear();
    await Promise.all([answers.get('2', 'a'), answers.get('2', 'b')]);
    assert.deepEqual(asked, ['1', '2', '2', '2', '2', '2']);
  });

  it('caches neither missing answers nor older ones', async () => {
    answer = () => Promise.resolve(null);
    assert.equal(await answers.get('1', 'a'), null);
    answer = () => Promise.reject(new Error('no'));
    await assert.rejects(answers.get('1', 'a'));
    let end: (answer: null) => void = () => undefined;
    answer = () => new Promise((resolve) => (end = resolve));
    const older = answers.get('1', 'a');
    answer = (text) => Promise.resolve(`of ${text}`);
    await answers.get('2', 'a');
    end(null);
    await older;
    assert.equal(await answers.get('2', 'a'), 'of 2');
    assert.deepEqual(asked, ['1', '1', '1', '2']);
  });
});
