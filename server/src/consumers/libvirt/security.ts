/** Reads the protection of a domain: `<launchSecurity>`. [docs/formatdomain.rst] */
import type { XmlElement } from '@rgrove/parse-xml';
import type { Guest } from '../guest';
import { findChild, readText } from '../../domain/elements';

/** The bit of an SEV policy that requests SEV-ES. [AMD, SEV API, 3] */
const POLICY_ES = 4n;

export function readConfidential(security: XmlElement | undefined): Guest['confidential'] {
  switch (security?.attributes.type) {
    case 'sev':
      return ((readPolicy(security) ?? 0n) & POLICY_ES) === 0n ? 'sev' : 'sev-es';
    case 'sev-snp':
      return 'sev-snp';
    case 'tdx':
      return 'tdx';
    default:
      return undefined;
  }
}

/** Types whose policy must be a number, and how many bits it may have. */
const BITS: Readonly<Record<string, bigint>> = { sev: 32n, 'sev-snp': 64n, tdx: 64n };

/** Reads the policy, hexadecimal with or without `0x`; undefined if libvirt finds no number. Only TDX needs none. */
export function readPolicy(security: XmlElement): bigint | undefined {
  const { type = '' } = security.attributes;
  const text = readText(findChild(security, 'policy'));
  const bits = BITS[type];
  if (bits === undefined || (type === 'tdx' && text === undefined)) return 0n;
  const [, digits] = /^\s*\+?(?:0x)?0*([\da-f]{1,16})$/i.exec(text ?? '') ?? [];
  const value = digits === undefined ? undefined : BigInt(`0x${digits}`);
  return value !== undefined && value >> bits === 0n ? value : undefined;
}
