import assert from 'node:assert/strict';
import {
  consumers,
  findConsumer,
  judge,
  judgeUndecodable,
  listVerdicts,
} from '../../../server/src/consumers/index';
import { findExceptions } from '../../../server/src/consumers/mkosi/read';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { getSchema } from '../../../server/src/schema/bundled';
import { changed, SOUND, verdictOf, verdictsOn, withTags } from './judgements';

const EXECUTABLE = { filename: '/usr/share/edk2/ovmf/OVMF_CODE.fd', format: 'raw' };
const TEMPLATE = { filename: '/usr/share/edk2/ovmf/OVMF_VARS.fd', format: 'raw' };
const FLASH = { device: 'flash', executable: EXECUTABLE, 'nvram-template': TEMPLATE };
const ALL_LOAD = ['loads', 'loads', 'loads', 'loads'];

function withTarget(architecture: unknown, machines: unknown = ['pc-q35-*']): string {
  return changed({ targets: [{ architecture, machines }] });
}

describe('a consumer', () => {
  it('is found by its id, and by that of a point release', () => {
    for (const { id } of consumers) assert.equal(findConsumer(id)?.id, id);
    assert.equal(findConsumer('mkosi@27.1')?.id, 'mkosi@27');
    assert.equal(findConsumer('libvirt@11.3.0')?.id, 'libvirt@11.3');
    for (const id of [
      '',
      'libvirt',
      'libvirt@11',
      'libvirt@11.30',
      'libvirt@11.3.',
      'libvirt@11.3.x',
      'mkosi@2',
    ])
      assert.equal(findConsumer(id), undefined, id);
  });

  it('is judged for by its id', () => {
    assert.deepEqual(
      listVerdicts(['vmspawn@257', 'no-such@1', 'mkosi@27.1'], documentOf(changed({ tags: 1 }))),
      [
        { consumer: 'vmspawn@257', name: 'systemd-vmspawn 257', verdict: 'skips', because: ['wrong-type'] },
        { consumer: 'mkosi@27.1', name: 'mkosi 27', verdict: 'loads', because: [] },
      ],
    );
    const [undecodable] = listVerdicts(['mkosi@27'], undefined);
    assert.deepEqual([undecodable?.verdict, undecodable?.because], ['breaks', ['json-encoding']]);
  });

  it('loads what every consumer loads', () => {
    assert.deepEqual(
      consumers.map(({ id }) => `${id} ${verdictOf(id, SOUND)}`),
      consumers.map(({ id }) => `${id} loads`),
    );
  });

  it('refuses what is not UTF-8 as it refuses what is not JSON', () => {
    for (const consumer of consumers)
      assert.equal(judgeUndecodable(consumer).verdict, judge(consumer, documentOf('{')).verdict);
  });

  it('does not tell more reasons than anybody reads', () => {
    const features = Array.from({ length: 5000 }, () => 1);
    const consumer = findConsumer('vmspawn@257');
    assert.ok(consumer);
    assert.equal(judge(consumer, documentOf(changed({ features }))).because.length, 50);
  });
});

