import { shuffle } from '../../scripts/shuffle.mjs';
import { describeEditors } from './describeEditors';
import { diagnostic, openSample } from './editor';
import { askForPicture, readWishes, writeOutcomes } from './exchange';
import type { Outcome, Wishes } from './exchange';
import { FreshStart } from './freshStart';

/** The names in suite/ without `.test.ts`, inserted by the bundler. */
declare const SUITES: readonly string[];

/**
 * Declares the tests of suite/ to a mocha whose `describe` and `it` are already global, runs them, and writes the outcomes for the script
 * outside. Rejects if a test failed, as VS Code expects.
 */
export async function runSuites(mocha: Mocha): Promise<void> {
  const wishes = await readWishes();
  const sights = new Map<string, string>();
  startEachAfresh();
  lookAtFailures(wishes, sights);
  for (const name of SUITES) await import(`./suite/${name}.test.ts`);
  if (wishes.seed !== undefined) shuffleCases(mocha.suite, wishes.seed);
  if (wishes.only !== undefined) mocha.fgrep(wishes.only);
  const outcomes = await run(mocha);
  const complete = outcomes.map((outcome) => withSight(outcome, sights.get(outcome.title)));
  await writeOutcomes(complete, wishes);
  const failures = outcomes.filter(({ state }) => state === 'failed').length;
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function startEachAfresh(): void {
  let start: FreshStart;
  before(async () => {
    start = await FreshStart.remember();
    // The server starts with the first descriptor, so it is started here and no case has to wait for it.
    await diagnostic(await openSample('60-mistake-template-missing.json'), 'template-missing');
  });
  beforeEach(() => start.make());
}

/** Records what the window shows when a case has failed, by title. */
function lookAtFailures(wishes: Wishes, sights: Map<string, string>): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    sights.set(test.fullTitle(), describeEditors());
    if (wishes.pictures) await askForPicture(test.fullTitle(), wishes);
  });
}

/** Puts groups, and the cases in each, into a random order. */
function shuffleCases(group: Mocha.Suite, seed: number): void {
  group.tests = shuffle(group.tests, seed);
  group.suites = shuffle(group.suites, seed);
  for (const inner of group.suites) shuffleCases(inner, seed);
}

async function run(mocha: Mocha): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => outcomes.push({ title: test.fullTitle(), state: 'passed' }));
    runner.on('pending', (test) => outcomes.push({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: Error) =>
      outcomes.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message }),
    );
  });
  return outcomes;
}

function withSight(outcome: Outcome, sight: string | undefined): Outcome {
  return sight === undefined ? outcome : { ...outcome, error: `${outcome.error ?? ''}\n${sight}` };
}
