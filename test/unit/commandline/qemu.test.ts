import assert from 'node:assert/strict';
import { makeCommandLine } from '../../../server/src/commandline/qemu';
import { formatShellScript } from '../../../server/src/commandline/shell';
import { sample } from '../support/documents';
import {
  CODE,
  commandLineOf,
  descriptor,
  firmwareOf,
  guestOf,
  refusal,
  single,
  split,
  VARS,
} from './support';

/** The arguments of QEMU. */
function argv(...[text, wish]: Parameters<typeof commandLineOf>): readonly string[] {
  const last = commandLineOf(text, wish).steps.at(-1);
  assert.ok(last?.action === 'run');
  return last.argv;
}

/** Every copy as `FROM > TO`. */
function copies(text: string): readonly string[] {
  return commandLineOf(text).steps.flatMap((step) =>
    step.action === 'copy' ? [`${step.from} > ${step.to}`] : [],
  );
}

const COPY = 'guest-OVMF_VARS_4M.fd';

describe('the command line for flash', () => {
  it('has the executable read-only, and the guest’s copy of the template', () => {
    assert.deepEqual(copies(descriptor()), [`${VARS} > ${COPY}`]);
    assert.deepEqual(argv(descriptor()), [
      'qemu-system-x86_64',
      '-machine',
      'q35,pflash0=pflash0,pflash1=pflash1',
      '-blockdev',
      `node-name=pflash0,driver=raw,read-only=on,file.driver=file,file.filename=${CODE}`,
      '-blockdev',
      `node-name=pflash1,driver=raw,read-only=off,file.driver=file,file.filename=${COPY}`,
    ]);
  });

  it('can be one of -drive', () => {
    assert.deepEqual(argv(descriptor({ mapping: split('qcow2') }), { style: 'drive' }).slice(1), [
      '-machine',
      'q35,pflash0=pflash0,pflash1=pflash1',
      '-drive',
      `if=none,id=pflash0,format=qcow2,readonly=on,file=${CODE}`,
      '-drive',
      `if=none,id=pflash1,format=qcow2,readonly=off,file=${COPY}`,
    ]);
  });

  it('uses -drive before QEMU 4.0 in any style, and says so if another was requested', () => {
    const drives = [
      '-machine',
      'q35',
      '-drive',
      `if=pflash,unit=0,format=raw,readonly=on,file=${CODE}`,
      '-drive',
      `if=pflash,unit=1,format=raw,readonly=off,file=${COPY}`,
    ];
    for (const style of ['drive', 'blockdev'] as const) {
      assert.deepEqual(argv(descriptor(), { style, version: '3.1' }).slice(1), drives);
      const { notes } = commandLineOf(descriptor(), { style, version: '3.1' });
      assert.deepEqual([notes.length, style], [style === 'drive' ? 0 : 1, style]);
      assert.ok(!argv(descriptor(), { style, version: '4.0' }).join().includes('if=pflash'));
    }
  });

  it('has a writable copy of a combined image, and nothing else', () => {
    const text = descriptor({ mapping: single('combined') });
    assert.deepEqual(copies(text), ['/usr/share/ovmf/OVMF.fd > guest-OVMF.fd']);
    assert.deepEqual(argv(text).slice(2), [
      'q35,pflash0=pflash0',
      '-blockdev',
      'node-name=pflash0,driver=raw,read-only=off,file.driver=file,file.filename=guest-OVMF.fd',
    ]);
  });

  it('shares a stateless image, read-only', () => {
    const text = descriptor({ mapping: single('stateless', '/x.qcow2', 'qcow2') });
    assert.deepEqual(copies(text), []);
    assert.deepEqual(argv(text).slice(2), [
      'q35,pflash0=pflash0',
      '-blockdev',
      'node-name=pflash0,driver=qcow2,read-only=on,file.driver=file,file.filename=/x.qcow2',
    ]);
  });

  it('turns SMM on where the firmware needs it, and guards the flash with Secure Boot', () => {
    const secure = 'driver=cfi.pflash01,property=secure,value=on';
    const machine = 'q35,pflash0=pflash0,pflash1=pflash1,smm=on';
    const both = argv(descriptor({ features: ['requires-smm', 'secure-boot'] }));
    assert.deepEqual([both[2], ...both.slice(-2)], [machine, '-global', secure]);
    const smmOnly = argv(descriptor({ features: ['requires-smm'] }));
    assert.deepEqual([smmOnly[2], smmOnly.includes(secure)], [machine, false]);
    assert.ok(!argv(descriptor({ features: ['secure-boot'] })).includes(secure));
    const targets = [{ architecture: 'aarch64', machines: ['virt-*'] }];
    const onArm = argv(descriptor({ targets, features: ['requires-smm', 'secure-boot'] }));
    assert.ok(!onArm.join().includes('smm') && !onArm.includes(secure));
  });

  it('doubles the commas of a path', () => {
    const text = descriptor({ mapping: split('raw', '/a,b/c.fd', '/a,b/d,e:f.fd') });
    assert.deepEqual(copies(text), ['/a,b/d,e:f.fd > guest-d_e_f.fd']);
    for (const style of ['blockdev', 'drive'] as const)
      assert.ok(argv(text, { style })[4]?.endsWith('=/a,,b/c.fd'));
  });
});

