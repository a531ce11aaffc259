import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonValue } from '../../descriptor/json';
import type { Objection } from '../consumer';
import { cutAtNul } from '../jsonDialect';
import * as stated from '../stated';
import type { LibvirtReading } from './releases';

/** Lists what makes libvirt give up a file. */
export function readLikeLibvirt(
  root: JsonValue,
  document: DescriptorDocument,
  reading: LibvirtReading,
): readonly Objection[] {
  return [...new Reader(document, reading).descriptor(root)];
}

/** Devices of the schema that not every libvirt knows. */
const UNKNOWN_DEVICES = ['igvm', 'kernel'];
const MODES = ['split', 'combined', 'stateless'];

/** Reads as qemuFirmwareParse does. The description, tags, unknown members and the contents of `features` do not matter. */
class Reader {
  constructor(
    private readonly document: DescriptorDocument,
    private readonly reading: LibvirtReading,
  ) {}

  *descriptor(root: JsonValue): Generator<Objection> {
    if (root.kind !== 'object') {
      yield stated.stateWrongType(this.document, root, 'object');
      return;
    }
    yield* this.interfaceTypes(root);
    yield* this.mapping(root);
    yield* this.targets(root);
    yield* this.list(root, 'features', () => []);
  }

  private interfaceTypes(root: JsonValue): Iterable<Objection> {
    return this.list(root, 'interface-types', (element) =>
      this.reading.interfaceTypes.includes(readText(element) ?? '')
        ? []
        : [
            stated.stateUnknownValue(
              this.document,
              element,
              'interface type',
              'interface-unknown-to-libvirt',
            ),
          ],
    );
  }

  private *mapping(root: JsonValue): Generator<Objection> {
    const mapping = findMember(root, 'mapping');
    if (!mapping) {
      yield stated.stateMissing(this.document, root, 'mapping');
      return;
    }
    const device = yield* this.text(mapping, 'device');
    if (device === undefined) return;
    if (!this.reading.devices.includes(device)) yield this.unknownDevice(mapping, device);
    else if (device === 'flash') yield* this.flash(mapping);
    else yield* this.file(mapping, device);
  }

  /** The rule on devices leaves a mapping that the schema does not allow to the rules on the schema. */
  private unknownDevice(mapping: JsonValue, name: string): Objection {
    const device = findMember(mapping, 'device') ?? mapping;
    const filename = findMember(mapping, 'filename');
    if (UNKNOWN_DEVICES.includes(name) && filename?.kind !== 'string')
      return filename
        ? stated.stateWrongType(this.document, filename, 'string')
        : stated.stateMissing(this.document, mapping, 'filename');
    return stated.stateUnknownValue(this.document, device, 'device', 'device-unknown-to-libvirt');
  }

  private *flash(mapping: JsonValue): Generator<Objection> {
    const mode = findMember(mapping, 'mode');
    if (mode && !MODES.includes(readText(mode) ?? ''))
      yield stated.stateUnknownValue(this.document, mode, 'mode');
    yield* this.flashFile(mapping, 'executable');
    if (!mode || readText(mode) === 'split') yield* this.flashFile(mapping, 'nvram-template');
  }

  private *flashFile(mapping: JsonValue, name: string): Generator<Objection> {
    const file = findMember(mapping, name);
    if (!file) {
      yield stated.stateMissing(this.document, mapping, name);
    } else if (file.kind !== 'object') {
      yield stated.stateWrongType(this.document, file, 'object');
    } else {
      yield* this.text(file, 'filename');
      yield* this.text(file, 'format');
    }
  }

  /** Devices whose file is not loaded into flash. */
  private *file(mapping: JsonValue, device: string): Generator<Objection> {
    if (this.reading.needsFilename) yield* this.text(mapping, 'filename');
    const variables = device === 'memory' ? findMember(mapping, 'uefi-vars') : undefined;
    if (this.reading.knowsUefiVars && variables) yield* this.text(variables, 'template');
  }

  /** One target that it does not understand is enough to give up the file. */
  private targets(root: JsonValue): Iterable<Objection> {
    return this.list(root, 'targets', (target) => this.target(target));
  }

  private *target(target: JsonValue): Generator<Objection> {
    if (target.kind !== 'object') {
      yield stated.stateWrongType(this.document, target, 'object');
      return;
    }
    const name = yield* this.text(target, 'architecture');
    const architecture = findMember(target, 'architecture');
    if (architecture && name !== undefined && !this.reading.architectures.includes(name))
      yield stated.stateUnknownValue(this.document, architecture, 'architecture');
    yield* this.list(target, 'machines', () => []);
  }

  private *list(
    holder: JsonValue,
    name: string,
    readElement: (element: JsonValue) => Iterable<Objection>,
  ): Generator<Objection> {
    const list = findMember(holder, name);
    if (!list) yield stated.stateMissing(this.document, holder, name);
    else if (list.kind !== 'array') yield stated.stateWrongType(this.document, list, 'array');
    else for (const element of list.elements) yield* readElement(element);
  }

  private *text(holder: JsonValue, name: string): Generator<Objection, string | undefined> {
    const value = findMember(holder, name);
    if (!value) yield stated.stateMissing(this.document, holder, name);
    else if (value.kind !== 'string') yield stated.stateWrongType(this.document, value, 'string');
    return readText(value);
  }
}

function findMember(holder: JsonValue, name: string): JsonValue | undefined {
  return stated.findMember(holder, name, cutAtNul);
}

function readText(value: JsonValue | undefined): string | undefined {
  return value?.kind === 'string' ? cutAtNul(value.value) : undefined;
}
