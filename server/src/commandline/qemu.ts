/** How QEMU loads firmware. [QEMU, docs/interop/firmware.json and docs/system; each line was run, except for igvm and uefi-vars] */
import { t } from '../text/translations';
import { isX86 } from '../descriptor/architectures';
import { compareVersions } from '../qapi/version';
import { findProtection, isLoadedAsRom, type Protection } from './confidential';
import type { FirmwareSource, Image, LoadableFirmware } from './firmware';
import { needsSmm, type GuestMachine } from './guest';

/** The steps, in this order, to run the firmware in a new guest. */
export interface CommandLine {
  readonly steps: readonly Step[];
  /** Sentences for the user. */
  readonly notes: readonly string[];
}

export type Step = CopyStep | RunStep;

/** Gives the guest a file to write to, unless it has one from an earlier start. */
export interface CopyStep {
  readonly action: 'copy';
  /** An absolute path. */
  readonly from: string;
  /** A name in the current folder. */
  readonly to: string;
}

export interface RunStep {
  readonly action: 'run';
  /** The program and its arguments, not yet quoted. */
  readonly argv: readonly string[];
}

export type DriveStyle = 'blockdev' | 'drive';

export interface CommandLineWish {
  readonly style: DriveStyle;
  /** `latest`, or a release such as `7.2`. */
  readonly version: string;
}

/** Returns the command line, or a sentence on why this QEMU release cannot load the firmware. */
export function makeCommandLine(
  firmware: LoadableFirmware,
  guest: GuestMachine,
  wish: CommandLineWish,
): CommandLine | string {
  const { source, features } = firmware;
  const before = (release: string): boolean =>
    wish.version !== 'latest' && compareVersions(wish.version, release) < 0;
  const storesVariables = features.has('host-uefi-vars') || findVariables(source) !== undefined;
  if (source.device === 'igvm' && before('10.1'))
    return t('QEMU {0} cannot load IGVM files; QEMU 10.1 or later can.', wish.version);
  if (storesVariables && before('10.0'))
    return t('QEMU {0} cannot keep UEFI variables on the host; QEMU 10.0 or later can.', wish.version);

  const protection = findProtection(firmware, guest);
  if (protection && before(protection.since))
    return t(
      'QEMU {0} cannot start {1} guests; QEMU {2} or later can.',
      wish.version,
      protection.name,
      protection.since,
    );
  if (isLoadedAsRom(source, protection) && source.device === 'flash' && source.executable.format !== 'raw')
    return t(
      'QEMU loads the firmware of {0} guests with -bios, which accepts only raw images.',
      protection?.name ?? '',
    );

  const flash = before('4.0') ? 'legacy' : wish.style;
  const parts = [
    ...(protection ? [makeProtection(protection)] : []),
    ...(isLoadedAsRom(source, protection) && source.device === 'flash'
      ? [{ options: ['-bios', source.executable.path] }]
      : makeLoading(source, flash)),
    ...(storesVariables ? [makeHostVariables(findVariables(source), guest)] : []),
    ...(needsSmm(firmware, guest) ? [makeSmmPart(firmware)] : []),
    ...(features.has('verbose-dynamic') && isX86(guest.architecture) ? [debugConsole] : []),
  ];
  const machine = formatProperties(['', guest.machine], ...parts.flatMap((part) => part.machine ?? []));
  const argv = [
    `qemu-system-${guest.architecture}`,
    ...['-machine', machine],
    // The default of `virt` is a 32-bit processor.
    ...(guest.architecture === 'aarch64' ? ['-cpu', 'max'] : []),
    ...parts.flatMap((part) => part.options ?? []),
  ];
  const notes = [...guest.notes];
  if (flash === 'legacy' && wish.style === 'blockdev' && source.device === 'flash')
    notes.push(t('QEMU {0} cannot attach -blockdev to a pflash chip, so -drive is used.', wish.version));
  if (protection)
    notes.push(
      t(
        'The guest requires a host with {0} and KVM. To start it without {0}, remove “confidential-guest-support” and -object.',
        protection.name,
      ),
    );
  const copies = parts.flatMap(({ copy }) => copy ?? []);
  return { steps: [...copies, { action: 'run', argv }], notes };
}

/** A part of a command line. */
interface Part {
  readonly copy?: CopyStep | undefined;
  /** Properties of -machine. */
  readonly machine?: readonly Property[];
  readonly options?: readonly string[] | undefined;
}

