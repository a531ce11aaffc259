import type { Code } from '../../descriptor/codes';
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
  const reader = new Reader(document, reading);
  reader.readDescriptor(root);
  return reader.objections;
}

/** Devices of the schema that not every libvirt knows. */
const UNKNOWN_DEVICES = ['igvm', 'kernel'];
const MODES = ['split', 'combined', 'stateless'];

/** Reads as qemuFirmwareParse does. The description, tags, unknown members and the contents of `features` do not matter. */
class Reader {
  readonly objections: Objection[] = [];

  constructor(
    private readonly document: DescriptorDocument,
    private readonly reading: LibvirtReading,
  ) {}

  readDescriptor(root: JsonValue): void {
    if (root.kind !== 'object') {
      this.objections.push(stated.stateWrongType(this.document, root, 'object'));
      return;
    }
    this.readList(root, 'interface-types', (element) => {
      this.readInterfaceType(element);
    });
    this.readMapping(root);
    // One target that it does not understand is enough to give up the file.
    this.readList(root, 'targets', (target) => {
      this.readTarget(target);
    });
    this.readList(root, 'features');
  }

  private readInterfaceType(element: JsonValue): void {
    if (!this.reading.interfaceTypes.includes(readText(element) ?? ''))
      this.objectToValue(element, 'interface type', 'interface-unknown-to-libvirt');
  }

  private readMapping(root: JsonValue): void {
    const mapping = findMember(root, 'mapping');
    if (!mapping) {
      this.objectToLack(root, 'mapping');
      return;
    }
    const device = this.readString(mapping, 'device');
    if (device === undefined) return;
    if (!this.reading.devices.includes(device)) this.objectToDevice(mapping, device);
    else if (device === 'flash') this.readFlash(mapping);
    else this.readFile(mapping, device);
  }

  /** The rule on devices leaves a mapping that the schema does not allow to the rules on the schema. */
  private objectToDevice(mapping: JsonValue, name: string): void {
    if (UNKNOWN_DEVICES.includes(name) && findMember(mapping, 'filename')?.kind !== 'string')
      this.readString(mapping, 'filename');
    else this.objectToValue(findMember(mapping, 'device') ?? mapping, 'device', 'device-unknown-to-libvirt');
  }

  private readFlash(mapping: JsonValue): void {
    const mode = findMember(mapping, 'mode');
    if (mode && !MODES.includes(readText(mode) ?? '')) this.objectToValue(mode, 'mode');
    this.readFlashFile(mapping, 'executable');
    if (!mode || readText(mode) === 'split') this.readFlashFile(mapping, 'nvram-template');
  }

  private readFlashFile(mapping: JsonValue, name: string): void {
    const file = findMember(mapping, name);
    if (!file) {
      this.objectToLack(mapping, name);
    } else if (file.kind !== 'object') {
      this.objections.push(stated.stateWrongType(this.document, file, 'object'));
    } else {
      this.readString(file, 'filename');
      this.readString(file, 'format');
    }
  }

  /** Devices whose file is not loaded into flash. */
  private readFile(mapping: JsonValue, device: string): void {
    if (this.reading.needsFilename) this.readString(mapping, 'filename');
    const variables = device === 'memory' ? findMember(mapping, 'uefi-vars') : undefined;
    if (this.reading.knowsUefiVars && variables) this.readString(variables, 'template');
  }

  private readTarget(target: JsonValue): void {
    if (target.kind !== 'object') {
      this.objections.push(stated.stateWrongType(this.document, target, 'object'));
      return;
    }
    const name = this.readString(target, 'architecture');
    const architecture = findMember(target, 'architecture');
    if (architecture && name !== undefined && !this.reading.architectures.includes(name))
      this.objectToValue(architecture, 'architecture');
    this.readList(target, 'machines');
  }

  private readList(holder: JsonValue, name: string, readElement?: (element: JsonValue) => void): void {
    const list = findMember(holder, name);
    if (!list) this.objectToLack(holder, name);
    else if (list.kind !== 'array') this.objections.push(stated.stateWrongType(this.document, list, 'array'));
    else if (readElement) list.elements.forEach(readElement);
  }

  private readString(holder: JsonValue, name: string): string | undefined {
    const value = findMember(holder, name);
    if (!value) this.objectToLack(holder, name);
    else if (value.kind !== 'string')
      this.objections.push(stated.stateWrongType(this.document, value, 'string'));
    return readText(value);
  }

  private objectToLack(holder: JsonValue, name: string): void {
    this.objections.push(stated.stateMissing(this.document, holder, name));
  }

  private objectToValue(value: JsonValue, what: stated.Named, code?: Code): void {
    this.objections.push(stated.stateUnknownValue(this.document, value, what, code));
  }
}

function findMember(holder: JsonValue, name: string): JsonValue | undefined {
  return stated.findMember(holder, name, cutAtNul);
}

function readText(value: JsonValue | undefined): string | undefined {
  return value?.kind === 'string' ? cutAtNul(value.value) : undefined;
}
