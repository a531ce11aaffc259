import { t } from '../text/translations';
import { toLibvirtArchitecture } from '../consumers/libvirt/architectures';
import { LIBVIRT_RELEASES } from '../consumers/libvirt/releases';
import { findFirstRelease, findLastRelease } from '../consumers/releases';
import type { FirmwareSource, LoadableFirmware } from './firmware';
import { wantsSmm, type GuestMachine } from './guest';

/** An element of a guest's definition, and what has to be done besides. */
export interface OsElement {
  readonly xml: string;
  /** Sentences for the user. */
  readonly notes: readonly string[];
}

/**
 * The <os> element of a libvirt guest that gets exactly this firmware: by its paths, without libvirt's own choice among descriptors.
 * A string says why libvirt has none. [libvirt, docs/formatdomain]
 */
export function makeOsElement(firmware: LoadableFirmware, guest: GuestMachine): OsElement | string {
  const { source, features } = firmware;
  if (source.device === 'igvm')
    return t(
      'libvirt cannot load IGVM files: no version up to {0} knows them.',
      findLastRelease(LIBVIRT_RELEASES, ({ reading }) => !reading.devices.includes('igvm')),
    );
  const smm = wantsSmm(firmware, guest);
  const notes = [...guest.notes];
  if (smm) notes.push(t('The guest also needs {0}.', "<features><smm state='on'/></features>"));
  if (source.device === 'flash' && source.mode === 'combined')
    notes.push(
      t(
        'Give each guest its own copy of {0} first: {1} is that copy.',
        source.executable.path,
        makeCopyPath(source.executable.path),
      ),
    );
  if (source.device === 'memory' && source.variables !== undefined)
    notes.push(
      t(
        'libvirt {1} knows {0}; {2} ignores it, and variables do not outlive the guest’s power-off.',
        '<varstore>',
        findFirstRelease(LIBVIRT_RELEASES, ({ reading }) => reading.knowsUefiVars),
        findLastRelease(LIBVIRT_RELEASES, ({ reading }) => !reading.knowsUefiVars),
      ),
    );
  const { architecture, machine } = guest;
  const type = formatElement('type', { arch: toLibvirtArchitecture(architecture), machine }, 'hvm');
  const lines = [type, ...makeLoading(source, smm && features.has('secure-boot'))];
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
      const loader = formatElement('loader', { type: 'rom' }, path);
      return variables === undefined
        ? [loader]
        : [loader, formatElement('varstore', { template: variables })];
    }
    default:
      return [formatElement('kernel', {}, source.path)];
  }
}

/** In the folder for what guests write. */
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
