import { makeRandom } from './random';
import { findTarget } from './targets';

/** What a worker runs: the cases from `from` up to `to`, or one input. */
export interface Order {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly input?: unknown;
}

/** The outcome of a case. */
export interface Outcome {
  readonly number: number;
  /** CPU time of all processes, in milliseconds. */
  readonly cpu: number;
  /** CPU time of the slowest question, or of the whole case if it is a single question. */
  readonly longest: number;
  /** The peak memory of a process, in MB. */
  readonly rss: number;
  /** What failed, with the stack. */
  readonly problem?: string;
}

async function runCase({ target: name, seed, input }: Order, number: number): Promise<Outcome> {
  const target = findTarget(name);
  const data = input ?? target.make(makeRandom(seed, name, number));
  const start = process.cpuUsage();
  const measure = (): number => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const rss = (): number => process.memoryUsage().rss / 1024 ** 2;
  try {
    // Cases are kept as JSON, so the JSON must fail in the same way.
    const usage = await target.check(JSON.parse(JSON.stringify(data)));
    const cpu = measure() + (usage?.cpu ?? 0);
    return { number, cpu, longest: usage?.longest ?? cpu, rss: Math.max(rss(), usage?.rss ?? 0) };
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const cpu = measure();
    return { number, cpu, longest: cpu, rss: rss(), problem };
  }
}

/** Each outcome is sent before the next case starts, so the reader knows which case was the last. */
async function work(order: Order): Promise<void> {
  for (let number = order.from; number < order.to; number++) {
    const outcome = await runCase(order, number);
    await new Promise((resolve) => process.send?.(outcome, resolve));
  }
  process.exit(0);
}

process.once('message', (order: Order) => void work(order));
