import assert from 'node:assert/strict';
import type { DescriptorDocument } from '../../../server/src/descriptor/document';
import { analyse } from '../../../server/src/rules/analyse';
import { withMembers, withText } from '../../../server/src/rules/examples';
import type { Finding } from '../../../server/src/rules/rule';
import { changeText, FixProver, listSoundFixes } from '../../../server/src/rules/soundFixes';
import { documentAt } from '../../support/findings';

const documentWith = (text: string): DescriptorDocument => documentAt(text, 'latest', {});

/** Returns the titles of the fixes offered for the findings with a code. */
function titles(text: string, code: string): string[] {
  const document = documentWith(text);
  const findings = analyse(document).filter((finding) => finding.code === code);
  assert.ok(findings.length > 0, `${code} is found`);
  return findings.flatMap((finding) => listSoundFixes(document, finding).map(({ title }) => title));
}

/** Returns the value of the text after the first fix of a code. */
function fixed(text: string, code: string): Record<string, unknown> {
  return JSON.parse(fixedText(text, code)) as Record<string, unknown>;
}

function fixedText(text: string, code: string): string {
  const document = documentWith(text);
  const finding = analyse(document).find((each) => each.code === code);
  const [fix] = finding ? listSoundFixes(document, finding) : [];
  assert.ok(fix, `${code} has a fix`);
  return changeText(document, fix.edits).text;
}

const CODE = { filename: '/usr/share/edk2/ovmf/OVMF.inteltdx.fd', format: 'raw' };
const QCOW2 = { filename: '/usr/share/edk2/ovmf/OVMF.inteltdx.qcow2', format: 'qcow2' };

describe('A fix is not offered', () => {
  it('if it would add an empty list to an empty list', () => {
    for (const architecture of ['ppc64', 'vax'])
      assert.deepEqual(
        titles(withMembers({ targets: [{ architecture, machines: [] }] }).text, 'never-matches'),
        [],
      );
  });

  it('if the image cannot be loaded into memory', () => {
    const flash = { device: 'flash', mode: 'stateless', executable: QCOW2 };
    const split = { ...flash, mode: 'split', 'nvram-template': { ...QCOW2, filename: '/vars.qcow2' } };
    for (const mapping of [flash, split])
      assert.deepEqual(
        titles(withMembers({ mapping, features: ['intel-tdx'] }).text, 'confidential-flash'),
        [],
      );
  });

  it('if it would write into another mistake or into a comment', () => {
    const broken = withMembers({ vendor: 1, 'interface-types': ['efi'] }).text;
    const comments = ['// "x": {', '/* "x": { */', '# "x": {', '# "machines": []'];
    for (const comment of comments) {
      const text = broken.replace('"vendor": 1', `"vendor": ${comment}\n1`);
      assert.deepEqual(titles(text, 'unknown-member'), [], comment);
    }
  });

  it('if the text is not closed, or a bracket, a name or a quote is misplaced', () => {
    const { text } = withMembers({ mode: 'split', 'interface-types': ['efi'] });
    const mistakes: readonly [find: string, replacement: string][] = [
      ['"split"\n}', '"split"\n'],
      ['"tags": []', '"tags": [}'],
      ['"tags": []', '"tags" []'],
      ['"tags": []', 'tags: []'],
      ['"tags": []', '"tags: []'],
      ['\n}\n', '\n}}\n'],
    ];
    for (const [find, replacement] of mistakes) {
      const broken = text.replace(find, replacement);
      assert.notEqual(broken, text);
      const document = documentWith(broken);
      const sound = analyse(document)
        .filter(({ code }) => code === 'unknown-value')
        .flatMap((finding) => listSoundFixes(document, finding));
      assert.deepEqual(sound, [], replacement);
    }
  });

  it('if it would cause another error', () => {
    const mapping = { device: 'floppy', executable: CODE };
    assert.deepEqual(titles(withMembers({ mapping }).text, 'unknown-value'), []);
    const whole = { ...mapping, 'nvram-template': { ...CODE, filename: '/vars.fd' } };
    assert.deepEqual(titles(withMembers({ mapping: whole }).text, 'unknown-value'), ['Replace with “flash”']);
  });

  it('if its edits overlap, are outside the text, change nothing or split a character', () => {
    const document = documentWith(withMembers({ description: '😀', vendor: 1 }).text);
    const finding = analyse(document).find(({ code }) => code === 'unknown-member');
    assert.ok(finding);
    const { text } = document;
    const middle = text.indexOf('😀') + 1;
    const [remove] = finding.fixes?.[0]?.edits ?? [];
    assert.ok(remove);
    const wrong = [
      [],
      [remove, remove],
      [{ start: 0, end: text.length + 1, newText: '' }],
      [{ start: 2, end: 1, newText: '' }],
      [{ ...remove, newText: text.slice(remove.start, remove.end) }],
      [remove, { start: middle, end: middle, newText: 'x' }],
    ];
    const fixes = [...wrong, [remove]].map((edits, index) => ({ title: String(index), edits }));
    const sound = listSoundFixes(document, { ...finding, fixes }).map(({ title }) => title);
    assert.deepEqual(sound, [String(wrong.length)]);
  });

  it('once the tried fixes have read more than a limited amount of text', () => {
    const description = 'x'.repeat(1024 * 1024);
    const document = documentWith(JSON.stringify({ description, vendor: 1 }));
    const finding = analyse(document).find(({ code }) => code === 'unknown-member');
    assert.ok(finding?.fixes?.[0]);
    const fixes = Array.from({ length: 5 }, () => finding.fixes?.[0]).flatMap((fix) => fix ?? []);
    const many: Finding = { ...finding, fixes };
    assert.equal(new FixProver(document).listSoundFixes(many).length, 3);
  });

  it('once they have checked more than a limited number of parts, even short ones', () => {
    const targets = Array.from({ length: 10_000 }, () => ({}));
    const document = documentWith(withMembers({ targets }).text);
    const prover = new FixProver(document);
    const proven = analyse(document).flatMap((finding) => prover.listSoundFixes(finding));
    assert.ok(proven.length > 0 && proven.length * targets.length < 100_000, String(proven.length));
  });
});

