import type { FirmwareTarget } from '../consumers/firmware';
import type { FirmwareSource, LoadableFirmware } from './firmware';

/** How QEMU and libvirt protect a guest from its host. */
export interface Protection {
  readonly name: string;
  /** The release of QEMU that brought the object. */
  readonly since: string;
  /** Without its id. [QEMU, qapi/qom.json] */
  readonly object: string;
  /** Whether QEMU takes its firmware from `-bios` only: there is no flash that the host could not read. */
  readonly hasNoFlash: boolean;
  readonly launchSecurity: string;
}

const TDX: Protection = {
  name: 'TDX',
  since: '10.1',
  object: 'tdx-guest',
  hasNoFlash: true,
  launchSecurity: "<launchSecurity type='tdx'/>",
};
/** Where the processor marks encrypted memory: bit 51 from EPYC 7003 on, 47 before. [QEMU, docs/system/i386/amd-memory-encryption] */
const ENCRYPTION = 'cbitpos=51,reduced-phys-bits=1';
const SNP: Protection = {
  name: 'SEV-SNP',
  since: '9.1',
  object: `sev-snp-guest,${ENCRYPTION}`,
  hasNoFlash: true,
  launchSecurity: "<launchSecurity type='sev-snp'><policy>0x00030000</policy></launchSecurity>",
};
const SEV: Protection = {
  name: 'SEV',
  since: '2.12',
  object: `sev-guest,${ENCRYPTION}`,
  hasNoFlash: false,
  launchSecurity: "<launchSecurity type='sev'><policy>0x0003</policy></launchSecurity>",
};

/**
 * What firmware is made for that confidential guests run; undefined for firmware that keeps variables: ordinary builds of OVMF also run under
 * SEV.
 */
export function findProtection(
  { source, features }: LoadableFirmware,
  { architecture }: Pick<FirmwareTarget, 'architecture'>,
): Protection | undefined {
  if (architecture !== 'x86_64' || keepsVariables(source)) return undefined;
  if (features.has('intel-tdx')) return TDX;
  if (features.has('amd-sev-snp')) return SNP;
  return features.has('amd-sev') || features.has('amd-sev-es') ? SEV : undefined;
}

/** Whether an image that a descriptor has in flash is loaded as ROM for such a guest. */
export function isLoadedAsRom(source: FirmwareSource, protection: Protection | undefined): boolean {
  return source.device === 'flash' && protection?.hasNoFlash === true;
}

function keepsVariables(source: FirmwareSource): boolean {
  if (source.device === 'memory') return source.variables !== undefined;
  return source.device === 'flash' && source.mode !== 'stateless';
}
