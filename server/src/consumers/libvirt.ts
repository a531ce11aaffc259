import { t } from '@vscode/l10n';
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import { SILENCE, type Consumer, type Objection } from './consumer';
import { JSON_C, upToNul, YAJL } from './jsonDialect';
import * as stated from './stated';

/** In what the versions differ. */
interface Release {
  readonly architectures: ReadonlySet<string>;
  /** Since 9.2 a kernel or memory device without a file makes the descriptor unusable. */
  readonly needsFilename: boolean;
  /** Up to 11.3: in 12.8 a kernel is a device like any that it has never heard of. */
  readonly knowsKernel: boolean;
  /** Since 12: `uefi-vars` of a memory device must name its template. */
  readonly knowsUefiVars: boolean;
}

/** libvirt's own names of architectures, and the names of QEMU's that it translates. [virarch.c; virQEMUCapsArchFromString] */
const ARCHITECTURES = (
  'i386 arm or32 ' +
  'aarch64 alpha armv6l armv7b armv7l cris i686 ia64 lm32 m68k microblaze microblazeel mips mips64 mips64el mipsel openrisc ' +
  'parisc parisc64 ppc ppc64 ppc64le ppcemb ppcle riscv32 riscv64 s390 s390x sh4 sh4eb sparc sparc64 unicore32 x86_64 ' +
  'xtensa xtensaeb'
).split(' ');

/** Passes over a file that it cannot read, without a word to the user; debug messages name the reason. [qemuFirmwareFetchParsedConfigs] */
export const LIBVIRT_11_3: Consumer = libvirt('11.3', {
  architectures: new Set([...ARCHITECTURES, 'loongarch64']),
  needsFilename: true,
  knowsKernel: true,
  knowsUefiVars: false,
});

/** Only read from the program: what its messages and the names in it tell. */
export const LIBVIRT_12_8: Consumer = {
  ...libvirt('12.8', {
    architectures: new Set([...ARCHITECTURES, 'loongarch64']),
    needsFilename: true,
    knowsKernel: false,
    knowsUefiVars: true,
  }),
  isVerified: false,
};

/** One file that it cannot read ends every selection of firmware, with an error that the user sees. */
export const LIBVIRT_9_0: Consumer = {
  ...libvirt('9.0', {
    architectures: new Set(ARCHITECTURES),
    needsFilename: false,
    knowsKernel: true,
    knowsUefiVars: false,
  }),
  json: YAJL,
  onUnusable: 'breaks',
  consequence: { one: (name) => t('{0} then refuses to select any firmware', name) },
};

function libvirt(version: string, release: Release): Consumer {
  return {
    id: `libvirt@${version}`,
    name: 'libvirt',
    version,
    isVerified: true,
    json: JSON_C,
    onUnusable: 'skips',
    consequence: SILENCE,
    onEmpty: 'masks',
    read: (root, document) => [...new Reader(document, release).descriptor(root)],
  };
}

const INTERFACE_TYPES = ['bios', 'openfirmware', 'uboot', 'uefi'];
const MODES = ['split', 'combined', 'stateless'];

/** Reads as qemuFirmwareParse does. Description, tags, unknown members and whatever is in `features` do not matter to it. */
class Reader {
  constructor(
    private readonly document: DescriptorDocument,
    private readonly release: Release,
  ) {}

  *descriptor(root: JsonValue): Generator<Objection> {
    if (root.kind !== 'object') {
      yield stated.wrongType(this.document, root, 'object');
      return;
    }
    yield* this.interfaceTypes(root);
    yield* this.mapping(root);
    yield* this.targets(root);
    yield* this.list(root, 'features', () => []);
  }

  private interfaceTypes(root: JsonValue): Iterable<Objection> {
    return this.list(root, 'interface-types', (element) =>
      INTERFACE_TYPES.includes(textOf(element) ?? '')
        ? []
        : [stated.unknownValue(this.document, element, 'interface type')],
    );
  }

