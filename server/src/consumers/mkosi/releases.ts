/** The known releases of mkosi, the oldest first. */
import type { Release } from '../consumer';
import { PYTHON_JSON } from '../python';
import { SYSTEM_PLACES, type Manner } from '../manner';

/** How releases differ in what they choose. */
export interface MkosiChoice {
  /** The features that firmware must have exactly if the build has them: a build without one selects no firmware with it. */
  readonly exactFeatures: readonly ('secure-boot' | 'enrolled-keys')[];
}

export type MkosiRelease = Release<unknown, MkosiChoice>;

/** [mkosi/qemu.py] */
const MANNER: Manner = {
  places: SYSTEM_PLACES,
  takes: () => true,
  onDevice: 'reads',
  onLink: 'follows',
  onDangling: 'breaks',
  onEmpty: 'reads',
  order: 'by-path',
};

export const MKOSI_RELEASES: readonly MkosiRelease[] = [
  {
    version: '27',
    isVerified: true,
    distribution: undefined,
    json: PYTHON_JSON,
    onUnusable: 'raises-exception',
    manner: MANNER,
    reading: undefined,
    choice: { exactFeatures: ['secure-boot', 'enrolled-keys'] },
  },
];
