import { spawn } from 'node:child_process';

/** Stops what must end with this process. @type {Set<() => Promise<void>>} */
const running = new Set();
let stopping = false;

/**
 * Runs a command to its end, with its output sent to ours.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<void>} rejects with one sentence if the command cannot start or ends with a code other than 0
 */
export async function run(command, args, options = {}) {
  const code = await exitCode(command, args, options);
  if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" ended with ${code}`);
}

/** Like run(), but resolves with the exit code (or the signal's name) and rejects only if the command cannot start. */
export function exitCode(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const ended = new Promise((end) => child.on('close', end));
    const forget = onStop(() => {
      child.kill();
      return ended;
    });
    child.on('error', (error) => reject(new Error(`"${command}" cannot start: ${error.message}`)));
    child.on('close', (code, signal) => {
      forget();
      resolve(code ?? signal);
    });
  });
}

/**
 * Runs a command without showing its output.
 * @returns {Promise<string>} standard output; rejects with everything that was printed if it fails
 */
export function output(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (chunks.stdout += data));
    child.stderr.on('data', (data) => (chunks.stderr += data));
    child.on('error', (error) => reject(new Error(`"${command}" cannot start: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(chunks.stdout);
      else reject(new Error(`"${command}" ended with ${code}:\n${chunks.stdout}${chunks.stderr}`));
    });
  });
}

/** Runs npm, however it is installed. @param {string[]} args @param {string} cwd */
export function npm(args, cwd) {
  const { command, before, shell } = findNpm();
  // Its output is progress information, so it goes to standard error.
  return run(command, [...before, ...args], { cwd, shell, stdio: ['ignore', 2, 2] });
}

/** Like npm(), but resolves with its output. @returns {Promise<string>} */
export function npmOutput(args, cwd) {
  const { command, before, shell } = findNpm();
  return output(command, [...before, ...args], { cwd, shell });
}

function findNpm() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return { command: process.execPath, before: [script], shell: false };
  return { command: 'npm', before: [], shell: process.platform === 'win32' };
}

/**
 * Starts a process in a separate group, which can be ended together with everything that it starts. It also ends with this process.
 * @returns {{ child: import('node:child_process').ChildProcess, stop: () => Promise<void> }}
 */
export function startGroup(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const ended = new Promise((resolve) => {
    child.on('close', resolve);
    child.on('error', resolve);
  });
  const stop = async () => {
    running.delete(stop);
    if (child.pid === undefined) return;
    signalGroup(child, 'SIGTERM');
    const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
    await ended;
    clearTimeout(impatience);
    // Processes that outlived their leader.
    signalGroup(child, 'SIGKILL');
  };
  running.add(stop);
  child.on('close', () => running.delete(stop));
  return { child, stop };
}

/** Registers an action to run before a signal (SIGINT, SIGTERM, SIGHUP) ends this process. */
export function onStop(action) {
  running.add(action);
  return () => running.delete(action);
}

/** @returns {boolean} whether a signal is ending this process */
export const isStopping = () => stopping;

function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function stopEverything(code) {
  if (stopping) return;
  stopping = true;
  // Last started, first stopped.
  for (const stop of [...running].reverse()) await stop();
  process.exit(code);
}

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
for (const [signal, number] of Object.entries(signals))
  process.on(signal, () => stopEverything(128 + number));

// npm sends a signal to the shell between it and us, which dies without passing it on.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void stopEverything(128 + signals.SIGTERM);
}, 500).unref();
