import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { SeenImage } from '../../../server/src/descriptor/surroundings';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { draftDescriptor, type Answers, type Draft } from '../../../server/src/drafting/draft';
import type { ImageAt } from '../../../server/src/drafting/image';
import { LOADINGS } from '../../../server/src/drafting/loading';
import { analyse } from '../../../server/src/rules/analyse';
import {
  makeCode,
  makePlainImage,
  makeUnreadable,
  makeVariableStore,
  makeWholeImage,
} from '../../../server/src/rules/shared/exampleImages';
import { getSchema } from '../../../server/src/schema/bundled';

const MIB = 1024 * 1024;

interface Descriptor {
  readonly description: string;
  readonly 'interface-types': readonly string[];
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly targets: readonly { readonly architecture: string; readonly machines: readonly string[] }[];
  readonly features: readonly string[];
  readonly tags: readonly string[];
}

function at(path: string, seen: SeenImage): ImageAt {
  return { ...seen, path };
}

function drafted(executable: ImageAt, template?: ImageAt, answers: Answers = {}): Draft {
  const made = draftDescriptor(executable, template, answers);
  assert.ok('text' in made, JSON.stringify(made));
  return made;
}

function read({ text }: Draft): Descriptor {
  return JSON.parse(text) as Descriptor;
}

/** What the rules say of a draft in use, hints aside. */
function findings({ name, text }: Draft, ...images: readonly ImageAt[]): string[] {
  const seen = new Map(images.map((image) => [image.path, image]));
  const surroundings = { missingImages: new Map(), images: seen };
  const path = `/usr/share/qemu/firmware/${name}`;
  return analyse(new DescriptorDocument(text, getSchema('latest'), path, surroundings))
    .filter(({ severity }) => severity !== 'hint')
    .map((finding) => finding.code);
}

const CODE = at('/usr/share/OVMF/OVMF_CODE_4M.fd', makeCode());
const VARS = at('/usr/share/OVMF/OVMF_VARS_4M.fd', makeVariableStore());
const SECURE = at('/usr/share/OVMF/OVMF_CODE_4M.secboot.fd', makeCode({}, { secureBoot: true, smm: true }));
const KEYS = at(
  '/usr/share/OVMF/OVMF_VARS_4M.ms.fd',
  makeVariableStore({ enrolled: true, count: 4, pk: { subject: 'Example PK' }, kek: 1, db: 2, dbx: 70 }),
);

