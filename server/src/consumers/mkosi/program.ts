import type { Program } from '../consumer';
import { readLikeMkosi } from './read';
import { MKOSI_RELEASES, type MkosiChoice } from './releases';

export const MKOSI: Program<unknown, MkosiChoice> = {
  id: 'mkosi',
  name: 'mkosi',
  takesDomains: false,
  releases: MKOSI_RELEASES,
  read: readLikeMkosi,
};
