import type { Guest } from '../consumers/guest';
import { getDefaultMachine, type DomainDefaults } from '../consumers/libvirt/domain';
import { toCanonicalMachine } from '../descriptor/machineTypes';

/** A guest as far as a user describes it. */
export type Described = { readonly [Name in keyof Guest]?: Guest[Name] | undefined };

/** Completes the guest that a user describes with an architecture and a machine type, which every guest has. */
export function completeGuest(described: Described, defaults: DomainDefaults): Guest {
  const { architecture = defaults.architecture } = described;
  const machine = described.machine ?? getDefaultMachine(architecture);
  return {
    ...described,
    architecture,
    machine: toCanonicalMachine(architecture, machine, defaults.qemuVersion),
  };
}