describe('a descriptor made from images', () => {
  it('is split where the code comes with a template', () => {
    const draft = drafted(CODE, VARS);
    assert.equal(draft.name, '60-edk2-x86_64.json');
    assert.deepEqual(read(draft), {
      description: 'UEFI firmware for x86_64',
      'interface-types': ['uefi'],
      mapping: {
        device: 'flash',
        mode: 'split',
        executable: { filename: CODE.path, format: 'raw' },
        'nvram-template': { filename: VARS.path, format: 'raw' },
      },
      targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] }],
      features: ['acpi-s3', 'amd-sev'],
      tags: [],
    });
    assert.deepEqual(findings(draft, CODE, VARS), []);
  });

  it('has Secure Boot, SMM and keys where the images have them, on machines with SMM', () => {
    const empty = drafted(SECURE, VARS);
    assert.equal(empty.name, '50-edk2-x86_64-secure.json');
    const enrolled = drafted(SECURE, KEYS);
    assert.equal(enrolled.name, '40-edk2-x86_64-secure-enrolled.json');
    const { features, targets, description } = read(enrolled);
    assert.deepEqual(features, ['acpi-s3', 'amd-sev', 'enrolled-keys', 'requires-smm', 'secure-boot']);
    assert.deepEqual(targets[0]?.machines, ['pc-q35-*']);
    assert.equal(description, 'UEFI firmware for x86_64, with Secure Boot, SMM required, keys enrolled');
    assert.deepEqual(findings(enrolled, SECURE, KEYS), []);
  });

  it('takes code that comes without a template, and code with its variables, for stateless', () => {
    for (const executable of [CODE, at('/usr/share/ovmf/OVMF.fd', makeWholeImage())]) {
      const draft = drafted(executable);
      assert.equal(draft.name, '60-edk2-x86_64-stateless.json');
      assert.deepEqual(read(draft).mapping, {
        device: 'flash',
        mode: 'stateless',
        executable: { filename: executable.path, format: 'raw' },
      });
      assert.deepEqual(findings(draft, executable), []);
    }
  });

  it('has keys that are in an image with its variables', () => {
    const keys = KEYS.facts.variables;
    assert.ok(keys);
    const whole = makeWholeImage();
    const executable = at('/x/OVMF.fd', { ...SECURE, facts: { ...whole.facts, variables: keys } });
    const draft = drafted(executable);
    assert.ok(read(draft).features.includes('enrolled-keys'));
    assert.deepEqual(findings(draft, executable), []);
  });

  it('goes by the DXE core, not by the code that comes first', () => {
    const core = { architecture: 'i386', kind: 'sec', offset: 0 } as const;
    const [target] = read(drafted(at('/x/CODE.fd', makeCode({ core })), VARS)).targets;
    assert.equal(target?.architecture, 'x86_64');
  });

  it('claims no sleep state and no SEV of what is for another machine', () => {
    const core = { architecture: 'aarch64', kind: 'sec', offset: 0 } as const;
    const all = { acpiS3: true, smm: true, amdSev: true, tdx: true, secureBoot: true } as const;
    const size = 64 * MIB;
    const executable = at(
      '/x/AAVMF_CODE.fd',
      makeCode({ core, size }, { ...all, dxeArchitecture: 'aarch64' }),
    );
    const template = at('/x/AAVMF_VARS.fd', makePlainImage('blank', size));
    const draft = drafted(executable, template);
    assert.equal(draft.name, '50-edk2-aarch64-secure.json');
    assert.deepEqual(read(draft).features, ['secure-boot']);
    assert.deepEqual(read(draft).targets, [{ architecture: 'aarch64', machines: ['virt-*'] }]);
    assert.deepEqual(findings(draft, executable, template), ['image-template']);
  });

  it('loads into memory what no flash takes', () => {
    const core = { architecture: 'aarch64', kind: 'sec', offset: 0 } as const;
    const volumes = makeCode().facts.volumes.map((volume) => ({ ...volume, length: MIB }));
    const executable = at(
      '/x/QEMU_EFI.fd',
      makeCode({ core, volumes, size: 2 * MIB }, { secureBoot: false, dxeArchitecture: 'aarch64' }),
    );
    const draft = drafted(executable);
    assert.equal(draft.name, '60-edk2-aarch64-memory.json');
    assert.deepEqual(read(draft).mapping, { device: 'memory', filename: '/x/QEMU_EFI.fd' });
    assert.deepEqual(findings(draft, executable), ['memory-without-store']);
    const inFlash = read(drafted(executable, undefined, { inFlash: true })).mapping;
    assert.equal(inFlash.mode, 'stateless');
  });

  it('keeps the format of each file, and says qcow2 in the name', () => {
    const executable = at('/x/CODE.qcow2', makeCode({ format: 'qcow2' }));
    const template = at('/x/VARS.qcow2', makeVariableStore());
    const { name, text } = drafted(executable, {
      ...template,
      facts: { ...template.facts, format: 'qcow2' },
    });
    assert.equal(name, '60-edk2-x86_64-qcow2.json');
    assert.equal(text.match(/"format": "qcow2"/g)?.length, 2);
  });

  it('takes a PC BIOS for both architectures, and that for microvm for nothing else', () => {
    const executable = at('/usr/share/seabios/bios-256k.bin', makePlainImage('bios', 0x40000));
    const draft = drafted(executable);
    assert.equal(draft.name, '60-bios-256k.json');
    assert.deepEqual(
      read(draft).targets.map(({ architecture, machines }) => [architecture, ...machines]),
      ['i386', 'x86_64'].map((architecture) => [architecture, 'pc-i440fx-*', 'pc-q35-*']),
    );
    assert.deepEqual(findings(draft, executable), []);
    const micro = at('/x/bios-microvm.bin', executable);
    assert.deepEqual(read(drafted(micro)).targets[1]?.machines, ['microvm']);
  });

  it('takes the platforms of an IGVM file for its features', () => {
    const igvm = { version: 1, totalSize: 80, platforms: ['sev-snp', 'tdx', 'platform-9'] };
    const executable = at('/x/OVMF.igvm', makePlainImage('igvm', 80, { igvm }));
    const draft = drafted(executable);
    assert.equal(draft.name, '60-edk2-x86_64-igvm.json');
    assert.deepEqual(read(draft).features, ['amd-sev-snp', 'intel-tdx']);
    assert.deepEqual(findings(draft, executable), ['device-unknown-to-libvirt']);
  });

  it('goes by the name where the bytes do not tell the interface', () => {
    const elf = { machine: 243, architecture: 'riscv64' } as const;
    const executable = at('/x/u-boot.elf', makePlainImage('elf', 1000, { elf }));
    const draft = drafted(executable);
    assert.equal(draft.name, '60-u-boot-riscv64.json');
    assert.deepEqual(read(draft)['interface-types'], ['uboot']);
    assert.equal(read(draft).description, 'U-Boot for riscv64');
    // The newest libvirt does not know the device kernel.
    assert.deepEqual(findings(draft, executable), ['device-unknown-to-libvirt']);
  });

  it('tells what the image may support, and claims it only if the user says so', () => {
    const whole = at('/x/OVMF.fd', makeWholeImage());
    assert.deepEqual(drafted(whole).possible, ['amd-sev-es', 'amd-sev-snp', 'verbose-dynamic']);
    assert.deepEqual(drafted(whole, undefined, { loading: 'memory' }).possible, [
      'amd-sev-es',
      'amd-sev-snp',
      'intel-tdx',
      'verbose-dynamic',
    ]);
    // Memory that only SMM may write is none that an SEV-ES guest can have.
    assert.deepEqual(drafted(SECURE, VARS).possible, ['verbose-dynamic']);
    const { features, possible } = ((draft) => ({ ...read(draft), possible: draft.possible }))(
      drafted(whole, undefined, { features: ['amd-sev-es', 'verbose-dynamic', 'amd-sev'] }),
    );
    assert.deepEqual(features, ['acpi-s3', 'amd-sev', 'amd-sev-es', 'verbose-dynamic']);
    assert.deepEqual(possible, ['amd-sev-snp']);
  });
});

