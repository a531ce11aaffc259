import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CLI, environment } from '../support/commandLine';

/** Debian's firmware packages, unpacked into a folder for each suite. */
const PACKAGES = process.env.QEMU_FIRMWARE_PACKAGES;
const DESCRIPTORS = '/usr/share/qemu/firmware';

const DYNAMIC = 'information image-verbose "verbose-dynamic"';
const STATIC = 'information image-verbose "verbose-static"';
const BLANK = 'information image-template "/usr/share/AAVMF/AAVMF_VARS.fd"';

/**
 * The claims of descriptors that the images in Debian's packages disprove: severity, rule and token for each file. Bookworm has edk2
 * 2022.11-6+deb12u2, trixie 2025.02-8+deb13u1. All builds are RELEASE builds, so none of them writes the log that its descriptor promises.
 */
const DISAGREEMENTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  bookworm: {
    '40-edk2-aarch64-secure-enrolled.json': [STATIC],
    '40-edk2-x86_64-secure-enrolled.json': [DYNAMIC],
    // The package has no such file; its empty variable store is blank.
    '50-edk2-aarch64-secure.json': ['warning image-missing "/usr/share/AAVMF/AAVMF_CODE.secboot.fd"', BLANK],
    '50-edk2-i386-secure.json': [DYNAMIC],
    '50-edk2-x86_64-secure.json': [DYNAMIC],
    // Every build of this release has Secure Boot.
    '60-edk2-aarch64.json': ['information image-secure-boot "/usr/share/AAVMF/AAVMF_CODE.fd"', BLANK, STATIC],
    '60-edk2-arm.json': [
      'information image-secure-boot "/usr/share/AAVMF/AAVMF32_CODE.fd"',
      'information image-template "/usr/share/AAVMF/AAVMF32_VARS.fd"',
      STATIC,
    ],
    '60-edk2-x86_64.json': [
      'information image-secure-boot "UEFI firmware for x86_64, without Secure Boot without SMM, with empty varstore"',
      DYNAMIC,
    ],
  },
  trixie: {
    '40-edk2-aarch64-secure-enrolled.json': [STATIC],
    '40-edk2-x86_64-secure-enrolled.json': [DYNAMIC],
    '50-edk2-aarch64-secure.json': [STATIC],
    '50-edk2-i386-secure.json': [DYNAMIC],
    '50-edk2-x86_64-secure.json': [DYNAMIC],
    '60-edk2-aarch64.json': [STATIC],
    '60-edk2-arm.json': [STATIC],
    // A 32-bit build, which has no driver for SEV.
    '60-edk2-i386.json': ['warning image-confidential "amd-sev"', DYNAMIC],
    '60-edk2-loongarch64.json': [],
    '60-edk2-riscv64.json': [],
    '60-edk2-x86_64.json': [DYNAMIC],
  },
};

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: string;
      readonly range: Record<'start' | 'end', { readonly line: number; readonly character: number }>;
    }[];
  }[];
}

/** Returns the linter's findings, except hints, on the descriptors below a root, by file name. */
function found(root: string): Readonly<Record<string, readonly string[]>> {
  const args = ['lint', '--no-config', '--format', 'json', '--root', root, path.join(root, DESCRIPTORS)];
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], { env: environment() });
  assert.equal(status, 0, stderr.toString());
  const { files } = JSON.parse(stdout.toString()) as Report;
  return Object.fromEntries(
    files.map((file) => {
      const lines = readFileSync(file.path, 'utf8').split('\n');
      const findings = file.diagnostics
        .filter(({ severity }) => severity !== 'hint')
        .map(({ code, severity, range: { start, end } }) => {
          const token = (lines[start.line] ?? '').slice(start.character, end.character);
          return `${severity} ${code} ${token}`;
        });
      return [path.basename(file.path), findings];
    }),
  );
}

function skip(test: Mocha.Context, reason: string): never {
  console.log(`      skipped: ${reason}`);
  return test.skip();
}

describe('Descriptors and the images of their packages', () => {
  for (const [suite, disagreements] of Object.entries(DISAGREEMENTS))
    it(`disagree in Debian ${suite} only in the known places`, function () {
      const root = path.resolve(PACKAGES ?? '', suite);
      if (PACKAGES === undefined || !existsSync(root))
        return skip(this, `no unpacked packages of Debian ${suite} (QEMU_FIRMWARE_PACKAGES)`);
      this.timeout(60_000);
      assert.deepEqual(found(root), disagreements);
    });

  it('disagree only in the known places on this machine', function () {
    const suite = /^VERSION_CODENAME=(\w+)$/m.exec(osRelease())?.[1] ?? '';
    const expected = DISAGREEMENTS[suite];
    const installed = existsSync(DESCRIPTORS) ? readdirSync(DESCRIPTORS) : [];
    const names = installed.filter((name) => expected?.[name]);
    if (!expected || names.length === 0)
      return skip(this, 'no firmware of a known Debian suite is installed');
    this.timeout(60_000);
    const all = found('/');
    for (const name of names) assert.deepEqual(all[name], expected[name], name);
  });
});

function osRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}
