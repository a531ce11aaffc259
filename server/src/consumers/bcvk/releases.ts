/** The known releases of bcvk, the oldest first. */
import type { Release } from '../consumer';
import type { JsonDialect } from '../jsonDialect';
import { SYSTEM_PLACES, type Manner } from '../manner';

export type BcvkRelease = Release<undefined, undefined>;

/** serde_json. It skips unread members without a depth limit. */
const SERDE_JSON: JsonDialect = { hasNonFinite: false, endsAtNul: false, onDuplicate: 'reader-decides' };

/** [secureboot.rs, list_firmware_descriptors] */
const MANNER: Manner = {
  places: [...SYSTEM_PLACES, { below: 'configuration' }],
  takes: (name) => name.endsWith('.json') && name !== '.json',
  onDevice: 'passes',
  onLink: 'passes',
  onDangling: 'passes',
  onEmpty: 'reads',
  order: 'specific-first',
};

export const BCVK_RELEASES: readonly BcvkRelease[] = [
  {
    version: '0.18',
    isVerified: false,
    distribution: undefined,
    json: SERDE_JSON,
    onUnusable: 'raises-exception',
    manner: MANNER,
    reading: undefined,
    choice: undefined,
  },
];