describe('what is read of a descriptor', () => {
  const cases: readonly [what: string, text: string, verdicts: readonly string[]][] = [
    ['unknown members', changed({ vendor: 1 }), ALL_LOAD],
    [
      'no description',
      changed({ description: undefined }),
      ['loads', 'loads', 'skips: missing-member', 'loads'],
    ],
    ['tags that are not a list', changed({ tags: 'a' }), ['loads', 'loads', 'skips: wrong-type', 'loads']],
    ['tags that are not strings', changed({ tags: [1] }), ALL_LOAD],
    [
      'features that are not strings',
      changed({ features: [1, null] }),
      ['loads', 'loads', 'skips: wrong-type', 'loads'],
    ],
    ['an unknown feature', changed({ features: ['no-such'] }), ALL_LOAD],
    [
      'features as one string',
      changed({ features: 'acpi-s3' }),
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'loads'],
    ],
    [
      'features missing',
      changed({ features: undefined }),
      ['skips: missing-member', 'breaks: missing-member', 'skips: missing-member', 'breaks: missing-member'],
    ],
    [
      'features misspelt',
      changed({ features: undefined, featuers: [] }),
      ['skips: unknown-member', 'breaks: unknown-member', 'skips: unknown-member', 'breaks: unknown-member'],
    ],
    [
      'features in another object',
      changed({ features: undefined, mapping: { ...FLASH, features: [] } }),
      [
        'skips: misplaced-member',
        'breaks: misplaced-member',
        'skips: misplaced-member',
        'breaks: misplaced-member',
      ],
    ],
    ['empty lists', changed({ 'interface-types': [], targets: [], features: [] }), ALL_LOAD],
    ['a target without machines', withTarget('x86_64', []), ALL_LOAD],
    [
      'an unknown interface type',
      changed({ 'interface-types': ['uefi', 'efi'] }),
      ['skips: unknown-value', 'breaks: unknown-value', 'loads', 'loads'],
    ],
    [
      'an interface type that is null',
      changed({ 'interface-types': ['uefi', null] }),
      ['skips: wrong-type', 'breaks: wrong-type', 'loads', 'loads'],
    ],
    [
      'an empty interface type',
      changed({ 'interface-types': [''] }),
      ['skips: unknown-value', 'breaks: unknown-value', 'loads', 'loads'],
    ],
    [
      'a machine that is a number',
      withTarget('x86_64', [1, 'pc-q35-*']),
      ['loads', 'loads', 'loads', 'breaks: wrong-type'],
    ],
    [
      'a machine that is a number after the one that matches',
      withTarget('x86_64', ['pc-q35-*', 1]),
      ALL_LOAD,
    ],
    ['libvirt’s own name of an architecture', withTarget('ppc64le'), ALL_LOAD],
    [
      'i386 and its name in libvirt',
      changed({
        targets: [
          { architecture: 'i386', machines: ['pc-q35-*'] },
          { architecture: 'i686', machines: ['pc-q35-*'] },
        ],
      }),
      ALL_LOAD,
    ],
    [
      'an architecture of newer libvirt',
      withTarget('loongarch64', ['virt']),
      ['loads', 'breaks: unknown-value', 'loads', 'loads'],
    ],
    [
      'an unknown architecture',
      withTarget('amd64'),
      ['skips: unknown-value', 'breaks: unknown-value', 'loads', 'loads'],
    ],
    [
      'libvirt’s word for no architecture',
      withTarget('none'),
      ['skips: unknown-value', 'breaks: unknown-value', 'loads', 'loads'],
    ],
    [
      'an architecture that is null',
      withTarget(null),
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'loads'],
    ],
    [
      'a second target that is broken',
      changed({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }, 'aarch64'] }),
      // mkosi looks no further than the first that fits.
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'loads'],
    ],
    [
      'a mapping that is null',
      changed({ mapping: null }),
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'breaks: wrong-type'],
    ],
    [
      'no device',
      changed({ mapping: { ...FLASH, device: undefined } }),
      ['skips: missing-member', 'breaks: missing-member', 'skips: missing-member', 'loads'],
    ],
    [
      'a device that is a list',
      changed({ mapping: { ...FLASH, device: ['flash'] } }),
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'loads'],
    ],
    [
      'an unknown device',
      changed({ mapping: { ...FLASH, device: 'rom' } }),
      ['skips: unknown-value', 'breaks: unknown-value', 'loads', 'loads'],
    ],
    [
      'igvm',
      changed({ mapping: { device: 'igvm', filename: '/usr/share/edk2/ovmf/ovmf.igvm' } }),
      [
        'skips: device-unknown-to-libvirt',
        'breaks: device-unknown-to-libvirt',
        'skips: missing-member',
        'loads',
      ],
    ],
    [
      'igvm with the members of flash',
      changed({ mapping: { ...FLASH, device: 'igvm' } }),
      ['skips: wrong-branch', 'breaks: wrong-branch', 'loads', 'loads'],
    ],
    [
      'memory',
      changed({ mapping: { device: 'memory', filename: '/a.fd' } }),
      ['loads', 'loads', 'skips: missing-member', 'loads'],
    ],
    [
      'kernel without a file',
      changed({ mapping: { device: 'kernel' } }),
      ['skips: missing-member', 'loads', 'skips: missing-member', 'loads'],
    ],
    [
      'memory with the members of flash',
      changed({ mapping: { ...FLASH, device: 'memory' } }),
      ['skips: wrong-branch', 'loads', 'loads', 'loads'],
    ],
    [
      'an unknown mode',
      changed({ mapping: { ...FLASH, mode: 'both' } }),
      ['skips: unknown-value', 'breaks: unknown-value', 'loads', 'loads'],
    ],
    [
      'a mode that is null',
      changed({ mapping: { ...FLASH, mode: null } }),
      ['skips: wrong-type', 'breaks: wrong-type', 'loads', 'loads'],
    ],
    [
      'no template',
      changed({ mapping: { device: 'flash', executable: EXECUTABLE } }),
      ['skips: template-missing', 'breaks: template-missing', 'skips: template-missing', 'loads'],
    ],
    [
      'no template and a misspelt mode',
      changed({ mapping: { device: 'flash', mdoe: 'stateless', executable: EXECUTABLE } }),
      ['skips: unknown-member', 'breaks: unknown-member', 'skips: unknown-member', 'loads'],
    ],
    [
      'stateless',
      changed({ mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE } }),
      ['loads', 'loads', 'skips: missing-member', 'loads'],
    ],
    [
      'a template that is not read',
      changed({ mapping: { ...FLASH, mode: 'stateless', 'nvram-template': 1 } }),
      ['loads', 'loads', 'skips: wrong-type', 'breaks: wrong-type'],
    ],
    [
      'any format',
      changed({ mapping: { ...FLASH, executable: { ...EXECUTABLE, format: 'vmdk' } } }),
      ALL_LOAD,
    ],
    [
      'a format that is a number',
      changed({ mapping: { ...FLASH, executable: { ...EXECUTABLE, format: 1 } } }),
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'loads'],
    ],
    [
      'a file name that is a number',
      changed({ mapping: { ...FLASH, executable: { ...EXECUTABLE, filename: 1 } } }),
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'breaks: wrong-type'],
    ],
    [
      'bios firmware that mkosi looks no further into',
      changed({ 'interface-types': ['bios'], targets: null }),
      ['skips: wrong-type', 'breaks: wrong-type', 'skips: wrong-type', 'loads'],
    ],
  ];
  for (const [what, text, verdicts] of cases)
    it(what, () => {
      assert.deepEqual(verdictsOn(text), verdicts);
    });
});