describe('A fix is offered', () => {
  it('for all mistakes of JSON in one string', () => {
    const mistakes: readonly [written: string, title: string, value: string][] = [
      ['C:\\usr\\OVMF', 'Double the backslashes', 'C:\\usr\\OVMF'],
      ['C:\\OVMF', 'Double the backslash', 'C:\\OVMF'],
      ['\ta\t', 'Escape invalid characters in this string', '\ta\t'],
      ['a\t\\q', 'Escape invalid characters in this string', 'a\t\\q'],
      ['a\t', 'Replace with \\t', 'a\t'],
    ];
    for (const [written, title, value] of mistakes) {
      const { text } = withText('UEFI firmware for x86_64', written);
      assert.deepEqual(titles(text, 'json-string'), [title]);
      assert.equal(fixed(text, 'json-string').description, value);
    }
  });

  it('that changes a whole descriptor to double quotes', () => {
    const description = 'Bob\'s "firmware", /a \\b';
    const { text } = withMembers({ description });
    const quoted = text
      .replace(JSON.stringify(description), '"BOB"')
      .replaceAll('"', "'")
      .replace("'BOB'", "'Bob\\'s \"firmware\", /a \\\\b'");
    assert.equal(titles(quoted, 'json-word')[0], 'Use double quotes everywhere');
    assert.deepEqual(fixed(quoted, 'json-word'), JSON.parse(text));
  });

  it('if it makes valid by the schema what libvirt cannot read', () => {
    const mapping = { device: 'igvm', executable: { filename: '/a.igvm', format: 'raw' } };
    assert.deepEqual(titles(withMembers({ mapping }).text, 'wrong-branch'), [
      'Change “executable” to “filename”',
    ]);
    const empty = withMembers({ mapping: { device: 'igvm', filename: null } });
    assert.deepEqual(titles(empty.text, 'wrong-type'), ['Replace with a value of the right type']);
  });

  it('next to mistakes of the syntax that do not affect the structure', () => {
    const { text } = withMembers({ 'interface-types': ['efi'] });
    for (const local of ['"tags": [],', '"tags": [] // why', '"tags": [] # why', '"tags": ["\t"]'])
      assert.deepEqual(
        titles(text.replace('"tags": []', local), 'unknown-value')[0],
        'Replace with “uefi”',
        local,
      );
  });

  it('that removes all lists around a value', () => {
    const nested = withMembers({ 'interface-types': [[['uefi']]], description: [[['text']]] }).text;
    const { description } = fixed(withMembers({ description: [[['text']]] }).text, 'wrong-type');
    assert.equal(description, 'text');
    assert.equal(titles(nested, 'wrong-type').length, 2);
  });

  it('that removes all features that no guest of a target can use', () => {
    const { text } = withMembers({
      features: ['amd-sev', 'acpi-s3', 'amd-sev-es'],
      targets: [{ architecture: 'aarch64', machines: ['virt-*'] }],
    });
    assert.deepEqual(fixed(text, 'confidential-architecture').features, ['acpi-s3']);
  });

  it('that moves a member unchanged', () => {
    const written = '{"a": 1e999, "a": 9007199254740993, "b": "\\u00e4"}';
    const { text } = withMembers({ mode: 'split', mapping: { device: 'flash' }, tags: undefined });
    const moved = text.replace('"flash"', `"flash",\n        "tags": ${written}`);
    assert.ok(fixedText(moved, 'misplaced-member').includes(`\n    "tags": ${written}`));
  });

  it('that changes a mapping and keeps its other contents', () => {
    const { text } = withMembers({
      mapping: { device: 'flash', executable: CODE, mode: 'split', 'nvram-template': CODE, other: 1 },
      features: ['amd-sev', 'amd-sev-es', 'amd-sev-snp'],
    });
    const odd = text.replace('"other": 1', '"other" : 1.50');
    const after = fixedText(odd, 'confidential-flash');
    assert.ok(after.includes('"other" : 1.50'));
    assert.ok(after.includes('"mode": "stateless"') && !after.includes('nvram-template'));
  });
});
