import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { findHover, type Hover } from '../../../server/src/features/hover';
import { getSchema } from '../../../server/src/schema/bundled';
import { unmarked } from '../support/completions';

function hoverAt(marked: string, version = 'latest'): (Hover & { token: string }) | undefined {
  const { text, offset } = unmarked(marked);
  const found = findHover(
    new DescriptorDocument(text, getSchema(version)),
    offset,
    ({ file }) => `schema:${file}#there`,
  );
  return found && { ...found, token: text.slice(found.range.start, found.range.end) };
}

function linesAt(marked: string, version?: string): string[] {
  return hoverAt(marked, version)?.markdown.split('\n') ?? [];
}

const FLASH = '{"mapping": {"device": "flash", "mode": "split", "executable": {}}}';

describe('hover', () => {
  it('tells on a member what it is, what it is for and where it is declared', () => {
    const { token, markdown } = hoverAt(FLASH.replace('"mode"', '"mo⟨⟩de"')) ?? {};
    assert.equal(token, '"mode"');
    const lines = markdown?.split('\n') ?? [];
    assert.equal(lines[0], '**mode** · optional member of `FirmwareMappingFlash` · `FirmwareFlashMode`');
    assert.match(lines[2] ?? '', /^How code and variables are stored\./);
    assert.match(
      lines.at(-1) ?? '',
      /^Since QEMU 7\.0 · Default: `split` · \[firmware-common\.qapi:\d+\]\(schema:firmware-common\.qapi#there\)$/,
    );
    assert.equal(lines.at(-3), '---');
  });

  it('links the definitions that the documentation names', () => {
    const { markdown } = hoverAt(FLASH.replace('"flash"', '"fla⟨⟩sh"')) ?? {};
    assert.match(markdown ?? '', /See \[`FirmwareMappingFlash`\]\(schema:firmware-common\.qapi#there\)/);
  });

  it('names the line of the declaration', () => {
    const schema = getSchema('latest').full;
    const line = Number(/qapi:(\d+)/.exec(linesAt(FLASH.replace('"mode"', '"mo⟨⟩de"')).at(-1) ?? '')?.[1]);
    assert.match(
      schema.modules.get('firmware-common.qapi')?.text.split('\n')[line - 1] ?? '',
      /'\*mode': 'FirmwareFlashMode'/,
    );
  });

  it('describes a value', () => {
    const lines = linesAt(FLASH.replace('"split"', '"sp⟨⟩lit"'));
    assert.equal(lines[0], '**split** · value of `FirmwareFlashMode`');
    assert.match(lines[2] ?? '', /^Two files/);
    assert.equal(linesAt(FLASH.replace('"flash"', '"⟨⟩flash"'))[0], '**flash** · value of `FirmwareDevice`');
    assert.equal(
      linesAt('{"features": ["acpi-s3", "amd⟨⟩-sev"]}')[0],
      '**amd-sev** · value of `FirmwareFeature`',
    );
    assert.equal(
      linesAt('{"targets": [{"architecture": "x86⟨⟩_64"}]}')[0],
      '**x86\\_64** · value of `FirmwareArchitecture`',
    );
  });

  it('tells on a machine pattern what it matches', () => {
    const machine = (architecture: string, pattern: string) =>
      linesAt(`{"targets": [{"architecture": "${architecture}", "machines": ["⟨⟩${pattern}"]}]}`);
    assert.deepEqual(machine('x86_64', 'pc-q35-*'), [
      '`pc-q35-*` · machine types of `x86_64`',
      '',
      'Matches every pc-q35 machine type, such as `pc-q35-10.2`.',
    ]);
    assert.match(
      machine('x86_64', 'pc-*')[2] ?? '',
      /every pc-q35 machine type.* and every pc-i440fx machine type/,
    );
    assert.match(machine('x86_64', 'pc-q35-9.*')[2] ?? '', /some versions of pc-q35/);
    assert.match(machine('aarch64', '*')[2] ?? '', /^Matches every virt machine type.* and \d+ more\.$/);
    assert.match(machine('x86_64', 'q35')[2] ?? '', /^Alias of the newest `pc-q35-\*`/);
    assert.match(machine('x86_64', 'microvm')[2] ?? '', /without versions/);
    assert.match(machine('x86_64', 'pc-q35-10.1')[2] ?? '', /^One of the `pc-q35-\*` machine types/);
    assert.match(machine('riscv64', 'virt-*')[2] ?? '', /^Matches no known machine type of riscv64/);
    assert.deepEqual(machine('ppc64', 'pseries-*'), []);
  });

  it('tells of what a later QEMU has that it is not in the chosen one', () => {
    const lines = linesAt('{"mapping": {"device": "ig⟨⟩vm"}}', '9.0');
    assert.equal(lines[0], '**igvm** · value of `FirmwareDevice`');
    assert.match(lines.at(-1) ?? '', /^Since QEMU 10\.1; not in 9\.0 · /);
    assert.match(
      linesAt('{"mapping": {"device": "flash", "mo⟨⟩de": "split"}}', '6.2').at(-1) ?? '',
      /not in 6\.2/,
    );
  });

  it('keeps prose short, and every word of the schema within reach', () => {
    const features = getSchema('latest').schema.definitions.get('FirmwareFeature');
    assert.equal(features?.kind, 'enum');
    for (const { name } of features.values) {
      const lines = linesAt(`{"features": ["⟨⟩${name}"]}`);
      assert.ok(lines.join('').length < 1200, name);
      assert.match(lines.at(-1) ?? '', /\[firmware-common\.qapi:\d+\]/);
    }
  });

  it('says nothing on punctuation, texts, and what the schema does not know', () => {
    for (const marked of [
      '⟨⟩{"tags": []}',
      '{⟨⟩ "tags": []}',
      '{"tags"⟨⟩: []}',
      '{"tags":⟨⟩ []}',
      '{"tags": ⟨⟩[]}',
      '{"interface-types": ["uefi"⟨⟩, "bios"]}',
      '{"description": "a ⟨⟩text"}',
      '{"tags": ["a ⟨⟩tag"]}',
      '{"no⟨⟩ne": {}}',
      '{"none": {"de⟨⟩vice": "flash"}}',
      '{"features": ["no⟨⟩ne"]}',
      '{"features": "acpi⟨⟩-s3"}',
      '⟨⟩',
    ])
      assert.equal(hoverAt(marked), undefined, marked);
  });
});
