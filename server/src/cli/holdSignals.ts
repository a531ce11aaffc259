import { setImmediate } from 'node:timers/promises';

/** The signals that end a process from outside: Ctrl-C, `kill`, a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does work that must not be interrupted: a signal in the meantime ends the process right after it. */
export async function holdSignals<T>(work: () => T): Promise<T> {
  let received: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals): void => {
    received ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, remember);
  try {
    return work();
  } finally {
    // Node delivers a signal between two turns of the event loop.
    await setImmediate();
    await setImmediate();
    for (const signal of SIGNALS) process.off(signal, remember);
    if (received) process.kill(process.pid, received);
  }
}
