import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { Images } from '../../server/src/cli/images';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { draftDescriptor } from '../../server/src/drafting/draft';
import { listArchitectures, type ImageAt } from '../../server/src/drafting/image';
import { fits, isStore } from '../../server/src/drafting/templates';
import { analyse } from '../../server/src/rules/analyse';
import { getSchema } from '../../server/src/schema/bundled';
import { CLI, environment } from '../support/commandLine';

/** Debian's firmware packages, unpacked into a folder for each suite. */
const PACKAGES = process.env.QEMU_FIRMWARE_PACKAGES;
const DESCRIPTORS = '/usr/share/qemu/firmware';

/** The folders with images: code, variables and BIOSes. */
const FOLDERS = [
  '/usr/share/OVMF',
  '/usr/share/AAVMF',
  '/usr/share/ovmf',
  '/usr/share/seabios',
  '/usr/share/qemu-efi-aarch64',
  '/usr/share/qemu-efi-loongarch64',
  '/usr/share/qemu-efi-riscv64',
];

/**
 * The differences between descriptors drafted from the images and those of the packages, except for the log, which no Debian build writes:
 * `+` only in the new one, `-` only in the shipped one.
 */
const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  bookworm: {
    '60-edk2-x86_64.json': ['+ feature secure-boot'],
    // With Secure Boot, which the shipped ones do not mention, the name differs, too.
    '60-edk2-aarch64.json': ['+ 50-edk2-aarch64-secure.json', '+ feature secure-boot'],
    '60-edk2-arm.json': ['+ 50-edk2-arm-secure.json', '+ feature secure-boot'],
    // The package does not have the image.
    '50-edk2-aarch64-secure.json': ['no such file or folder'],
  },
  trixie: {
    '60-edk2-i386.json': ['- feature amd-sev'],
    '60-edk2-loongarch64.json': ['+ machine virt', '- machine virt*'],
    '60-edk2-riscv64.json': ['+ machine virt', '- machine virt*'],
  },
};

interface Descriptor {
  readonly 'interface-types': readonly string[];
  readonly mapping: Readonly<
    Record<'executable' | 'nvram-template', { readonly filename: string; format: string }>
  >;
  readonly targets: readonly { readonly architecture: string; readonly machines: readonly string[] }[];
  readonly features: readonly string[];
}

function rootOf(test: Mocha.Context, suite: string): string {
  const root = path.resolve(PACKAGES ?? '', suite);
  if (PACKAGES !== undefined && existsSync(root)) return root;
  console.log(`      skipped: no unpacked packages of Debian ${suite} (QEMU_FIRMWARE_PACKAGES)`);
  return test.skip();
}

function run(args: readonly string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { env: environment() });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

/** Returns everything that affects selection, one line each. */
function statements({ mapping, targets, features, ...rest }: Descriptor): string[] {
  const files = [mapping.executable, mapping['nvram-template']];
  return [
    ...rest['interface-types'].map((type) => `interface ${type}`),
    ...files.map(({ filename, format }) => `${filename} as ${format}`),
    ...targets.flatMap(({ architecture, machines }) => [
      `architecture ${architecture}`,
      ...machines.map((machine) => `machine ${machine}`),
    ]),
    ...features.filter((name) => !name.startsWith('verbose-')).map((name) => `feature ${name}`),
  ];
}

function differences(drafted: readonly string[], shipped: readonly string[]): string[] {
  return [
    ...drafted.filter((line) => !shipped.includes(line)).map((line) => `+ ${line}`),
    ...shipped.filter((line) => !drafted.includes(line)).map((line) => `- ${line}`),
  ].sort();
}

/** The images in a folder of a suite. */
async function imagesIn(root: string, folder: string): Promise<ImageAt[]> {
  const images = new Images(makeRootedWorkspace(root, nodeWorkspace));
  const names = existsSync(root + folder) ? readdirSync(root + folder) : [];
  const found: ImageAt[] = [];
  for (const name of names.filter((each) => /\.(?:fd|bin)$/.test(each))) {
    const image = await images.at(`${folder}/${name}`, 'all');
    if ('facts' in image) found.push({ ...image, path: `${folder}/${name}` });
  }
  return found;
}

