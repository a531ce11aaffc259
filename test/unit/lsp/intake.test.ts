import assert from 'node:assert/strict';
import type { Message } from 'vscode-languageserver';
import { Intake, MAX_OPEN } from '../../../server/src/lsp/protocol/intake';

const make = (members: object): Message => ({ jsonrpc: '2.0', ...members });
const request = (id: number | string): Message => make({ id, method: 'm' });

describe('pending messages', () => {
  it('are bounded in number, for any kind', () => {
    const kinds: readonly ((index: number) => Message)[] = [
      request,
      () => make({ method: 'n' }),
      (index) => make({ id: index, result: null }),
      (index) => make({ id: `x${index}`, method: 'm' }),
    ];
    for (const kind of kinds) {
      const suspended: boolean[] = [];
      const intake = new Intake((isSuspended) => suspended.push(isSuspended));
      const messages = Array.from({ length: 1200 }, (_, index) => kind(index));
      for (const message of messages) assert.equal(intake.add(message), 'taken');
      assert.deepEqual(suspended, [true]);
      for (const message of messages.slice(0, 600)) intake.start(message);
      assert.deepEqual(suspended, [true]);
      for (const message of messages.slice(600)) intake.start(message);
      assert.deepEqual(suspended, [true, false]);
    }
  });

  it('are cancelled once, and only while they are pending', async () => {
    const suspended: boolean[] = [];
    const intake = new Intake((isSuspended) => suspended.push(isSuspended));
    const cancel = (id: unknown) => intake.add(make({ method: '$/cancelRequest', params: { id } }));
    for (let id = 0; id < 5000; id++) assert.equal(cancel(id), 'outdated');
    intake.add(request(1));
    assert.deepEqual(
      [cancel(1), cancel(1), cancel('1'), cancel(null)],
      ['taken', ...Array<string>(3).fill('outdated')],
    );
    intake.start(request(1));
    const work = intake.during(request(1), () => {
      assert.deepEqual([cancel(1), cancel('1')], ['taken', 'taken']);
    });
    await work;
    assert.equal(cancel(1), 'outdated');
    assert.deepEqual(suspended, []);
  });

  it('have an id that no other pending one has', () => {
    const intake = new Intake(() => undefined);
    assert.equal(intake.add(request(1)), 'taken');
    assert.equal(intake.add(request('1')), 'duplicate');
    assert.equal(intake.add(make({ id: 1, result: null })), 'taken');
    intake.start(request(1));
    assert.equal(intake.add(request('1')), 'taken');
  });

  it('are refused while too many requests have no answer, for any ids', async () => {
    for (const toId of [(index: number) => index, () => 1]) {
      const intake = new Intake(() => undefined);
      const ends: (() => void)[] = [];
      const open = Array.from({ length: MAX_OPEN }, (_, index) =>
        intake.during(request(toId(index)), () => new Promise<void>((resolve) => ends.push(resolve))),
      );
      assert.ok(!intake.hasRoom());
      ends[0]?.();
      await open[0];
      assert.ok(intake.hasRoom());
      await assert.rejects(
        intake.during(request('x'), () => Promise.reject(new Error('no'))),
        /no/,
      );
      assert.ok(intake.hasRoom());
    }
  });
});