describe('libvirt 12.8', () => {
  const memory = (uefiVars: unknown): string =>
    changed({ mapping: { device: 'memory', filename: '/a.fd', 'uefi-vars': uefiVars } });

  it('requires the template of a variable store', () => {
    assert.equal(verdictOf('libvirt@12.8', memory({ template: '/vars.json' })), 'loads');
    assert.equal(verdictOf('libvirt@12.8', memory({})), 'skips: missing-member');
    assert.equal(verdictOf('libvirt@12.8', memory([])), 'skips: wrong-type');
    assert.equal(verdictOf('libvirt@11.3', memory({})), 'loads');
  });

  it('does not know kernels any more', () => {
    const kernel = changed({ mapping: { device: 'kernel', filename: '/u-boot.bin' } });
    assert.equal(verdictOf('libvirt@12.8', kernel), 'skips: device-unknown-to-libvirt');
    assert.equal(verdictOf('libvirt@11.3', kernel), 'loads');
  });

  it('has a reason for a kernel that is wrong by the schema, too', () => {
    const kernel = (mapping: object): string => changed({ mapping: { device: 'kernel', ...mapping } });
    assert.equal(verdictOf('libvirt@12.8', kernel({})), 'skips: missing-member');
    assert.equal(verdictOf('libvirt@12.8', kernel({ filename: 1 })), 'skips: wrong-type');
  });

  it('does not know the interface type svsm, as no other release does', () => {
    const svsm = changed({ 'interface-types': ['uefi', 'svsm'] });
    for (const id of ['libvirt@9.0', 'libvirt@11.3', 'libvirt@12.8'])
      assert.match(verdictOf(id, svsm), /: interface-unknown-to-libvirt$/);
    const unknown = changed({ 'interface-types': ['svms'] });
    assert.equal(verdictOf('libvirt@12.8', unknown), 'skips: unknown-value');
  });

  it('does not know igvm either', () => {
    const igvm = changed({ mapping: { device: 'igvm', filename: '/a.igvm' } });
    assert.equal(verdictOf('libvirt@12.8', igvm), 'skips: device-unknown-to-libvirt');
  });
});