/** Returns the findings, except hints, on an installed descriptor that was drafted from the images. */
function findings(executable: ImageAt, template: ImageAt | undefined): string[] {
  const draft = draftDescriptor(executable, template, {});
  if ('problem' in draft) return [draft.problem];
  const images = new Map([executable, ...(template ? [template] : [])].map((image) => [image.path, image]));
  const surroundings = { missingImages: new Map<string, readonly string[]>(), images };
  const file = `${DESCRIPTORS}/${draft.name}`;
  const document = new DescriptorDocument(draft.text, getSchema('latest'), file, surroundings);
  return analyse(document)
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code }) => code);
}

/** Returns what is wrong with two images together, in any descriptor. */
function mismatch({ deep }: ImageAt, template: ImageAt | undefined): string[] {
  if (template?.facts.content === 'blank') return ['image-template'];
  const hasKeys = template?.facts.variables?.enrolled === true;
  return hasKeys && deep?.secureBoot === false ? ['keys-without-secure-boot'] : [];
}

describe('Descriptors drafted from the images of packages', () => {
  for (const [suite, known] of Object.entries(DIFFERENCES)) {
    it(`equal those of Debian ${suite} where these are right`, function () {
      const root = rootOf(this, suite);
      this.timeout(120_000);
      const folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
      try {
        const names = readdirSync(root + DESCRIPTORS);
        assert.ok(names.length > 0);
        for (const name of names) {
          const shipped = JSON.parse(readFileSync(path.join(root, DESCRIPTORS, name), 'utf8')) as Descriptor;
          const { executable, 'nvram-template': template } = shipped.mapping;
          const images = ['--executable', executable.filename, '--nvram-template', template.filename];
          const { status, err } = run(['new', '--root', root, ...images, '--output', folder]);
          const expected = known[name] ?? [];
          if (status !== 0) {
            assert.deepEqual([err.trimEnd().split(': ').at(-1)], expected, name);
            continue;
          }
          const written = /(\d\d-\S+\.json): written/.exec(err)?.[1] ?? '';
          const drafted = JSON.parse(readFileSync(path.join(folder, written), 'utf8')) as Descriptor;
          const renamed = written === name ? [] : [`+ ${written}`];
          assert.deepEqual(
            [...renamed, ...differences(statements(drafted), statements(shipped))],
            expected,
            name,
          );
        }
        const linted = run(['lint', '--no-config', '--format=json', '--root', root, folder]);
        assert.equal(linted.status, 0, linted.err);
        const { files } = JSON.parse(linted.out) as {
          files: { diagnostics: { code: string; severity: string }[] }[];
        };
        const codes = files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
        // The variable stores of bookworm for Arm are blank.
        assert.deepEqual(new Set(codes), new Set(suite === 'bookworm' ? ['image-template'] : []));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it(`have no findings for any images of Debian ${suite}`, async function () {
      const root = rootOf(this, suite);
      this.timeout(120_000);
      let drafted = 0;
      for (const folder of FOLDERS) {
        const images = await imagesIn(root, folder);
        const stores = images.filter(({ facts }) => isStore(facts));
        for (const executable of images.filter(({ facts }) => ['uefi', 'bios'].includes(facts.content))) {
          const architectures = listArchitectures(executable);
          const isSplit = executable.facts.volumes.every(({ kind }) => kind !== 'variables');
          const fitting = stores.filter(
            ({ facts }) =>
              isSplit &&
              facts.size === sizeOfStore(executable) &&
              fits(executable.facts, facts, architectures),
          );
          for (const template of [undefined, ...fitting]) {
            const pair = `${executable.path} with ${template?.path ?? 'nothing'}`;
            assert.deepEqual(findings(executable, template), mismatch(executable, template), pair);
            drafted += 1;
          }
        }
        for (const store of stores) assert.match(findings(store, undefined)[0] ?? '', /variable store|blank/);
      }
      assert.ok(drafted > 20, `only ${drafted} descriptors were drafted`);
    });
  }
});

/**
 * Returns the size of the variable store that an executable requires: the rest of its image on a PC, else a flash device of its own size.
 */
function sizeOfStore({ facts: { size, ovmf } }: ImageAt): number {
  return ovmf ? 2 ** Math.ceil(Math.log2(size)) - size : size;
}
