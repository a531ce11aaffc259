import assert from 'node:assert/strict';
import { accepted, completionsAt, labelsAt } from '../support/completions';

const ROOT = ['description', 'interface-types', 'mapping', 'targets', 'features', 'tags'];
const FEATURES = [
  'acpi-s3',
  'acpi-s4',
  'amd-sev',
  'amd-sev-es',
  'amd-sev-snp',
  'intel-tdx',
  'enrolled-keys',
  'requires-smm',
  'secure-boot',
  'host-uefi-vars',
  'verbose-dynamic',
  'verbose-static',
];
const MODES = ['split', 'combined', 'stateless'];

/** A place, what is accepted there, and the text after that; the results are JSON. */
type Case = readonly [place: string, before: string, label: string, after: string];

const memberCases: readonly Case[] = [
  ['an empty object', '{⟨⟩}', 'description', '{"description": ""}'],
  ['an empty object with room', '{ ⟨⟩ }', 'tags', '{ "tags": [] }'],
  ['one quote', '{ "⟨⟩ }', 'description', '{ "description": "" }'],
  ['one quote, tight', '{"⟨⟩}', 'description', '{"description": ""}'],
  ['both quotes', '{ "⟨⟩" }', 'description', '{ "description": "" }'],
  ['before both quotes', '{ ⟨⟩"" }', 'description', '{ "description": "" }'],
  ['after both quotes', '{ ""⟨⟩ }', 'description', '{ "description": "" }'],
  ['a bare word', '{ des⟨⟩ }', 'description', '{ "description": "" }'],
  ['the inside of a bare word', '{ des⟨⟩cr }', 'description', '{ "description": "" }'],
  ['the inside of a quoted word', '{ "des⟨⟩cr" }', 'description', '{ "description": "" }'],
  ['an open word', '{ "des⟨⟩ }', 'description', '{ "description": "" }'],
  ['the inside of an open word', '{ "de⟨⟩scr }', 'description', '{ "description": "" }'],
  ['a wrong quote', "{ 'des⟨⟩' }", 'description', '{ "description": "" }'],
  ['an existing colon', '{ "des⟨⟩": "x" }', 'description', '{ "description": "x" }'],
  ['an existing colon, no quotes', '{ des⟨⟩: "x" }', 'description', '{ "description": "x" }'],
  ['an existing colon, one quote', '{ "des⟨⟩: "x" }', 'description', '{ "description": "x" }'],
  ['an existing colon, nothing else', '{ ⟨⟩: "x" }', 'description', '{ "description": "x" }'],
  ['a key that is right', '{ "ta⟨⟩gs": [] }', 'tags', '{ "tags": [] }'],
  ['a forgotten colon', '{ "tag⟨⟩" [] }', 'tags', '{ "tags": [] }'],
  ['the first of two', '{ ⟨⟩ "tags": [] }', 'description', '{ "description": "", "tags": [] }'],
  ['the first, comma there', '{ ⟨⟩, "tags": [] }', 'description', '{ "description": "", "tags": [] }'],
  ['the first, one quote', '{ "⟨⟩ "tags": [] }', 'description', '{ "description": "", "tags": [] }'],
  ['the first, one quote, comma', '{ "⟨⟩, "tags": [] }', 'description', '{ "description": "", "tags": [] }'],
  ['a quote before a member', '{ "⟨⟩"tags": [] }', 'description', '{ "description": "","tags": [] }'],
  ['the first, both quotes', '{ "⟨⟩" "tags": [] }', 'description', '{ "description": "", "tags": [] }'],
  [
    'the middle, both commas',
    '{ "tags": [], ⟨⟩, "features": [] }',
    'description',
    '{ "tags": [], "description": "", "features": [] }',
  ],
  [
    'the middle, comma before',
    '{ "tags": [], "⟨⟩" "features": [] }',
    'description',
    '{ "tags": [], "description": "", "features": [] }',
  ],
  [
    'the middle, comma after it',
    '{ "tags": [] "⟨⟩", "features": [] }',
    'description',
    '{ "tags": [], "description": "", "features": [] }',
  ],
  [
    'the middle, no comma',
    '{ "tags": [] ⟨⟩ "features": [] }',
    'description',
    '{ "tags": [], "description": "", "features": [] }',
  ],
  [
    'the middle, one quote, no comma',
    '{ "tags": [] "⟨⟩ "features": [] }',
    'description',
    '{ "tags": [], "description": "", "features": [] }',
  ],
  ['the last, comma before', '{ "tags": [], ⟨⟩ }', 'description', '{ "tags": [], "description": "" }'],
  ['the last, no comma', '{ "tags": [] ⟨⟩ }', 'description', '{ "tags": [], "description": "" }'],
  ['the last, no comma, no blank', '{ "tags": []⟨⟩}', 'description', '{ "tags": [],"description": ""}'],
  ['a quote right after a value', '{ "tags": []"⟨⟩"}', 'description', '{ "tags": [],"description": ""}'],
  ['the last, one quote', '{ "tags": [], "⟨⟩ }', 'description', '{ "tags": [], "description": "" }'],
  ['the last, after a string', '{ "description": "x" ⟨⟩ }', 'tags', '{ "description": "x", "tags": [] }'],
  [
    'a nested object',
    '{ "mapping": { "device": "memory", ⟨⟩ } }',
    'filename',
    '{ "mapping": { "device": "memory", "filename": "" } }',
  ],
  [
    'a nested object, one quote',
    '{ "mapping": { "device": "flash", "mo⟨⟩ } }',
    'mode',
    '{ "mapping": { "device": "flash", "mode": "split" } }',
  ],
  [
    'an object two levels down',
    '{ "mapping": { "device": "flash", "executable": { "⟨⟩" } } }',
    'format',
    '{ "mapping": { "device": "flash", "executable": { "format": "raw" } } }',
  ],
  [
    'a target',
    '{ "targets": [ { "architecture": "aarch64", ⟨⟩ } ] }',
    'machines',
    '{ "targets": [ { "architecture": "aarch64", "machines": ["virt-*"] } ] }',
  ],
  [
    'a member that is an object',
    '{ "mapping": { "device": "flash", ⟨⟩ } }',
    'nvram-template',
    '{ "mapping": { "device": "flash", "nvram-template": { "filename": "", "format": "raw" } } }',
  ],
  [
    'a comment above',
    '{ "description": "x" // why\n ⟨⟩ }',
    'tags',
    '{ "description": "x", // why\n "tags": [] }',
  ],
];