describe('the command line for other devices', () => {
  it('loads a ROM, with the log of a firmware that has one', () => {
    const memory = { device: 'memory', filename: '/usr/share/seabios/bios, new.bin' };
    assert.deepEqual(argv(descriptor({ mapping: memory, features: ['verbose-dynamic'] })).slice(1), [
      '-machine',
      'q35',
      '-bios',
      '/usr/share/seabios/bios, new.bin',
      '-chardev',
      'file,id=fwdebug,path=guest-debug.log',
      '-device',
      'isa-debugcon,iobase=0x402,chardev=fwdebug',
    ]);
    const targets = [{ architecture: 'aarch64', machines: ['virt-*'] }];
    assert.ok(
      !argv(descriptor({ mapping: memory, targets, features: ['verbose-dynamic'] })).includes('-chardev'),
    );
  });

  it('keeps variables on the host, by the device of the architecture', () => {
    assert.deepEqual(copies(sample('24-ovmf-uefi-vars')), [
      '/usr/share/edk2/ovmf/vars.secboot.json > guest-vars.secboot.json',
    ]);
    assert.ok(argv(sample('24-ovmf-uefi-vars')).includes('uefi-vars-x64,jsonfile=guest-vars.secboot.json'));
    const targets = [{ architecture: 'riscv64', machines: ['virt'] }];
    const features = ['host-uefi-vars'];
    const onRisc = argv(descriptor({ targets, features, mapping: single('stateless') }));
    assert.deepEqual(onRisc.slice(-2), ['-device', 'uefi-vars-sysbus,jsonfile=guest-uefi-vars.json']);
  });

  it('starts a kernel', () => {
    const path = '/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin';
    assert.deepEqual(argv(sample('33-u-boot-riscv64')), [
      'qemu-system-riscv64',
      '-machine',
      'virt',
      '-kernel',
      path,
    ]);
  });

  it('loads an IGVM file', () => {
    const mapping = { device: 'igvm', filename: '/x.igvm' };
    assert.deepEqual(argv(descriptor({ mapping })).slice(1), [
      '-machine',
      'q35,igvm-cfg=igvm0',
      '-object',
      'igvm-cfg,id=igvm0,file=/x.igvm',
    ]);
  });

  it('is refused where QEMU is too old for the device', () => {
    for (const [name, version, words] of [
      ['25-svsm-igvm', '10.0', /10\.0 cannot load IGVM .* 10\.1/],
      ['24-ovmf-uefi-vars', '9.2', /9\.2 cannot keep UEFI variables .* 10\.0/],
    ] as const) {
      const firmware = firmwareOf(sample(name));
      const result = makeCommandLine(firmware, guestOf(firmware), { style: 'blockdev', version });
      assert.match(refusal(result), words);
    }
  });

  it('asks for a 64-bit processor on Arm', () => {
    assert.deepEqual(argv(sample('30-aavmf')).slice(0, 5), [
      'qemu-system-aarch64',
      '-machine',
      'virt,pflash0=pflash0,pflash1=pflash1',
      '-cpu',
      'max',
    ]);
  });
});