  private *mapping(root: JsonValue): Generator<Objection> {
    const mapping = member(root, 'mapping');
    if (!mapping) {
      yield stated.missing(this.document, root, 'mapping');
      return;
    }
    const device = yield* this.text(mapping, 'device');
    switch (device) {
      case undefined:
        return;
      case 'flash':
        yield* this.flash(mapping);
        return;
      case 'kernel':
      case 'memory':
        if (device === 'kernel' && !this.release.knowsKernel) yield this.unknownDevice(mapping);
        if (this.release.needsFilename) yield* this.text(mapping, 'filename');
        if (device === 'memory') yield* this.uefiVars(mapping);
        return;
      default:
        yield this.unknownDevice(mapping);
    }
  }

  /** The rule on igvm leaves a mapping that is wrong by the schema to the rules on that. */
  private unknownDevice(mapping: JsonValue): Objection {
    const device = member(mapping, 'device') ?? mapping;
    const filename = member(mapping, 'filename');
    if (textOf(device) === 'igvm' && filename?.kind !== 'string')
      return filename
        ? stated.wrongType(this.document, filename, 'string')
        : stated.missing(this.document, mapping, 'filename');
    return stated.unknownValue(this.document, device, 'device', 'device-unknown-to-libvirt');
  }

  private *flash(mapping: JsonValue): Generator<Objection> {
    const mode = member(mapping, 'mode');
    if (mode && !MODES.includes(textOf(mode) ?? '')) yield stated.unknownValue(this.document, mode, 'mode');
    yield* this.flashFile(mapping, 'executable');
    if (!mode || textOf(mode) === 'split') yield* this.flashFile(mapping, 'nvram-template');
  }

  private *flashFile(mapping: JsonValue, name: string): Generator<Objection> {
    const file = member(mapping, name);
    if (!file) {
      yield stated.missing(this.document, mapping, name);
    } else if (file.kind !== 'object') {
      yield stated.wrongType(this.document, file, 'object');
    } else {
      yield* this.text(file, 'filename');
      yield* this.text(file, 'format');
    }
  }

  private *uefiVars(mapping: JsonValue): Generator<Objection> {
    const variables = member(mapping, 'uefi-vars');
    if (this.release.knowsUefiVars && variables) yield* this.text(variables, 'template');
  }

  /** One target that it does not understand is enough to give up the file. */
  private targets(root: JsonValue): Iterable<Objection> {
    return this.list(root, 'targets', (target) => this.target(target));
  }

  private *target(target: JsonValue): Generator<Objection> {
    if (target.kind !== 'object') {
      yield stated.wrongType(this.document, target, 'object');
      return;
    }
    const name = yield* this.text(target, 'architecture');
    const architecture = member(target, 'architecture');
    if (architecture && name !== undefined && !this.release.architectures.has(name))
      yield stated.unknownValue(this.document, architecture, 'architecture');
    yield* this.list(target, 'machines', () => []);
  }

  private *list(
    holder: JsonValue,
    name: string,
    readElement: (element: JsonValue) => Iterable<Objection>,
  ): Generator<Objection> {
    const list = member(holder, name);
    if (!list) yield stated.missing(this.document, holder, name);
    else if (list.kind !== 'array') yield stated.wrongType(this.document, list, 'array');
    else for (const element of list.elements) yield* readElement(element);
  }

  private *text(holder: JsonValue, name: string): Generator<Objection, string | undefined> {
    const value = member(holder, name);
    if (!value) yield stated.missing(this.document, holder, name);
    else if (value.kind !== 'string') yield stated.wrongType(this.document, value, 'string');
    return textOf(value);
  }
}

function member(holder: JsonValue, name: string): JsonValue | undefined {
  return stated.memberOf(holder, name, upToNul);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value?.kind === 'string' ? upToNul(value.value) : undefined;
}