describe('what is said of a new descriptor', () => {
  const unknown = at('/x/blob.bin', makePlainImage('unknown', 12345));

  it('is asked for one by one where the image does not tell', () => {
    const asked: string[] = [];
    const said: Answers[] = [
      {},
      { loading: 'kernel' },
      { loading: 'kernel', architectures: ['riscv64'] },
      { loading: 'kernel', architectures: ['riscv64'], interfaceType: 'uboot' },
    ];
    for (const answers of said) {
      const made = draftDescriptor(unknown, undefined, answers);
      asked.push('text' in made ? made.name : (made.unknown ?? ''));
    }
    assert.deepEqual(asked, ['loading', 'architectures', 'interfaceType', '60-blob-riscv64.json']);
  });

  it('is put in the place of what the image tells', () => {
    const answers: Answers = {
      loading: 'combined',
      architectures: ['i386'],
      interfaceType: 'bios',
      machines: ['pc-q35-9.2'],
      description: 'Mine',
      priority: '07',
    };
    const draft = drafted(CODE, undefined, answers);
    assert.match(draft.name, /^07-/);
    const { mapping, targets, description, ...rest } = read(draft);
    assert.deepEqual(
      [mapping.mode, targets, description, rest['interface-types']],
      ['combined', [{ architecture: 'i386', machines: ['pc-q35-9.2'] }], 'Mine', ['bios']],
    );
  });

  const problem = (executable: ImageAt, template?: ImageAt, answers: Answers = {}): string => {
    const made = draftDescriptor(executable, template, answers);
    return 'problem' in made ? made.problem : made.text;
  };

  it('cannot use an image without code as firmware', () => {
    assert.match(problem(VARS), /^\/usr.* is a variable store without code/);
    assert.match(
      problem(at('/x', makePlainImage('blank', 1)), undefined, { loading: 'memory' }),
      / is blank/,
    );
    assert.match(problem(at('/x', makePlainImage('unknown', 0))), / is empty/);
    const broken = { format: 'qcow2', qcow2: { version: 3, clusterSize: 512, declined: 'broken' } } as const;
    assert.match(problem(at('/x', makePlainImage('unknown', 1, broken))), / is a damaged qcow2 file/);
  });

  it('cannot use a file that is not a variable store as a template', () => {
    assert.match(problem(CODE, CODE), / contains code, not a variable store/);
    assert.match(problem(CODE, unknown), / has no variable store/);
    assert.equal(drafted(CODE, at('/x/VARS.qcow2', makeUnreadable(0x84000))).name, '60-edk2-x86_64.json');
  });

  it('cannot have a template without flash in mode split, nor that without a template', () => {
    assert.match(problem(CODE, VARS, { loading: 'memory' }), /not memory/);
    assert.match(problem(CODE, VARS, { loading: 'stateless' }), /not stateless/);
    assert.match(problem(CODE, undefined, { loading: 'split' }), /used without a template/);
  });
});

