/** The known releases of Nova, the oldest first. Since release 33, Nova leaves the choice to libvirt. */
import type { Release } from '../consumer';
import { SYSTEM_PLACES, type Manner } from '../manner';
import { PYTHON_JSON } from '../python';

export type NovaRelease = Release<undefined, undefined>;

/** [nova/virt/libvirt/host.py, _get_loaders] */
const MANNER: Manner = {
  places: SYSTEM_PLACES,
  takes: (name) => name.endsWith('.json') && !name.startsWith('.'),
  onDevice: 'reads',
  onLink: 'follows',
  onDangling: 'breaks',
  onEmpty: 'reads',
  order: 'general-first',
};

export const NOVA_RELEASES: readonly NovaRelease[] = [
  {
    // The tests run the same two functions of release 26.
    version: '32',
    isVerified: false,
    distribution: undefined,
    json: PYTHON_JSON,
    onUnusable: 'raises-exception',
    manner: MANNER,
    reading: undefined,
    choice: undefined,
  },
];
