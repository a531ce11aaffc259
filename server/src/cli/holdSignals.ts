import { setImmediate } from 'node:timers/promises';

/** Those that end a process from outside: Ctrl-C, `kill`, a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does work that is not to be left half done: a signal that comes meanwhile ends the process right after it. */
export async function holdSignals<T>(work: () => T): Promise<T> {
  let received: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals): void => {
    received ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, remember);
  try {
    return work();
  } finally {
    // Node hands a signal over when it looks for events, which it does between two turns.
    await setImmediate();
    await setImmediate();
    for (const signal of SIGNALS) process.off(signal, remember);
    if (received) process.kill(process.pid, received);
  }
}
