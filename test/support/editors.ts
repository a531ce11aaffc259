import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment } from './commandLine';

/** A descriptor without a finding, one with a mistake, and a domain with one, which each quick fix of it turns into GUEST. */
export const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
export const MISTAKE = SOUND.replace('"verbose-dynamic"', '"verbose-dynamik"');
export const GUEST = `<domain type='kvm'>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware><feature enabled='yes' name='secure-boot'/></firmware>
  </os>
  <features><acpi/></features>
</domain>`;
const GUEST_WITH_MISTAKE = GUEST.replace("machine='q35'", "machine='pc'");

/** What an editor is asked about, in a temporary folder. */
export interface Files {
  readonly folder: string;
  /** Two descriptors, of which only the first has a mistake. */
  readonly descriptor: string;
  readonly sound: string;
  readonly domain: string;
  /** The root of a machine with SOUND installed. */
  readonly root: string;
}

/** What the script in each editor writes, as JSON: the answers about MISTAKE, and those about the domain. */
export interface Outcome {
  readonly error?: string;
  readonly descriptor: Answers;
  readonly domain: Answers;
}

interface Answers {
  /** Of the only finding: its code, and its place, both numbers from 0. */
  readonly code: string;
  readonly line: number;
  readonly character: number;
  readonly labels: readonly string[];
  readonly hover: string;
  readonly references?: readonly string[];
  /** The text after the first quick fix; the editor shows no finding then. */
  readonly text: string;
}

/** Creates the files; remove their folder after the test. */
export function makeFiles(): Files {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-editor-')));
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  mkdirSync(path.join(folder, 'bin'));
  chmodSync('dist/languageServer.js', 0o755);
  symlinkSync(path.resolve('dist/languageServer.js'), path.join(folder, 'bin/qemu-firmware-language-server'));
  write('root/usr/share/qemu/firmware/10-secure.json', SOUND);
  return {
    folder,
    descriptor: write('work/qemu/firmware/10-test.json', MISTAKE),
    sound: write('work/qemu/firmware/20-sound.json', SOUND),
    domain: write('work/guest.xml', GUEST_WITH_MISTAKE),
    root: path.join(folder, 'root'),
  };
}

export function removeFiles({ folder }: Files): void {
  rmSync(folder, { recursive: true, maxRetries: 5 });
}

/** Lists the blocks of code in a language from a section of the page on editors, in their order. */
export function listBlocks(section: string, language: string): string[] {
  const page = readFileSync('docs/editors.md', 'utf8');
  const text = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  const blocks = [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
  return blocks.flatMap(([, name, block = '']) => (name === language ? [block] : []));
}

/** Returns the version of an editor; undefined if it is not installed, with a message, which fails if it must not be missing. */
export function findEditor(program: string, ...args: readonly string[]): string | undefined {
  const found = spawnSync(program, args, { encoding: 'utf8' });
  if (!found.error && found.status === 0) return found.stdout.trim();
  assert.ok(!process.env.CI, `${program} not found`);
  console.log(`      skipped: ${[program, ...args].join(' ')} does not run here (node scripts/programs.mjs)`);
  return undefined;
}

/** Runs an editor with the server on the path and an empty home; its script writes the outcome to `result`. */
export async function runEditor(
  { folder }: Files,
  program: string,
  args: readonly string[],
): Promise<Outcome> {
  const home = path.join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const places = ['CONFIG', 'DATA', 'STATE', 'CACHE'].map((name) => [`XDG_${name}_HOME`, home] as const);
  const PATH = [path.join(folder, 'bin'), path.dirname(process.execPath), process.env.PATH].join(
    path.delimiter,
  );
  const child = spawn(program, args, {
    cwd: path.join(folder, 'work'),
    env: environment({ ...Object.fromEntries(places), HOME: home, PATH }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (printed += data.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  let outcome: Outcome;
  try {
    outcome = JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8')) as Outcome;
  } catch {
    return assert.fail(`${program} wrote no result: ${printed}`);
  }
  assert.equal(outcome.error, undefined, printed);
  return outcome;
}

/** Declares the tests of what an editor showed, which are the same for all. */
export function checkOutcome(get: () => Outcome): void {
  it('shows the mistake in a descriptor on its token', () => {
    const { code, line, character } = get().descriptor;
    const before = MISTAKE.slice(0, MISTAKE.indexOf('"verbose-dynamik"')).split('\n');
    assert.deepEqual([code, line, character], ['unknown-value', before.length - 1, before.at(-1)?.length]);
  });

  it('offers what the schema allows', () => {
    for (const label of ['verbose-dynamic', 'verbose-static'])
      assert.ok(get().descriptor.labels.includes(label), get().descriptor.labels.join('; '));
  });

  it('shows the purpose of a member', () => {
    assert.match(get().descriptor.hover, /interface-types.* · /);
  });

  it('applies a fix of a descriptor', () => {
    assert.equal(get().descriptor.text.trimEnd(), SOUND.trimEnd());
  });

  it('shows the mistake in a domain on its attribute', () => {
    const { code, line } = get().domain;
    assert.deepEqual([code, line], ['guest-no-firmware', 2]);
  });

  it('offers the values of an attribute of a domain', () => {
    assert.ok(get().domain.labels.includes('efi'), get().domain.labels.join('; '));
  });

  it('shows the purpose of an attribute of a domain', () => {
    assert.match(get().domain.hover, /firmware/);
  });

  it('applies a fix of a domain', () => {
    assert.equal(get().domain.text.trimEnd(), GUEST);
  });
}
