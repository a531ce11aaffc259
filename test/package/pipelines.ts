import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load, loadAll } from 'js-yaml';
import { environment } from '../support/commandLine';
import { makeFolder } from './installed';

/** Runs what the files for CI services tell them to run, in the order and with the shell of the service. */
export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Record<string, string>;
}

interface Action {
  readonly inputs: Record<string, { readonly default: string }>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** npm with an empty cache and no network. */
function offline(): NodeJS.ProcessEnv {
  return environment({ npm_config_offline: 'true', npm_config_cache: path.join(makeFolder(), 'cache') });
}

/** Runs a script as GitHub and GitLab do: with bash, until the first command that fails. */
export function runBash(script: string, cwd: string, env: NodeJS.ProcessEnv = {}): Outcome {
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const { status, stdout, stderr } = spawnSync('bash', args, {
    cwd,
    encoding: 'utf8',
    env: { ...offline(), ...env },
  });
  return { status, out: stdout, err: stderr };
}

/**
 * Runs the steps of action.yml that run something, until one fails. @param cwd the checked out repository
 * @param temp the runner's temporary folder
 */
export function runAction(inputs: Record<string, string>, cwd: string, temp: string): Outcome {
  const action = load(readFileSync('action.yml', 'utf8')) as Action;
  const values: Record<string, string> = { 'runner.temp': temp };
  for (const [name, input] of Object.entries(action.inputs))
    values[`inputs.${name}`] = inputs[name] ?? input.default;
  const fill = (text: string): string =>
    text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`action.yml uses the unknown value ${name}`);
      return value;
    });
  let last: Outcome = { status: 0, out: '', err: '' };
  mkdirSync(temp, { recursive: true });
  for (const { run, env = {} } of action.runs.steps) {
    if (run === undefined || last.status !== 0) continue;
    // A value in the text of a script would be run; steps take values from the environment only.
    if (run.includes('${{')) throw new Error(`A script of action.yml contains a value: ${run}`);
    const filled = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
    last = runBash(run, cwd, filled);
  }
  return last;
}

interface GitLabJob {
  readonly variables: Record<string, string>;
  readonly script: readonly string[];
}

/** Runs the job of ci/gitlab.yml. @param cwd the checked out repository */
export function runGitLabJob(inputs: Record<string, string>, cwd: string): Outcome {
  const [header, jobs] = loadAll(readFileSync('ci/gitlab.yml', 'utf8')) as [
    { spec: { inputs: Record<string, { default: string }> } },
    Record<string, GitLabJob>,
  ];
  const job = jobs['qemu-firmware'];
  if (!job) throw new Error('ci/gitlab.yml has no job');
  const variables = Object.fromEntries(
    Object.entries(job.variables).map(([name, value]) => [
      name,
      value.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, input: string) => {
        const { default: usual } = header.spec.inputs[input] ?? {};
        if (usual === undefined) throw new Error(`ci/gitlab.yml uses the unknown input ${input}`);
        return inputs[input] ?? usual;
      }),
    ]),
  );
  return runBash(job.script.join('\n'), cwd, variables);
}

/**
 * Returns the code blocks of a page below a heading.
 * @param heading without `#` @returns the blocks by their language, each with its text
 */
export function listCode(page: string, heading: string): readonly { language: string; text: string }[] {
  const text = readFileSync(page, 'utf8');
  const start = new RegExp(`^#+ ${heading}$`, 'm').exec(text);
  if (!start) throw new Error(`${page} has no section “${heading}”`);
  const [section = ''] = text.slice(start.index + start[0].length).split(/^#+ /m);
  return [...section.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    text: code,
  }));
}
