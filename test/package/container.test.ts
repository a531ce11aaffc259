import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environment, SOUND, writeBelow } from '../support/commandLine';
import { makeFolder, TARBALL } from './installed';

/**
 * The Dockerfile, executed without docker: its steps run in a root of their own, which is the machine's with a layer on top for what they
 * write, in a private mount namespace without a network. The base image is the machine itself, so its Node is the one that is tested.
 */
const INSTRUCTIONS = readFileSync('Dockerfile', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => /^([A-Z]+) (.*)$/.exec(line)?.slice(1) ?? [line]);

function argumentsOf(instruction: string): string[] {
  return INSTRUCTIONS.filter(([name]) => name === instruction).map(([, argument = '']) => argument);
}

/** Runs a script in such a root. @param layers a folder for what is written, with the folder `context` */
function runInside(layers: string, script: string): { status: number | null; out: string; err: string } {
  const mount = `set -e; cd "$1"; mkdir -p upper work root
    mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
    mkdir root/context
    mount --bind context root/context
    exec chroot root /bin/bash -ec "$2"`;
  const args = ['--mount', '--net', '--', 'sh', '-c', mount, 'sh', layers, script];
  const { status, stdout, stderr } = spawnSync('unshare', args, { encoding: 'utf8', env: environment() });
  return { status, out: stdout, err: stderr };
}

describe('the Dockerfile', function () {
  this.timeout(120_000);

  const layers = (): string => {
    const folder = makeFolder();
    mkdirSync(path.join(folder, 'context'));
    cpSync(TARBALL, path.join(folder, 'context', path.basename(TARBALL)));
    return folder;
  };
  const inside = (script: string, files: Record<string, string> = {}) => {
    const folder = layers();
    for (const [name, text] of Object.entries(files)) writeBelow(folder, `context/files/${name}`, text);
    const copies = argumentsOf('COPY').map((copy) => {
      const [from = '', to = ''] = copy.split(' ');
      return `cp /context/${from} ${to}`;
    });
    const steps = [...copies, ...argumentsOf('RUN')].map((step) => `(${step}) > /dev/null`);
    return runInside(folder, [...steps, script].join('\n'));
  };

  before(function () {
    const { status, err } = runInside(layers(), 'exit 0');
    if (status === 0) return;
    console.log(`      the steps cannot run here: ${err.trim().split('\n').pop() ?? 'no unshare'}`);
    if (process.env.CI === 'true' && process.platform === 'linux') throw new Error(err);
    this.skip();
  });

  it('installs a linter that an ordinary user runs, without a network', () => {
    const entry = (JSON.parse(argumentsOf('ENTRYPOINT')[0] ?? '[]') as string[]).join(' ');
    const lint = `cd /context/files; setpriv --reuid 65534 --regid 65534 --clear-groups ${entry} lint`;
    const script = `${lint} sound && echo sound; ${lint} broken || echo "status $?"`;
    const files = { 'sound/50-a.json': SOUND, 'broken/50-a.json': SOUND.replace('"uefi"', '"uefy"') };
    const { out, err } = inside(script, files);
    assert.match(out, /^sound\nbroken\/50-a\.json:\d+:\d+: error: [^]*\nstatus 1\n$/, out + err);
  });

  it('has nothing but the package in its context', () => {
    assert.equal(readFileSync('.dockerignore', 'utf8'), '*\n!qemu-firmware-*.tgz\n');
    assert.deepEqual(argumentsOf('COPY'), ['qemu-firmware-*.tgz /tmp/']);
  });
});