const valueCases: readonly Case[] = [
  ['nothing', '{ "mapping": { "device": ⟨⟩ } }', 'flash', '{ "mapping": { "device": "flash" } }'],
  ['nothing, tight', '{"mapping":{"device":⟨⟩}}', 'flash', '{"mapping":{"device":"flash"}}'],
  ['one quote', '{ "mapping": { "device": "⟨⟩ } }', 'flash', '{ "mapping": { "device": "flash" } }'],
  ['both quotes', '{ "mapping": { "device": "⟨⟩" } }', 'flash', '{ "mapping": { "device": "flash" } }'],
  ['a bare word', '{ "mapping": { "device": me⟨⟩ } }', 'memory', '{ "mapping": { "device": "memory" } }'],
  ['a quoted word', '{ "mapping": { "device": "fl⟨⟩ash" } }', 'igvm', '{ "mapping": { "device": "igvm" } }'],
  ['an open word', '{ "mapping": { "device": "fl⟨⟩ash } }', 'igvm', '{ "mapping": { "device": "igvm" } }'],
  [
    'nothing before a comma',
    '{ "mapping": { "device": "flash", "mode": ⟨⟩, "executable": {} } }',
    'stateless',
    '{ "mapping": { "device": "flash", "mode": "stateless", "executable": {} } }',
  ],
  [
    'nothing before a member',
    '{ "mapping": { "device": ⟨⟩ "mode": "split" } }',
    'flash',
    '{ "mapping": { "device": "flash", "mode": "split" } }',
  ],
  [
    'one quote before a comma',
    '{ "mapping": { "device": "⟨⟩, "mode": "split" } }',
    'flash',
    '{ "mapping": { "device": "flash", "mode": "split" } }',
  ],
  [
    'a number',
    '{ "mapping": { "device": 1⟨⟩2, "mode": "split" } }',
    'flash',
    '{ "mapping": { "device": "flash", "mode": "split" } }',
  ],
  ['an empty list', '{ "interface-types": [⟨⟩] }', 'uefi', '{ "interface-types": ["uefi"] }'],
  ['an empty list, one quote', '{ "interface-types": ["⟨⟩] }', 'uefi', '{ "interface-types": ["uefi"] }'],
  ['an empty list, both quotes', '{ "interface-types": ["⟨⟩"] }', 'uefi', '{ "interface-types": ["uefi"] }'],
  ['an element', '{ "interface-types": ["ue⟨⟩fi"] }', 'bios', '{ "interface-types": ["bios"] }'],
  [
    'the first element',
    '{ "features": [⟨⟩ "amd-sev"] }',
    'acpi-s3',
    '{ "features": ["acpi-s3", "amd-sev"] }',
  ],
  [
    'the first element, comma there',
    '{ "features": ["⟨⟩", "amd-sev"] }',
    'acpi-s3',
    '{ "features": ["acpi-s3", "amd-sev"] }',
  ],
  [
    'the first element, one quote',
    '{ "features": ["ac⟨⟩, "amd-sev"] }',
    'acpi-s3',
    '{ "features": ["acpi-s3", "amd-sev"] }',
  ],
  [
    'the middle element, no comma',
    '{ "features": ["acpi-s3" "⟨⟩" "amd-sev"] }',
    'acpi-s4',
    '{ "features": ["acpi-s3", "acpi-s4", "amd-sev"] }',
  ],
  [
    'the middle element, bare word',
    '{ "features": ["acpi-s3", acpi⟨⟩, "amd-sev"] }',
    'acpi-s4',
    '{ "features": ["acpi-s3", "acpi-s4", "amd-sev"] }',
  ],
  [
    'the last element, no comma',
    '{ "features": ["acpi-s3" ⟨⟩] }',
    'acpi-s4',
    '{ "features": ["acpi-s3", "acpi-s4"] }',
  ],
  [
    'the last element, comma there',
    '{ "features": ["acpi-s3", "⟨⟩] }',
    'acpi-s4',
    '{ "features": ["acpi-s3", "acpi-s4"] }',
  ],
  [
    'a machine',
    '{ "targets": [{ "architecture": "x86_64", "machines": ["⟨⟩"] }] }',
    'pc-q35-*',
    '{ "targets": [{ "architecture": "x86_64", "machines": ["pc-q35-*"] }] }',
  ],
  [
    'an open pattern',
    '{ "targets": [{ "architecture": "x86_64", "machines": ["pc-⟨⟩-*] }] }',
    'pc-q35-*',
    '{ "targets": [{ "architecture": "x86_64", "machines": ["pc-q35-*"] }] }',
  ],
  [
    'a target',
    '{ "targets": [⟨⟩] }',
    '{ architecture: aarch64 }',
    '{ "targets": [{ "architecture": "aarch64", "machines": ["virt-*"] }] }',
  ],
  [
    'a second target',
    '{ "targets": [{ "architecture": "arm", "machines": [] } ⟨⟩] }',
    '{ architecture: riscv64 }',
    '{ "targets": [{ "architecture": "arm", "machines": [] }, { "architecture": "riscv64", "machines": ["virt"] }] }',
  ],
  [
    'a mapping',
    '{ "mapping": ⟨⟩, "tags": [] }',
    '{ device: memory }',
    '{ "mapping": { "device": "memory", "filename": "" }, "tags": [] }',
  ],
  ['a list without brackets', '{ "interface-types": "⟨⟩" }', '[ ]', '{ "interface-types": ["uefi"] }'],
];