/** [QEMU, docs/system/confidential-guest-support] */
function makeProtection({ object, name }: Protection): Part {
  return {
    machine: [
      ['confidential-guest-support', 'cgs0'],
      ...(name === 'TDX' ? [['kernel-irqchip', 'split'] as const] : []),
    ],
    options: ['-accel', 'kvm', '-cpu', 'host', '-object', object.replace(/^[^,]+/, '$&,id=cgs0')],
  };
}

type Property = readonly [name: string, value: string];

function makeLoading(source: FirmwareSource, style: DriveStyle | 'legacy'): readonly Part[] {
  switch (source.device) {
    case 'flash': {
      const { executable } = source;
      if (source.mode === 'combined') return [makeCopiedFlash(0, executable, style)];
      const code = makeFlashPart(0, executable.path, executable.format, 'on', style);
      return source.mode === 'split' ? [code, makeCopiedFlash(1, source.template, style)] : [code];
    }
    case 'memory':
      return [{ options: ['-bios', source.path] }];
    case 'kernel':
      return [{ options: ['-kernel', source.path] }];
    case 'igvm':
      return [
        {
          machine: [['igvm-cfg', 'igvm0']],
          options: ['-object', formatProperties(['', 'igvm-cfg'], ['id', 'igvm0'], ['file', source.path])],
        },
      ];
  }
}

/** A chip that the guest writes to. */
function makeCopiedFlash(unit: number, { path, format }: Image, style: DriveStyle | 'legacy'): Part {
  const copy = makeCopyStep(path);
  return { copy, ...makeFlashPart(unit, copy.to, format, 'off', style) };
}

function makeFlashPart(
  unit: number,
  file: string,
  format: string,
  readOnly: 'on' | 'off',
  style: DriveStyle | 'legacy',
): Part {
  const id = `pflash${unit}`;
  const drive = (...where: Property[]): readonly string[] => [
    '-drive',
    formatProperties(...where, ['format', format], ['readonly', readOnly], ['file', file]),
  ];
  if (style === 'legacy') return { options: drive(['if', 'pflash'], ['unit', String(unit)]) };
  const machine: readonly Property[] = [[id, id]];
  if (style === 'drive') return { machine, options: drive(['if', 'none'], ['id', id]) };
  const node = formatProperties(
    ['node-name', id],
    ['driver', format],
    ['read-only', readOnly],
    ['file.driver', 'file'],
    ['file.filename', file],
  );
  return { machine, options: ['-blockdev', node] };
}

/** Without a template QEMU starts with no variables and creates the file. [QEMU, hw/uefi/var-service-json.c] */
function makeHostVariables(template: string | undefined, { architecture }: GuestMachine): Part {
  const device = isX86(architecture) ? 'uefi-vars-x64' : 'uefi-vars-sysbus';
  const copy = template === undefined ? undefined : makeCopyStep(template);
  const file = copy?.to ?? 'guest-uefi-vars.json';
  return { copy, options: ['-device', formatProperties(['', device], ['jsonfile', file])] };
}

/** SMM, and flash that only code in SMM writes to. */
function makeSmmPart({ source, features }: LoadableFirmware): Part {
  const guarded = features.has('secure-boot') && source.device === 'flash';
  return {
    machine: [['smm', 'on']],
    options: guarded ? ['-global', 'driver=cfi.pflash01,property=secure,value=on'] : undefined,
  };
}

/** The log of debug builds of edk2 and SeaBIOS, which they write only if this device exists. */
const debugConsole: Part = {
  options: [
    ...['-chardev', 'file,id=fwdebug,path=guest-debug.log'],
    ...['-device', 'isa-debugcon,iobase=0x402,chardev=fwdebug'],
  ],
};

function findVariables(source: FirmwareSource): string | undefined {
  return source.device === 'memory' ? source.variables : undefined;
}

/** Copies to a plain name: QEMU would read text before a colon as a protocol. */
function makeCopyStep(path: string): CopyStep {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/[^\w.+-]/g, '_');
  return { action: 'copy', from: path, to: `guest-${name}` };
}

/** Formats properties for QEMU, with commas in values doubled; a nameless property comes first. */
function formatProperties(...all: readonly Property[]): string {
  return all.map(([name, value]) => (name === '' ? '' : `${name}=`) + value.replaceAll(',', ',,')).join(',');
}
