import { t } from '../../text/translations';
import type { XmlElement } from '@rgrove/parse-xml';
import { DomainDocument } from '../../domain/document';
import { isX86 } from '../../descriptor/architectures';
import { toCanonicalMachine } from '../../descriptor/machineTypes';
import type { TextRange } from '../../text/lineIndex';
import { shorten } from '../../text/trimming';
import type { Guest } from '../guest';
import { toQemuArchitecture } from './architectures';
import { readLoader, readVariables } from './images';
import { listInvalidValues } from './invalidValues';
import { readConfidential, readPolicy } from './security';
import { readTsegSize } from './tseg';
import { isDomainRoot } from '../../domain/recognise';
import { hasTemplateCode, isFirmwareKnown } from '../../domain/placeholders';
import { findChild, listGrandchildren, readText, readYesNo, toStated } from '../../domain/elements';

/** What a libvirt domain says about its firmware. */
export interface Domain {
  readonly guest: Guest;
  /** Its `<os>` element, in UTF-16 offsets. */
  readonly os: TextRange;
}

/** Why a text is not a valid domain, and where. */
export interface DomainProblem {
  readonly message: string;
  readonly offset: number;
}

/** What the host decides if the text leaves it open. */
export interface DomainDefaults {
  readonly architecture: string;
  /** The QEMU release that resolves machine type aliases, such as `10.2`. */
  readonly qemuVersion: string;
}

/** Reads the definition of a guest in libvirt's XML. Skips what does not concern firmware. [docs/formatdomain.rst] */
export function readDomain(text: string, host: DomainDefaults): Domain | DomainProblem {
  const document = new DomainDocument(text);
  const [domain] = document.domains;
  return findTextProblem(document) ?? (domain ? readElement(domain, host) : describeNoDomain(document));
}

/** A domain with its name. */
export interface NamedDomain extends Domain {
  readonly name: string | undefined;
}

/** Reads all guests in a text: one, those of a list, or the one of a snapshot. */
export function readDomains(text: string, host: DomainDefaults): readonly (NamedDomain | DomainProblem)[] {
  const document = new DomainDocument(text);
  const { domains } = document;
  const problem = findTextProblem(document);
  if (problem) return [problem];
  if (domains.length === 0) return [describeNoDomain(document)];
  return (document.isGenerated ? domains.slice(0, 1) : domains).map((domain) => {
    const read = readElement(domain, host);
    return 'guest' in read ? { ...read, name: readText(findChild(domain, 'name')) } : read;
  });
}

/** Lists why guests in a text are not read although nothing in them is wrong: there are none, or a template is to fill them in. */
export function listUnread(document: DomainDocument): readonly DomainProblem[] {
  const { problem, text, domains } = document;
  if (problem) return hasTemplateCode(text) ? [describeTemplate(problem.offset)] : [];
  if (domains.length === 0) return [describeNoDomain(document)];
  return domains.flatMap((domain) => {
    const os = findFirmwarePart(domain);
    return 'message' in os ? [os] : [];
  });
}

/** A template need not be XML. */
function findTextProblem({ text, root, problem }: DomainDocument): DomainProblem | undefined {
  if (problem && hasTemplateCode(text)) return describeTemplate(problem.offset);
  return problem ?? (root ? undefined : { message: t('The text has no XML element.'), offset: 0 });
}

function describeTemplate(offset: number): DomainProblem {
  const message = t('The firmware of this domain is filled in by a template. Fill in the template first.');
  return { message, offset };
}

/** Says why a text that is XML has no domains. */
export function describeNoDomain({ root }: DomainDocument): DomainProblem {
  const { name = '', start: offset = 0, attributes = {} } = root ?? {};
  const { xmlns = '' } = attributes;
  const message =
    xmlns !== ''
      ? t('libvirt reads only elements without a namespace, but <{0}> is in “{1}”.', shorten(name), xmlns)
      : isDomainRoot(name)
        ? t('<{0}> contains no <domain>.', name)
        : t('The root element is <{0}>, not <domain>.', shorten(name));
  return { message, offset };
}

