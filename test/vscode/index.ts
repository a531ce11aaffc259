import Mocha from 'mocha';
import { runSuites } from './suites';

/** The entry point that VS Code calls in an extension host on Node. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 90_000 });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await runSuites(mocha);
}