describe('the command line for confidential guests', () => {
  const SNP = ['amd-sev', 'amd-sev-es', 'amd-sev-snp'];
  const memory = { device: 'memory', filename: '/x.fd' };
  const KVM = ['-accel', 'kvm', '-cpu', 'host', '-object'];
  const snp = 'sev-snp-guest,id=cgs0,cbitpos=51,reduced-phys-bits=1';

  it('has the object of the strongest protection, and the image as ROM', () => {
    for (const mapping of [memory, single('stateless', '/x.fd')])
      assert.deepEqual(argv(descriptor({ mapping, features: SNP })).slice(1), [
        ...['-machine', 'q35,confidential-guest-support=cgs0', ...KVM, snp, '-bios', '/x.fd'],
      ]);
    assert.deepEqual(argv(descriptor({ mapping: memory, features: ['intel-tdx'] })).slice(1), [
      ...['-machine', 'q35,confidential-guest-support=cgs0,kernel-irqchip=split'],
      ...[...KVM, 'tdx-guest,id=cgs0', '-bios', '/x.fd'],
    ]);
    const { notes } = commandLineOf(descriptor({ mapping: memory, features: SNP }));
    assert.match(notes.join(), /SEV-SNP and KVM/);
  });

  it('has an IGVM file without -bios and flash', () => {
    assert.deepEqual(argv(sample('25-svsm-igvm')).slice(1), [
      ...['-machine', 'q35,confidential-guest-support=cgs0,igvm-cfg=igvm0', ...KVM, snp],
      ...['-object', 'igvm-cfg,id=igvm0,file=/usr/share/coconut-svsm/coconut-qemu.igvm'],
    ]);
  });

  it('keeps stateless flash for SEV, which may have it', () => {
    const text = descriptor({ mapping: single('stateless', '/x.fd'), features: ['amd-sev'] });
    assert.equal(argv(text)[2], 'q35,confidential-guest-support=cgs0,pflash0=pflash0');
    assert.ok(argv(text).includes('sev-guest,id=cgs0,cbitpos=51,reduced-phys-bits=1'));
  });

  it('is an ordinary one where the firmware keeps variables, and elsewhere than on x86_64', () => {
    const targets = [{ architecture: 'aarch64', machines: ['virt-*'] }];
    for (const members of [{ features: ['amd-sev'] }, { mapping: memory, features: SNP, targets }])
      assert.ok(!argv(descriptor(members)).join().includes('cgs0'));
  });

  it('is refused where QEMU has no such guests, and for a qcow2 image', () => {
    for (const [text, version, words] of [
      [descriptor({ mapping: memory, features: SNP }), '9.0', /9\.0 cannot start SEV-SNP guests/],
      [descriptor({ mapping: memory, features: ['intel-tdx'] }), '10.0', /10\.0 cannot start TDX guests/],
      [
        descriptor({ mapping: single('stateless', '/x', 'qcow2'), features: SNP }),
        'latest',
        /only raw images/,
      ],
    ] as const) {
      const firmware = firmwareOf(text);
      assert.match(
        refusal(makeCommandLine(firmware, guestOf(firmware), { style: 'blockdev', version })),
        words,
      );
    }
  });
});

describe('the commands for a shell', () => {
  it('are one after the other, each option on its line', () => {
    assert.equal(
      formatShellScript(commandLineOf(descriptor({ mapping: single('combined') })).steps),
      `test -e guest-OVMF.fd || install -m 600 /usr/share/ovmf/OVMF.fd guest-OVMF.fd
qemu-system-x86_64 \\
  -machine q35,pflash0=pflash0 \\
  -blockdev node-name=pflash0,driver=raw,read-only=off,file.driver=file,file.filename=guest-OVMF.fd
`,
    );
  });
});
