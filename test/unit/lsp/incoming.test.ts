import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toMessage } from '../../../server/src/lsp/protocol/incoming';

describe('a message from a client', () => {
  it('has an object as its parameters, for any input', () => {
    for (const [params, expected] of [
      [undefined, {}],
      [null, {}],
      [5, {}],
      [[], {}],
      [[5], {}],
      [[{ a: 1 }, { b: 2 }], { a: 1 }],
      [{ a: 1 }, { a: 1 }],
    ]) {
      assert.deepEqual(toMessage({ id: 1, method: 'm', params }), {
        ...{ jsonrpc: '2.0', id: 1, method: 'm' },
        params: expected,
      });
      assert.deepEqual(toMessage({ method: 'm', params }), { jsonrpc: '2.0', method: 'm', params: expected });
    }
  });

  it('is dropped, with a reason, if it is invalid', () => {
    for (const received of [
      ...[null, 5, 'x', [], {}, { method: 5 }, { id: {} }, { id: null, error: {} }],
      ...[
        { id: null, method: 'm' },
        { id: {}, method: 'm' },
        { method: '$/cancelRequest', params: { id: null } },
      ],
    ])
      assert.equal(typeof toMessage(received), 'string', JSON.stringify(received));
  });

  it('names a process only if it can be watched', () => {
    const processOf = (processId: unknown, canWatch?: (id: number) => boolean): unknown => {
      const message = toMessage({ id: 1, method: 'initialize', params: { processId } }, canWatch);
      assert.ok(typeof message !== 'string' && 'params' in message);
      return (message.params as { processId: unknown }).processId;
    };
    assert.equal(
      processOf(7, () => true),
      7,
    );
    assert.equal(
      processOf(7, () => false),
      null,
    );
    assert.equal(
      processOf('7', () => true),
      null,
    );
    assert.equal(processOf(7), null);
  });

  it('ends its request if it is a response, good or bad', () => {
    assert.deepEqual(toMessage({ id: 1, result: null }), { jsonrpc: '2.0', id: 1, result: null });
    assert.deepEqual(toMessage({ id: 1, error: { code: 1 } }), { jsonrpc: '2.0', id: 1, error: { code: 1 } });
    for (const received of [{ id: 1 }, { id: 1, error: 5 }, { id: 1, error: null }]) {
      const message = toMessage(received);
      assert.ok(typeof message !== 'string' && 'error' in message, JSON.stringify(received));
    }
  });

  it('never causes an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (received) => {
        toMessage(received);
      }),
    );
  });
});
