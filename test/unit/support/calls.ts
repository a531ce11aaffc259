import { Session, type Profiler } from 'node:inspector/promises';

/**
 * Counts the calls of functions of this bundle by their names, as V8 does for the coverage of tests: nothing in the program is made for
 * counting.
 */
export class Calls {
  private readonly session = new Session();

  private constructor() {
    this.session.connect();
  }

  static async start(): Promise<Calls> {
    const calls = new Calls();
    await calls.session.post('Profiler.enable');
    await calls.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    return calls;
  }

  /** How often each was called since the last question. */
  async since(names: readonly string[]): Promise<number[]> {
    const { result } = await this.session.post('Profiler.takePreciseCoverage');
    const own = result.filter(({ url }) => url.endsWith(__filename));
    return names.map((name) => callsOf(name, own));
  }

  async stop(): Promise<void> {
    await this.session.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }
}

function callsOf(name: string, scripts: readonly Profiler.ScriptCoverage[]): number {
  const functions = scripts.flatMap((script) => script.functions);
  const named = functions.filter(({ functionName }) => functionName === name);
  return named.reduce((sum, { ranges: [whole] }) => sum + (whole?.count ?? 0), 0);
}
