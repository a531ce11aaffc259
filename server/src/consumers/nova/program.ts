import type { Program } from '../consumer';
import { readLikeNova } from './read';
import { NOVA_RELEASES } from './releases';

export const NOVA: Program<undefined, undefined> = {
  id: 'nova',
  name: 'OpenStack Nova',
  takesDomains: false,
  releases: NOVA_RELEASES,
  read: readLikeNova,
};
