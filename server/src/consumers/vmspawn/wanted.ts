import type { Guest } from '../guest';

/** The features that systemd-vmspawn 262 requires and excludes for a guest. */
export interface WantedFeatures {
  readonly required: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
}

/** What a guest that is protected so requires. */
const PROTECTING: ReadonlyMap<Guest['confidential'], string> = new Map([
  ['sev-snp', 'amd-sev-snp'],
  ['tdx', 'intel-tdx'],
]);

/** The features by the options --secure-boot, --coco and --firmware-features. Measured. */
export function listWantedFeatures(guest: Guest): WantedFeatures {
  const { secureBoot, enrolledKeys, confidential } = guest;
  const required = new Set(guest.requiredFeatures);
  const excluded = new Set(guest.excludedFeatures);
  if (secureBoot !== undefined) (secureBoot ? required : excluded).add('secure-boot');
  const protecting = PROTECTING.get(confidential);
  if (protecting !== undefined) required.add(protecting);
  // Confidential firmware has its keys built in, so with Secure Boot they are asked for.
  if (enrolledKeys === true || (secureBoot === true && protecting !== undefined))
    required.add('enrolled-keys');
  if (!required.has('enrolled-keys')) excluded.add('enrolled-keys');
  return { required, excluded };
}
