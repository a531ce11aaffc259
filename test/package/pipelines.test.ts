import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { SOUND, WARNING, writeBelow } from '../support/commandLine';
import { installTarball, makeFolder, TARBALL } from './installed';
import { listCode, runAction, runBash, runGitLabJob } from './pipelines';

const BROKEN = SOUND.replace('"uefi"', '"uefy"');
const GUEST = readFileSync('samples/guest.xml', 'utf8');

function repository(files: Record<string, string>): string {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) writeBelow(folder, name, text);
  return folder;
}

const isWindows = process.platform === 'win32';

describe('the GitHub action', function () {
  this.timeout(120_000);
  const check = (files: Record<string, string>, inputs: Record<string, string> = {}) => {
    const temp = path.join(makeFolder(), 'runner temp');
    const folder = repository(files);
    return { ...runAction({ package: TARBALL, ...inputs }, folder, temp), folder, temp };
  };

  it('marks the findings on the lines of a pull request, and fails', () => {
    const { status, out } = check({ 'descriptors/50-a.json': BROKEN });
    assert.equal(status, 1);
    assert.match(out, /^::error file=descriptors\/50-a\.json,line=\d+,/m);
  });

  it('checks the named paths, one per line, also with spaces and with characters of the shell', () => {
    const files = { 'a b/50-a.json': SOUND, '$(touch owned)/50-b.json': WARNING, 'c/50-c.json': BROKEN };
    const { status, out, folder } = check(files, { paths: 'a b\n$(touch owned)\n', 'fail-on': 'warning' });
    assert.equal(status, 1);
    assert.match(out, /::warning file=\$\(touch owned\)\/50-b\.json/);
    assert.doesNotMatch(out, /50-c/);
    assert.equal(existsSync(path.join(folder, 'owned')), false);
  });

  it('checks domains with the descriptors of a host and for the named programs', () => {
    const host = { 'host/usr/share/qemu/firmware/50-a.json': SOUND };
    const files = { ...host, 'guests/a.xml': GUEST.replace('q35', 'q36') };
    const inputs = { paths: 'guests', root: 'host', consumers: 'libvirt@12.9\n', 'qemu-version': '9.1' };
    const { status, out, err } = check(files, inputs);
    assert.equal(status, 1, out + err);
    assert.match(out, /::error file=guests\/a\.xml/);
  });

  it('writes a report for code scanning, and fails only because of findings', () => {
    const { status, temp } = check({ '50-a.json': BROKEN }, { sarif: 'true' });
    assert.equal(status, 1);
    const report = readFileSync(path.join(temp, 'qemu-firmware/findings.sarif'), 'utf8');
    assert.match(report, /"ruleId": ?"unknown-value"/);
    assert.equal(check({ '50-a.json': SOUND }, { sarif: 'true' }).status, 0);
  });

  it('fails with a reason if a path is missing', () => {
    const { status, err } = check({}, { paths: 'nowhere', sarif: 'true' });
    assert.deepEqual([status, err.includes('nowhere: no such file or folder')], [2, true]);
  });
});

describe('the GitLab job', function () {
  this.timeout(120_000);
  const check = (files: Record<string, string>, inputs: Record<string, string> = {}) => {
    const folder = repository(files);
    return { ...runGitLabJob({ package: TARBALL, ...inputs }, folder), folder };
  };

  it('fails because of findings, and keeps a report', () => {
    const { status, out, folder } = check({ 'a/50-a.json': BROKEN });
    assert.equal(status, 1);
    assert.match(out, /^a\/50-a\.json:\d+:\d+: error: /m);
    assert.match(readFileSync(path.join(folder, 'qemu-firmware.sarif'), 'utf8'), /unknown-value/);
  });

  it('succeeds without findings, and with those below the threshold', () => {
    assert.equal(check({ '50-a.json': WARNING }).status, 0);
    const options = { options: '--fail-on warning --consumer libvirt@12.9', paths: 'a b' };
    assert.equal(check({ 'a/50-a.json': SOUND, 'b/50-a.json': WARNING }, options).status, 1);
  });
});

describe('the examples for packages of distributions', () => {
  /** The descriptors of the tests name images that the machine may not have. */
  const withoutWarnings = (script: string): string => script.replace('--fail-on warning', '--fail-on error');

  /** A folder with the command, as the package installs it. */
  const tools = (): NodeJS.ProcessEnv => {
    const folder = makeFolder();
    symlinkSync(path.join(installTarball(), 'dist/cli.js'), path.join(folder, 'qemu-firmware'));
    return { PATH: `${folder}:${process.env.PATH ?? ''}` };
  };

  it('check what an RPM package installs', function () {
    if (isWindows) this.skip();
    const [check] = listCode('docs/ci.md', 'RPM');
    const script = withoutWarnings(check?.text ?? '')
      .replace('%check\n', '')
      .replaceAll('%{_datadir}', '/usr/share');
    const run = (text: string) => {
      const root = repository({ 'usr/share/qemu/firmware/50-a.json': text });
      return runBash(script.replaceAll('%{buildroot}', root), root, tools());
    };
    assert.equal(run(SOUND).status, 0);
    assert.equal(run(BROKEN).status, 1);
  });

  it('check what a Debian package has installed', function () {
    if (isWindows) this.skip();
    const [control, test] = listCode('docs/ci.md', 'Debian');
    assert.match(control?.text ?? '', /^Tests: firmware-descriptors$/m);
    const run = (text: string) => {
      const folder = repository({ 'usr/share/qemu/firmware/50-a.json': text, 'usr/share/doc/x': '' });
      const listed = ['/.', '/usr/share/doc/x', '/usr/share/qemu/firmware/50-a.json'].map((f) => folder + f);
      const env = tools();
      const bin = path.join(folder, 'bin');
      mkdirSync(bin);
      writeFileSync(path.join(bin, 'dpkg'), `#!/bin/sh\nprintf '%s\\n' ${listed.join(' ')}\n`, {
        mode: 0o755,
      });
      return runBash(withoutWarnings(test?.text ?? ''), folder, { PATH: `${bin}:${env.PATH ?? ''}` });
    };
    assert.equal(run(SOUND).status, 0);
    assert.notEqual(run(BROKEN).status, 0);
  });
});

describe('the workflows', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  interface Workflow {
    readonly jobs: Record<string, { readonly steps: readonly { readonly run?: string }[] }>;
  }

  for (const file of readdirSync('.github/workflows'))
    it(`${file} runs only scripts that exist`, () => {
      const workflow = load(readFileSync(path.join('.github/workflows', file), 'utf8')) as Workflow;
      const commands = Object.values(workflow.jobs).flatMap(({ steps }) =>
        steps.flatMap(({ run }) => run ?? []),
      );
      const named = commands.flatMap((run) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
      for (const name of named) assert.ok(name !== undefined && name in scripts, name);
      for (const run of commands) {
        assert.equal(runBash(`bash -n <<'END'\n${run}\nEND`, '.').status, 0, run);
        assert.doesNotMatch(run, /\$\{\{/, 'values come from the environment');
      }
    });
});