describe('a descriptor made from any image', () => {
  const architecture = fc.constantFrom('i386', 'x86_64', 'arm', 'aarch64', 'riscv64', 'loongarch64');
  const content = fc.constantFrom(
    'uefi',
    'variables',
    'blank',
    'bios',
    'igvm',
    'elf',
    'linux',
    'pe',
    'unknown',
  );
  const image = fc
    .record({
      content,
      architecture,
      name: fc.stringMatching(/^[ -.0-~]{1,20}$/),
      size: fc.constantFrom(1, 4096, 0x37c000, 2 * MIB, 4 * MIB, 32 * MIB, 64 * MIB),
      format: fc.constantFrom('raw', 'qcow2'),
      isWhole: fc.boolean(),
      deep: fc.option(fc.record({ secureBoot: fc.boolean(), smm: fc.boolean(), acpiS3: fc.boolean() })),
      platforms: fc.subarray(['sev', 'sev-es', 'sev-snp', 'tdx', 'platform-9']),
    })
    .map(({ name, architecture: found, isWhole, deep, platforms, ...facts }): ImageAt => {
      const like = isWhole ? makeWholeImage() : makeCode();
      const modules = deep && { amdSev: true, tdx: true, tpm: true, ...deep, dxeArchitecture: found };
      return {
        path: `/x/${name}`,
        facts: {
          ...facts,
          fileSize: facts.size,
          volumes: facts.content === 'uefi' ? like.facts.volumes : [],
          ...(facts.content === 'uefi' && { core: { architecture: found, kind: 'sec', offset: 0 } }),
          ...(facts.content === 'elf' && { elf: { machine: 1, architecture: found } }),
          ...(facts.content === 'linux' && { linux: { architecture: found } }),
          ...(facts.content === 'igvm' && { igvm: { version: 1, totalSize: 80, platforms } }),
        },
        ...(modules && facts.content === 'uefi' && { deep: modules }),
      };
    });
  const answers = fc.record(
    {
      loading: fc.constantFrom(...LOADINGS),
      inFlash: fc.constant(true),
      architectures: fc.subarray(['i386', 'x86_64', 'aarch64', 'riscv64'], { minLength: 1 }),
      interfaceType: fc.constantFrom('uefi', 'bios', 'uboot'),
      features: fc.subarray(['amd-sev-es', 'verbose-static', 'acpi-s4']),
      description: fc.string(),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;

  it('is one that the schema and its readers accept, under a name of the convention, or there is a reason for none', () => {
    let drafts = 0;
    fc.assert(
      fc.property(image, fc.option(image, { nil: undefined }), answers, (executable, template, said) => {
        const made = draftDescriptor(executable, template, said);
        if ('problem' in made) {
          assert.ok(made.problem.length > 0);
          return;
        }
        drafts += 1;
        assert.match(made.name, /^\d\d-[\w.+-]+\.json$/);
        const document = new DescriptorDocument(
          made.text,
          getSchema('latest'),
          `/usr/share/qemu/firmware/${made.name}`,
        );
        const errors = analyse(document).filter(({ severity }) => severity === 'error');
        assert.deepEqual(
          errors.map(({ code: found }) => found).filter((found) => found !== 'device-unknown-to-libvirt'),
          [],
          made.text,
        );
      }),
      { numRuns: 2000, seed: 7 },
    );
    assert.ok(drafts > 200, `only ${drafts} drafts`);
  });
});
