import type { Message } from 'vscode-languageserver';
import { readValue } from './fromLsp';

/** The number of messages that may wait; then no more are read. */
const MAX_WAITING = 1000;
/** The number of requests that may be open; later ones are refused, because some wait for an answer from the client. */
export const MAX_OPEN = 10_000;

/** What happens to a message: the request that it would cancel may be done already, and its id may be that of a pending one. */
export type Verdict = 'taken' | 'outdated' | 'duplicate';

/** Counts the messages that were read and are not done, so a client that sends faster than it is served does not fill the memory. */
export class Intake {
  /** Requests and responses that wait: the connection keeps one message for each. */
  private readonly waiting = new Set<string>();
  private notifications = 0;
  private readonly cancelled = new Set<string>();
  private readonly open = new Set<string>();
  /** More than in `open` if a client reuses an id before it has the answer. */
  private openCount = 0;

  /** @param suspend receives whether to stop reading */
  constructor(private readonly suspend: (isSuspended: boolean) => void) {}

  /** Decides whether to accept a message that was read. Only accepted ones are processed. */
  add(message: Message): Verdict {
    const cancelled = findCancelled(message);
    if (cancelled !== undefined) return this.addCancellation(cancelled);
    const key = toKey(message);
    if (key === undefined) this.notifications++;
    else if (this.waiting.has(key)) return 'duplicate';
    else this.waiting.add(key);
    if (this.count() === MAX_WAITING) this.suspend(true);
    return 'taken';
  }

  /** Call this when a message is processed. */
  start(message: Message): void {
    if (findCancelled(message) !== undefined) return;
    const key = toKey(message);
    if (key === undefined) this.notifications--;
    else this.waiting.delete(key);
    if (key !== undefined) this.cancelled.delete(key);
    if (this.count() === MAX_WAITING / 2 - 1) this.suspend(false);
  }

  /** Returns whether another request may be open. */
  hasRoom(): boolean {
    return this.openCount < MAX_OPEN;
  }

  /** Does the work for a request, which is open until it is done. */
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

  /** The connection cancels an open request immediately. For a pending one, it keeps the cancellation. */
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

/** Returns the key of a pending message in the connection, for which the ids 1 and "1" are the same. */
function toKey(message: Message): string | undefined {
  if (!('id' in message)) return undefined;
  return `${'method' in message ? 'request' : 'response'} ${String(message.id)}`;
}

/** Returns the key of the request that a notification cancels. */
function findCancelled(message: Message): string | undefined {
  if (!('method' in message) || message.method !== '$/cancelRequest' || 'id' in message) return undefined;
  return `request ${String(readValue(message, 'params.id'))}`;
}
