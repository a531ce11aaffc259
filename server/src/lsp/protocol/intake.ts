import type { Message } from 'vscode-languageserver';
import { readValue } from './fromLsp';

/** So many messages may wait for their turn; then no more are read. */
const MAX_WAITING = 1000;
/** So many requests may be without an answer; those that follow are refused: some wait for what the client is to answer itself. */
export const MAX_OPEN = 10_000;

/** What becomes of a message: what it would cancel may be done already, and one may have the id of another that waits. */
export type Verdict = 'taken' | 'outdated' | 'duplicate';

/** Counts the messages that were read and are not done, so that a client that sends faster than it is served costs no memory. */
export class Intake {
  /** Requests and responses that wait: the connection keeps one message for each. */
  private readonly waiting = new Set<string>();
  private notifications = 0;
  private readonly cancelled = new Set<string>();
  private readonly open = new Set<string>();
  /** More than `open` has where a client uses an id again before it has the answer. */
  private openCount = 0;

  /** @param hold is told whether to wait with reading */
  constructor(private readonly hold: (isHeld: boolean) => void) {}

  /** Judges a message that was read. Only one that is taken may have a turn. */
  add(message: Message): Verdict {
    const cancelled = findCancelled(message);
    if (cancelled !== undefined) return this.addCancellation(cancelled);
    const key = toKey(message);
    if (key === undefined) this.notifications++;
    else if (this.waiting.has(key)) return 'duplicate';
    else this.waiting.add(key);
    if (this.count() === MAX_WAITING) this.hold(true);
    return 'taken';
  }

  /** The turn of a message has come. */
  start(message: Message): void {
    if (findCancelled(message) !== undefined) return;
    const key = toKey(message);
    if (key === undefined) this.notifications--;
    else this.waiting.delete(key);
    if (key !== undefined) this.cancelled.delete(key);
    if (this.count() === MAX_WAITING / 2 - 1) this.hold(false);
  }

  /** Whether there may be another open request. */
  hasRoom(): boolean {
    return this.openCount < MAX_OPEN;
  }

  /** Does the work for a request, which is open until then. */
  async during(request: Message, work: () => Promise<void> | void): Promise<void> {
    const key = toKey(request) ?? '';
    this.open.add(key);
    this.openCount++;
    try {
      await work();
    } finally {
      this.open.delete(key);
      this.openCount--;
    }
  }

  /** The connection ends an open request at once. For one that waits, it keeps the cancellation. */
  private addCancellation(key: string): Verdict {
    if (this.open.has(key)) return 'taken';
    if (!this.waiting.has(key) || this.cancelled.has(key)) return 'outdated';
    this.cancelled.add(key);
    return 'taken';
  }

  private count(): number {
    return this.waiting.size + this.notifications;
  }
}

/** What the connection calls a message while it waits: for it, the ids 1 and "1" are one. */
function toKey(message: Message): string | undefined {
  if (!('id' in message)) return undefined;
  return `${'method' in message ? 'request' : 'response'} ${String(message.id)}`;
}

/** The request that a notification is to cancel, as `toKey` calls it. */
function findCancelled(message: Message): string | undefined {
  if (!('method' in message) || message.method !== '$/cancelRequest' || 'id' in message) return undefined;
  return `request ${String(readValue(message, 'params.id'))}`;
}
