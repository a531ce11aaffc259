import { t } from '../text/translations';
import { isX86 } from '../descriptor/architectures';
import { toLibvirtArchitecture } from '../consumers/libvirt/architectures';
import { LIBVIRT_RELEASES, type LibvirtRelease } from '../consumers/libvirt/releases';
import { findFirstRelease, findLastRelease } from '../consumers/releases';
import { findProtection, isLoadedAsRom } from './confidential';
import type { FirmwareSource, LoadableFirmware } from './firmware';
import { needsSmm, type GuestMachine } from './guest';

/** An element of a guest's definition, and notes on what else to do. */
export interface OsElement {
  readonly xml: string;
  /** Sentences for the user. */
  readonly notes: readonly string[];
}

/**
 * Formats the <os> element of a libvirt guest that gets exactly this firmware by its paths, without libvirt's own choice among
 * descriptors, or returns a sentence on why libvirt has none. [libvirt, docs/formatdomain]
 *
 * @param release the release that reads it; by default the newest known one
 */
export function makeOsElement(
  firmware: LoadableFirmware,
  guest: GuestMachine,
  release?: LibvirtRelease,
): OsElement | string {
  const { source, features } = firmware;
  if (source.device === 'igvm')
    return t(
      'libvirt up to {0} cannot load IGVM files.',
      findLastRelease(LIBVIRT_RELEASES, ({ reading }) => !reading.devices.includes('igvm')),
    );
  const protection = findProtection(firmware, guest);
  if (
    protection?.name === 'TDX' &&
    release?.choice !== 'unknown' &&
    release?.choice.confidential.includes('tdx') === false
  )
    return t('libvirt {0} does not support TDX guests.', release.version);
  const smm = needsSmm(firmware, guest);
  const notes = [...guest.notes];
  const needed = [
    // libvirt rejects a PC with UEFI but without ACPI.
    ...(firmware.isUefi && isX86(guest.architecture) ? ['<acpi/>'] : []),
    ...(smm ? ["<smm state='on'/>"] : []),
  ];
  if (needed.length > 0)
    notes.push(t('The guest also needs {0}.', `<features>${needed.join('')}</features>`));
  if (protection) notes.push(t('The guest also needs {0}.', protection.launchSecurity));
  if (source.device === 'flash' && source.mode === 'combined')
    notes.push(
      t(
        'First give each guest its own copy of {0}. This example expects the copy at {1}.',
        source.executable.path,
        makeCopyPath(source.executable.path),
      ),
    );
  const hasVarstore = source.device === 'memory' && source.variables !== undefined;
  if (hasVarstore && release?.reading.knowsUefiVars === false)
    notes.push(
      t(
        'libvirt {0} does not support {1}, so the guest forgets its variables.',
        release.version,
        '<varstore>',
      ),
    );
  if (hasVarstore && !release)
    notes.push(
      t(
        'libvirt {1} supports {0}; libvirt {2} ignores it, so the guest forgets its variables at shutdown.',
        '<varstore>',
        findFirstRelease(LIBVIRT_RELEASES, ({ reading }) => reading.knowsUefiVars),
        findLastRelease(LIBVIRT_RELEASES, ({ reading }) => !reading.knowsUefiVars),
      ),
    );
  const { architecture, machine } = guest;
  const type = formatElement('type', { arch: toLibvirtArchitecture(architecture), machine }, 'hvm');
  const loading =
    source.device === 'flash' && isLoadedAsRom(source, protection)
      ? makeRom(source.executable.path, source.executable.format)
      : makeLoading(source, smm && features.has('secure-boot'));
  const lines = [
    type,
    ...loading.filter((line) => release?.reading.knowsUefiVars !== false || !line.startsWith('<varstore')),
  ];
  return { xml: `<os>\n${lines.map((line) => `  ${line}\n`).join('')}</os>\n`, notes };
}

function makeLoading(source: FirmwareSource, secure: boolean): readonly string[] {
  switch (source.device) {
    case 'flash': {
      const { path, format } = source.executable;
      const loader = { type: 'pflash', format, ...(secure && { secure: 'yes' }) };
      if (source.mode === 'split') {
        const { template } = source;
        const nvram = { template: template.path, templateFormat: template.format, format: template.format };
        return [formatElement('loader', { readonly: 'yes', ...loader }, path), formatElement('nvram', nvram)];
      }
      return source.mode === 'combined'
        ? [formatElement('loader', { readonly: 'no', ...loader }, makeCopyPath(path))]
        : [formatElement('loader', { readonly: 'yes', ...loader, stateless: 'yes' }, path)];
    }
    case 'memory': {
      const { path, variables } = source;
      const varstore = variables === undefined ? [] : [formatElement('varstore', { template: variables })];
      return [...makeRom(path), ...varstore];
    }
    default:
      return [formatElement('kernel', {}, source.path)];
  }
}

function makeRom(path: string, format = 'raw'): readonly string[] {
  return [formatElement('loader', { type: 'rom', ...(format !== 'raw' && { format }) }, path)];
}

/** Returns a path in the folder for files that guests write. */
function makeCopyPath(path: string): string {
  return `/var/lib/libvirt/qemu/nvram/guest-${path.slice(path.lastIndexOf('/') + 1)}`;
}

function formatElement(name: string, attributes: Readonly<Record<string, string>>, content?: string): string {
  const start = Object.entries(attributes)
    .map(([key, value]) => ` ${key}='${escape(value)}'`)
    .join('');
  return `<${name}${start}${content === undefined ? '/>' : `>${escape(content)}</${name}>`}`;
}

function escape(text: string): string {
  return text.replace(/[&<>']/g, (unit) => `&#${unit.charCodeAt(0)};`);
}
