import type { Program } from '../consumer';
import { readLikeBcvk } from './read';
import { BCVK_RELEASES } from './releases';

export const BCVK: Program<undefined, undefined> = {
  id: 'bcvk',
  name: 'bcvk',
  takesDomains: false,
  releases: BCVK_RELEASES,
  read: readLikeBcvk,
};
