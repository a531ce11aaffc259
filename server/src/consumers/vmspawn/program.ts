import type { Program } from '../consumer';
import { readLikeVmspawn } from './read';
import { VMSPAWN_RELEASES, type VmspawnChoice, type VmspawnReading } from './releases';

export const VMSPAWN: Program<VmspawnReading, VmspawnChoice> = {
  id: 'vmspawn',
  name: 'systemd-vmspawn',
  takesDomains: false,
  releases: VMSPAWN_RELEASES,
  read: readLikeVmspawn,
};
