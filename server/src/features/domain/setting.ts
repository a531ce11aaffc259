import { toQemuArchitecture } from '../../consumers/libvirt/architectures';
import { findQuote } from '../../domain/edits';
import type { ScannedElement } from '../../domain/scan';
import type { DomainHost, NamedImage } from './host';
import { findScanned, readContent, readValue } from './places';
import type { XmlStyle } from './skeleton';

/** What the rest of a domain says that matters for proposals. */
export interface Setting {
  readonly host: DomainHost;
  /** The name of the guest. */
  readonly name: string;
  /** By QEMU's name. */
  readonly architecture: string;
  readonly isX86: boolean;
  /** Whether libvirt is to select the firmware. */
  readonly leavesChoice: boolean;
  readonly loader: string | undefined;
  readonly loaderType: string | undefined;
  readonly nvramType: string | undefined;
  readonly securityType: string | undefined;
  readonly style: XmlStyle;
}

/** Reads it even if the XML is incomplete. */
export function readSetting(text: string, domain: ScannedElement, host: DomainHost): Setting {
  const type = findScanned(domain, 'os/type');
  const loader = findScanned(domain, 'os/loader');
  const architecture = toQemuArchitecture(readValue(text, type, 'arch') ?? '') || host.architecture;
  return {
    host,
    name: readContent(text, findScanned(domain, 'name')) ?? 'guest',
    architecture,
    isX86: ['x86_64', 'i386'].includes(architecture),
    leavesChoice: (readValue(text, findScanned(domain, 'os'), 'firmware') ?? '') !== '',
    loader: readContent(text, loader),
    loaderType: readValue(text, loader, 'type'),
    nvramType: readValue(text, findScanned(domain, 'os/nvram'), 'type'),
    securityType: readValue(text, findScanned(domain, 'launchSecurity'), 'type'),
    style: findStyle(text, domain),
  };
}

/** The indentation of the first child, relative to its domain. */
function findStyle(text: string, domain: ScannedElement): XmlStyle {
  const [child] = domain.children;
  const own = findIndent(text, domain.tag.start);
  const inner = child ? findIndent(text, child.tag.start) : '';
  const indent = inner.length > own.length && inner.startsWith(own) ? inner.slice(own.length) : '  ';
  return { quote: findQuote(text), indent, lineEnd: text.includes('\r\n') ? '\r\n' : '\n' };
}

function findIndent(text: string, start: number): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^[ \t]{0,16}$/.test(line) ? line : '';
}

/** Lists the images for a place, those that fit the rest of the domain best first, each once. */
export function listImagesFor(
  role: NamedImage['role'],
  { host, architecture, loader, loaderType }: Setting,
): readonly NamedImage[] {
  const device = loaderType === 'rom' ? 'memory' : loaderType === 'pflash' ? 'flash' : undefined;
  const isPartner = ({ partner }: NamedImage): boolean =>
    role === 'template' && loader !== undefined && partner === loader;
  const fitting = host.images.filter(
    (image) =>
      image.role === role &&
      image.device !== 'kernel' &&
      image.architectures.includes(architecture) &&
      (role !== 'executable' || device === undefined || image.device === device),
  );
  const sorted = [...fitting.filter(isPartner), ...fitting.filter((image) => !isPartner(image))];
  const paths = new Set<string>();
  return sorted.filter(({ path }) => paths.size < paths.add(path).size);
}
