import type { FirmwareTarget } from '../consumers/firmware';
import type { FirmwareSource, LoadableFirmware } from './firmware';

/** Protection of a guest from its host, in QEMU and libvirt. */
export interface Protection {
  readonly name: string;
  /** The QEMU release that introduced the object. */
  readonly since: string;
  /** Without its id. [QEMU, qapi/qom.json] */
  readonly object: string;
  /** Whether QEMU accepts its firmware only with `-bios`: the host could read any flash. */
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
 * Returns the protection that firmware is built for; undefined for firmware that keeps variables, as ordinary builds of OVMF also run
 * under SEV.
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

/** Returns whether a flash image of a descriptor is loaded as ROM for such a guest. */
export function isLoadedAsRom(source: FirmwareSource, protection: Protection | undefined): boolean {
  return source.device === 'flash' && protection?.hasNoFlash === true;
}

function keepsVariables(source: FirmwareSource): boolean {
  if (source.device === 'memory') return source.variables !== undefined;
  return source.device === 'flash' && source.mode !== 'stateless';
}
