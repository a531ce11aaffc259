import type { Program } from '../consumer';
import { readLikeLibvirt } from './read';
import { LIBVIRT_RELEASES, type LibvirtChoice, type LibvirtReading } from './releases';

export const LIBVIRT: Program<LibvirtReading, LibvirtChoice> = {
  id: 'libvirt',
  name: 'libvirt',
  takesDomains: true,
  releases: LIBVIRT_RELEASES,
  read: readLikeLibvirt,
};