describe('systemd-vmspawn 262', () => {
  const verdict = (mapping: unknown): string => verdictOf('vmspawn@262', changed({ mapping }));

  it('takes flash with or without a template, in any mode that is a string', () => {
    assert.equal(verdict({ device: 'flash', mode: 'stateless', executable: EXECUTABLE }), 'loads');
    assert.equal(verdict({ ...FLASH, mode: 'combined' }), 'loads');
    assert.equal(verdict({ ...FLASH, mode: 'both' }), 'loads');
    assert.equal(verdict({ device: 'flash', executable: EXECUTABLE }), 'loads');
    assert.equal(verdict({ ...FLASH, mode: null }), 'skips: wrong-type');
    assert.equal(verdict({ ...FLASH, 'nvram-template': {} }), 'skips: missing-member');
  });

  it('takes firmware in memory, and reads of it the file name only', () => {
    assert.equal(verdict({ device: 'memory', filename: '/a.fd' }), 'loads');
    assert.equal(verdict({ device: 'memory', filename: '/a.fd', 'uefi-vars': 7 }), 'loads');
    assert.equal(verdict({ device: 'memory' }), 'skips: missing-member');
  });

  it('knows no other device', () => {
    assert.equal(verdict({ ...FLASH, device: 'rom' }), 'skips: unknown-value');
    assert.equal(verdict({ device: 'kernel', filename: '/k' }), 'skips: device-unknown-to-libvirt');
    assert.equal(verdict({ ...FLASH, device: undefined }), 'skips: missing-member');
  });

  it('looks into the lists of names', () => {
    assert.equal(verdictOf('vmspawn@262', changed({ 'interface-types': ['uefi', 7] })), 'skips: wrong-type');
    assert.equal(verdictOf('vmspawn@262', withTarget('x86_64', ['pc-q35-*', 7])), 'skips: wrong-type');
    assert.equal(verdictOf('vmspawn@262', changed({ tags: [7] })), 'loads');
  });
});

describe('OpenStack Nova', () => {
  const verdict = (text: string): string => verdictOf('nova@32', text);

  it('ends with an exception where firmware for some guest has no template', () => {
    assert.equal(
      verdict(changed({ mapping: { device: 'memory', filename: '/a.fd' } })),
      'breaks: missing-member',
    );
    assert.equal(
      verdict(changed({ mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE } })),
      'breaks: missing-member',
    );
  });

  it('reads no further where no guest can have the firmware', () => {
    assert.equal(verdict(changed({ targets: [], features: undefined, mapping: undefined })), 'loads');
    assert.equal(verdict(withTarget('i386', undefined)), 'loads');
  });

  it('compares strings with strings', () => {
    assert.equal(verdict(withTarget('x86_64', [7])), 'breaks: wrong-type');
    assert.equal(verdict(withTarget('x86_64', ['*', 7])), 'loads');
    assert.equal(verdict(changed({ features: 7 })), 'breaks: wrong-type');
    assert.equal(verdict(''), 'breaks: json-blank');
  });
});

describe('bcvk', () => {
  const verdict = (text: string): string => verdictOf('bcvk@0.18', text);

  it('requires every member but those of one device', () => {
    assert.equal(verdict(changed({ description: undefined })), 'breaks: missing-member');
    assert.equal(verdict(changed({ tags: undefined })), 'breaks: missing-member');
    assert.equal(verdict(changed({ tags: [7] })), 'breaks: wrong-type');
    assert.equal(verdict(changed({ mapping: { device: 'memory' } })), 'loads');
    assert.equal(verdict(changed({ mapping: { ...FLASH, mode: 7 } })), 'loads');
  });

  it('takes null for a member that may be absent', () => {
    assert.equal(verdict(changed({ mapping: { ...FLASH, 'nvram-template': null } })), 'loads');
    assert.equal(verdict(changed({ mapping: { ...FLASH, 'nvram-template': {} } })), 'breaks: missing-member');
    assert.equal(verdict(changed({ tags: null })), 'breaks: wrong-type');
  });

  it('refuses a duplicate member only if it reads it', () => {
    assert.equal(verdict(withTags('[],\n    "tags": []')), 'breaks: json-duplicate-key');
    assert.equal(verdict(withTags('[], "x": 1, "x": 2')), 'loads');
  });
});

describe('mkosi', () => {
  it('reads what a question leads to', () => {
    const root = documentOf(changed({ mapping: { ...FLASH, executable: {} }, features: ['secure-boot'] }));
    assert.ok(root.syntax.root);
    const question = { architecture: 'x86_64', secureBoot: true, enrolledKeys: false };
    const asked = (changes: Partial<typeof question>): number =>
      root.syntax.root ? findExceptions(root.syntax.root, root, [{ ...question, ...changes }]).length : -1;
    assert.equal(asked({}), 1);
    assert.equal(asked({ secureBoot: false }), 0);
    assert.equal(asked({ enrolledKeys: true }), 0);
    assert.equal(asked({ architecture: 'aarch64' }), 0);
  });
});

describe('the rule for a reason', () => {
  it('is that of the release that the descriptor is for', () => {
    const template = changed({ mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE } });
    assert.equal(verdictOf('libvirt@11.3', template, '6.2'), 'loads');
    const igvm = changed({ mapping: { device: 'igvm', filename: '/a.igvm' } });
    assert.equal(verdictOf('libvirt@11.3', igvm, '7.2'), 'skips: needs-newer-qemu');
  });
});

function documentOf(text: string): DescriptorDocument {
  return new DescriptorDocument(text, getSchema('latest'));
}
