import type { Guest } from '../guest';

/** The features that systemd-vmspawn 262 requires and excludes for a guest. */
export interface FeatureRequirements {
  readonly required: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
}

/** The feature that each kind of protection requires. */
const PROTECTING: ReadonlyMap<Guest['confidential'], string> = new Map([
  ['sev-snp', 'amd-sev-snp'],
  ['tdx', 'intel-tdx'],
]);

/** Lists the features for the options --secure-boot, --coco and --firmware-features. Tested. */
export function listFeatureRequirements(guest: Guest): FeatureRequirements {
  const { secureBoot, enrolledKeys, confidential } = guest;
  const required = new Set(guest.requiredFeatures);
  const excluded = new Set(guest.excludedFeatures);
  if (secureBoot !== undefined) (secureBoot ? required : excluded).add('secure-boot');
  const protecting = PROTECTING.get(confidential);
  if (protecting !== undefined) required.add(protecting);
  // Confidential firmware has built-in keys, so Secure Boot requires them.
  if (enrolledKeys === true || (secureBoot === true && protecting !== undefined))
    required.add('enrolled-keys');
  if (!required.has('enrolled-keys')) excluded.add('enrolled-keys');
  return { required, excluded };
}