function readElement(domain: XmlElement, host: DomainDefaults): Domain | DomainProblem {
  const os = findFirmwarePart(domain);
  return 'message' in os ? os : { guest: readGuest(domain, os, host), os: { start: os.start, end: os.end } };
}

/** Returns the `<os>` of a domain that says everything about its firmware. */
function findFirmwarePart(domain: XmlElement): XmlElement | DomainProblem {
  const os = findChild(domain, 'os');
  if (!os) return { message: t('<domain> has no <os> element.'), offset: domain.start };
  return isFirmwareKnown(domain) ? os : describeTemplate(os.start);
}

/** The libvirt drivers that use descriptors. [docs/formatdomain.rst] */
const DRIVERS: readonly string[] = ['qemu', 'kvm', 'hvf'];

/** Returns whether libvirt selects firmware for a domain by descriptors. One without a type is not complete yet. */
export function usesDescriptors({ attributes }: XmlElement): boolean {
  return DRIVERS.includes(attributes.type ?? 'kvm');
}

/** Reads what a domain says about its firmware. @param os its `<os>` element */
export function readGuest(domain: XmlElement, os: XmlElement, host: DomainDefaults): Guest {
  const type = findChild(os, 'type');
  const architecture = toQemuArchitecture(toStated(type?.attributes.arch) ?? host.architecture);
  const named = toStated(type?.attributes.machine);
  const machine = named ?? getDefaultMachine(architecture);
  const firmware = toInterface(os.attributes.firmware);
  const smm = listGrandchildren(domain, 'features', 'smm').at(-1);
  const isSmmOn = smm && smm.attributes.state !== 'off';
  const tseg = isSmmOn ? findChild(smm, 'tseg') : undefined;
  const security = findChild(domain, 'launchSecurity');
  const invalidValues = listInvalidValues(domain, os);
  return {
    architecture,
    machine: toCanonicalMachine(architecture, machine, host.qemuVersion),
    isDefaultMachine: named === undefined ? true : undefined,
    firmware,
    secureBoot: readFeature(os, 'secure-boot'),
    enrolledKeys: readFeature(os, 'enrolled-keys'),
    smm: isSmmOn,
    hasTseg: tseg && true,
    tsegSize: tseg && readTsegSize(tseg),
    acpi: listGrandchildren(domain, 'features', 'acpi').length > 0,
    s3: readSuspension(domain, 'suspend-to-mem'),
    s4: readSuspension(domain, 'suspend-to-disk'),
    ...readLoader(os, firmware),
    ...readVariables(os),
    kernel: readText(findChild(os, 'kernel')),
    otherOsType: readOtherType(type),
    hasShim: readText(findChild(os, 'shim')) === undefined ? undefined : true,
    confidential: readConfidential(security),
    isPolicyUnread: security && readPolicy(security) === undefined ? true : undefined,
    domainType: domain.attributes.type,
    invalidValues: invalidValues.length > 0 ? invalidValues : undefined,
  };
}

/** Reads the kind of operating system: `hvm` is the one that QEMU runs. */
function readOtherType(type: XmlElement | undefined): string | undefined {
  const stated = readText(type) ?? '';
  return stated === 'hvm' ? undefined : stated;
}

function toInterface(firmware: string | undefined): Guest['firmware'] {
  return firmware === 'efi' ? 'uefi' : firmware === 'bios' ? 'bios' : undefined;
}

/** Reads a feature; the last of several with the same name counts. */
function readFeature(os: XmlElement, name: string): boolean | undefined {
  const features = listGrandchildren(os, 'firmware', 'feature');
  return readYesNo(features.findLast(({ attributes }) => attributes.name === name)?.attributes.enabled);
}

/** Reads whether a guest can be suspended; the first of several elements with a value counts. */
function readSuspension(domain: XmlElement, name: string): boolean | undefined {
  const elements = listGrandchildren(domain, 'pm', name);
  return readYesNo(elements.find(({ attributes }) => attributes.enabled !== undefined)?.attributes.enabled);
}

/** Returns the machine type of a guest that names none. */
export function getDefaultMachine(architecture: string): string {
  return isX86(architecture) ? 'pc' : 'virt';
}