for (const [what, cases] of [
  ['member', memberCases],
  ['value', valueCases],
] as const) {
  describe(`completion of a ${what}`, () => {
    for (const [place, before, label, after] of cases) {
      it(`at ${place}: ${before}`, () => {
        assert.equal(accepted(before, label), after);
        if (!after.includes('//')) JSON.parse(after);
      });

      it(`at ${place}, with CRLF and a line for each token`, () => {
        const spread = accepted(spreadOver(before), label);
        if (!after.includes('//')) assert.deepEqual(JSON.parse(spread), JSON.parse(after));
        assert.doesNotMatch(spread, /[^\r]\n/);
      });
    }
  });
}

/** The text with a line end after brackets and commas, if neither a quote nor a word is left open. */
function spreadOver(text: string): string {
  return text.replace(/[{[]/g, '$&\r\n  ').replace(/\/\/ why\n/g, '// why\r\n');
}

describe('completion', () => {
  it('offers exactly the members that are missing, those needed first', () => {
    assert.deepEqual(labelsAt('{⟨⟩}').slice(0, 6), ROOT);
    assert.deepEqual(labelsAt('{"tags": [], ⟨⟩}'), ROOT.slice(0, 5));
    assert.deepEqual(labelsAt('{"tags": [], "⟨⟩" "mapping": {}}'), [
      'description',
      'interface-types',
      'targets',
      'features',
    ]);
    assert.deepEqual(labelsAt('{"mapping": {"device": "flash", ⟨⟩}}'), [
      'executable',
      'mode',
      'nvram-template',
    ]);
    assert.deepEqual(labelsAt('{"mapping": {⟨⟩ "device": "memory"}}'), ['filename', 'uefi-vars']);
    assert.deepEqual(labelsAt('{"mapping": {"device": "kernel", ⟨⟩}}'), ['filename']);
    assert.deepEqual(
      labelsAt(
        '{"mapping": {"device": "flash", "mode": "split", "executable": {}, "nvram-template": {} ⟨⟩}}',
      ),
      [],
    );
    assert.deepEqual(labelsAt('{"targets": [{"machines": [], ⟨⟩}]}'), ['architecture']);
  });

  it('offers a template with the mode split only', () => {
    const members = (mode: string) =>
      labelsAt(`{"mapping": {"device": "flash", "mode": "${mode}", "executable": {}, ⟨⟩}}`);
    assert.deepEqual(members('split'), ['nvram-template']);
    assert.deepEqual(members('combined'), []);
    assert.deepEqual(members('stateless'), []);
  });

  it('offers the member under the cursor along with the missing ones', () => {
    assert.deepEqual(labelsAt('{"targets": [{"machi⟨⟩nes": []}]}'), ['architecture', 'machines']);
  });

  it('offers the device first and then what each device brings, where the mapping has none', () => {
    const items = completionsAt('{"mapping": {⟨⟩}}');
    assert.deepEqual(
      items.map(({ label }) => label),
      ['device', 'mode', 'executable', 'nvram-template', 'filename', 'uefi-vars'],
    );
    assert.match(items[1]?.detail ?? '', /with device flash/);
    assert.match(items[4]?.detail ?? '', /with device kernel, memory, igvm/);
  });

  it('offers the values that the list does not have', () => {
    assert.deepEqual(labelsAt('{"features": [⟨⟩]}'), FEATURES);
    assert.deepEqual(labelsAt('{"features": ["acpi-s3", "⟨⟩", "acpi-s4"]}'), FEATURES.slice(2));
    assert.deepEqual(labelsAt('{"interface-types": ["uefi", "bi⟨⟩os"]}'), ['bios', 'openfirmware', 'uboot']);
    assert.deepEqual(labelsAt('{"mapping": {"device": "flash", "mode": "⟨⟩"}}'), MODES);
  });

  it('offers features that fit the architecture first', () => {
    const features = (...architectures: string[]): string[] => {
      const targets = architectures.map((architecture) => ({ architecture, machines: [] }));
      return labelsAt(`{"features": [⟨⟩], "targets": ${JSON.stringify(targets)}}`);
    };
    const arm = features('aarch64');
    assert.deepEqual(arm.slice(0, 5), [
      'enrolled-keys',
      'secure-boot',
      'host-uefi-vars',
      'verbose-dynamic',
      'verbose-static',
    ]);
    assert.deepEqual([...arm].sort(), [...FEATURES].sort());
    assert.deepEqual(features('x86_64'), FEATURES);
    assert.deepEqual(features('aarch64', 'x86_64'), FEATURES);
    assert.deepEqual(features(), FEATURES);
  });

  it('offers machines that fit the architecture of the target', () => {
    const machines = (target: string) => labelsAt(`{"targets": [{${target}}]}`);
    assert.deepEqual(machines('"architecture": "x86_64", "machines": ["⟨⟩"]'), [
      'pc-q35-*',
      'pc-i440fx-*',
      'microvm',
    ]);
    assert.deepEqual(machines('"machines": [⟨⟩], "architecture": "aarch64"'), ['virt-*']);
    assert.deepEqual(machines('"architecture": "riscv64", "machines": ["⟨⟩"]'), ['virt']);
    assert.deepEqual(machines('"architecture": "i386", "machines": ["pc-q35-*", "⟨⟩"]'), [
      'pc-i440fx-*',
      'microvm',
    ]);
    assert.deepEqual(machines('"machines": ["⟨⟩"]'), [
      'virt-*',
      'pc-q35-*',
      'pc-i440fx-*',
      'microvm',
      'virt',
    ]);
    assert.deepEqual(labelsAt('{"targets": [{"architecture": "arm"}, ⟨⟩]}'), [
      '{ architecture: aarch64 }',
      '{ architecture: i386 }',
      '{ architecture: loongarch64 }',
      '{ architecture: riscv64 }',
      '{ architecture: x86_64 }',
    ]);
  });

  it('offers what the chosen QEMU has', () => {
    assert.deepEqual(labelsAt('{"mapping": {"device": "⟨⟩"}}', '10.0'), ['flash', 'kernel', 'memory']);
    assert.deepEqual(labelsAt('{"mapping": {"device": "flash", ⟨⟩}}', '6.2'), [
      'executable',
      'nvram-template',
    ]);
    assert.deepEqual(labelsAt('{"mapping": {"device": "flash", "executable": {"format": "⟨⟩"}}}'), [
      'raw',
      'qcow2',
    ]);
    const drivers = labelsAt('{"mapping": {"device": "flash", "executable": {"format": "⟨⟩"}}}', '9.0');
    assert.ok(drivers.includes('raw') && drivers.includes('luks'));
    const architectures = labelsAt('{"targets": [{"architecture": "⟨⟩"}]}', '7.0');
    assert.ok(architectures.includes('ppc64') && !architectures.includes('loongarch64'));
  });

  it('leaves texts alone', () => {
    for (const marked of [
      '{"description": "⟨⟩"}',
      '{"tags": ["⟨⟩"]}',
      '{"mapping": {"device": "memory", "filename": "/usr/⟨⟩share"}}',
    ])
      assert.deepEqual(labelsAt(marked), [], marked);
  });

  it('spreads lists over lines where the members around are spread', () => {
    assert.equal(
      accepted('{\n    "tags": [],\n    ⟨⟩\n}', 'interface-types'),
      '{\n    "tags": [],\n    "interface-types": [\n    "uefi"\n]\n}',
    );
    assert.equal(
      accepted('{ "tags": [], ⟨⟩ }', 'interface-types'),
      '{ "tags": [], "interface-types": ["uefi"] }',
    );
  });

  it('offers nothing where nothing can be inserted', () => {
    for (const marked of [
      '{"description" ⟨⟩}',
      '{"mapping": {"device": ⟨⟩ "flash"}}',
      '{} ⟨⟩',
      '⟨⟩ {}',
      '{ // des⟨⟩\n}',
      '{ /* ⟨⟩ */ }',
      '{"unknown": {⟨⟩}}',
      '{"mapping": ⟨⟩{}}',
      '{"targets": {⟨⟩}}',
      '[⟨⟩]',
    ])
      assert.deepEqual(labelsAt(marked), [], marked);
  });

  it('works where the end of the text is missing', () => {
    assert.deepEqual(labelsAt('{"mapping": {"device": "flash", ' + '⟨⟩'), [
      'executable',
      'mode',
      'nvram-template',
    ]);
    assert.equal(
      accepted('{\n  "mapping": {\n    "device": "⟨⟩', 'flash'),
      '{\n  "mapping": {\n    "device": "flash"',
    );
    assert.equal(accepted('{"features": ["acpi-s3", ⟨⟩', 'acpi-s4'), '{"features": ["acpi-s3", "acpi-s4"');
  });

  it('keeps a byte order mark', () => {
    assert.equal(accepted('\ufeff{ ⟨⟩ }', 'tags'), '\ufeff{ "tags": [] }');
    assert.match(labelsAt('\ufeff⟨⟩')[0] ?? '', /^UEFI, x86_64/);
  });

  it('keeps the style of the text', () => {
    assert.equal(
      accepted('{\r\n\t"mapping": {\r\n\t\t"device": "flash",\r\n\t\t⟨⟩\r\n\t}\r\n}', 'executable'),
      '{\r\n\t"mapping": {\r\n\t\t"device": "flash",\r\n\t\t"executable": {\r\n\t"filename": "",\r\n\t"format": "raw"\r\n}\r\n\t}\r\n}',
      'lines are indented relative to the first, as editors expect',
    );
  });

  it('replaces the whole token and filters by it', () => {
    const [quoted] = completionsAt('{ "mapping": { "device": "fl⟨⟩ash" } }');
    assert.deepEqual(quoted?.replace, { start: 25, end: 32 });
    assert.equal(quoted.filterText, '"flash"');
    const [bare] = completionsAt('{ "mapping": { "device": fl⟨⟩ash } }');
    assert.deepEqual(bare?.replace, { start: 25, end: 30 });
    assert.equal(bare.filterText, 'flash');
  });

  it('tells type, need and release, and documents from the schema', () => {
    const items = completionsAt('{"mapping": {"device": "flash", ⟨⟩}}');
    const detail = (label: string) => items.find((item) => item.label === label)?.detail;
    assert.equal(detail('executable'), 'FirmwareFlashFile · required');
    assert.equal(detail('mode'), 'FirmwareFlashMode · optional · since 7.0');
    assert.match(items.find(({ label }) => label === 'mode')?.documentation ?? '', /How code and variables/);
    const device = completionsAt('{"mapping": {"device": "⟨⟩"}}');
    assert.equal(device.find(({ label }) => label === 'igvm')?.detail, 'FirmwareDevice · since 10.1');
    assert.deepEqual(
      device.filter(({ preselect }) => preselect).map(({ label }) => label),
      ['flash'],
    );
  });

  it('offers snippets with places in their order, and plain text beside them', () => {
    const [item] = completionsAt('{"mapping": {"device": "flash", "nv⟨⟩"}}').filter(
      ({ label }) => label === 'nvram-template',
    );
    assert.equal(item?.insert.text, '"nvram-template": { "filename": "$1", "format": "${2|raw,qcow2|}" }');
    assert.equal(item.plainText, '"nvram-template": { "filename": "", "format": "raw" }');
    assert.equal(
      completionsAt('{⟨⟩}').find(({ label }) => label === 'features')?.insert.text,
      '"features": [$1]',
    );
  });
});
