/** The machine types of the architectures that have firmware descriptors. [QEMU 10.2 and 11.1, hw/] */
import { globsOverlap, isGlob } from './machineGlob';

interface Machines {
  /** Machine types with a version at the end, to which downstream releases add (`pc-q35-rhel9.4.0`). */
  readonly families: readonly Family[];
  /** Machine types without a version; a group of boards as a pattern. */
  readonly boards: readonly string[];
  /** The patterns that firmware descriptors list. */
  readonly usual: readonly string[];
}

interface Family {
  /** Matches every version. */
  readonly glob: string;
  /** The alias of the newest version; libvirt replaces it with that version before comparing. */
  readonly alias: string;
}

const VIRT: Family = { glob: 'virt-*', alias: 'virt' };

const PC: Machines = {
  families: [
    { glob: 'pc-q35-*', alias: 'q35' },
    { glob: 'pc-i440fx-*', alias: 'pc' },
    { glob: 'xenfv-*', alias: 'xenfv' },
  ],
  boards: ['microvm', 'isapc', 'xenpv', 'xenpvh', 'x-remote', 'nitro-enclave', 'nitro', 'none'],
  usual: ['pc-q35-*', 'pc-i440fx-*', 'microvm'],
};

// prettier-ignore
const ARM_BOARDS = [
  'vexpress-a9', 'vexpress-a15', 'raspi0', 'raspi1ap', 'raspi2b', 'cubieboard', 'orangepi-pc', 'bpim2u', 'sabrelite',
  'mcimx6ul-evk', 'mcimx7d-sabre', 'imx25-pdk', 'kzm', 'highbank', 'midway', 'integratorcp', 'realview-*', 'versatileab',
  'versatilepb', 'musicpal', 'nuri', 'smdkc210', 'npcm750-evb', 'ast1030-evb', 'ast2500-evb', 'ast2600-evb',
  'palmetto-bmc', 'supermicrox11-bmc', 'supermicro-x11spi-bmc', 'romulus-bmc', 'sonorapass-bmc', 'witherspoon-bmc',
  'tacoma-bmc', 'yosemitev2-bmc', 'fp5280g2-bmc', 'g220a-bmc', 'tiogapass-bmc', 'rainier-bmc', 'fuji-bmc',
  'bletchley-bmc', 'fby35-bmc', 'catalina-bmc', 'gb200nvl-bmc', 'qcom-firework-bmc', 'qcom-dc-scm-v1-bmc',
  'quanta-q71l-bmc', 'quanta-gbs-bmc', 'quanta-gsj', 'kudo-bmc', 'mori-bmc', 'mps2-*', 'mps3-*', 'musca-a', 'musca-b1', 'lm3s811evb', 'lm3s6965evb', 'microbit', 'netduino2',
  'netduinoplus2', 'olimex-stm32-h405', 'stm32vldiscovery', 'b-l475e-iot01a', 'emcraft-sf2', 'canon-a1100', 'collie',
  'sx1', 'sx1-v1', 'xilinx-zynq-a9', 'max78000fthr', 'fby35', 'xenpvh', 'x-remote', 'none',
];

// prettier-ignore
const AARCH64_BOARDS = [
  'sbsa-ref', 'raspi3ap', 'raspi3b', 'raspi4b', 'xlnx-zcu102', 'xlnx-versal-virt', 'amd-versal-virt', 'amd-versal2-virt',
  'imx8mp-evk', 'npcm845-evb', 'ast2700a0-evb', 'ast2700a1-evb', 'ast2700-evb', 'ast2700fc', 'vmapple',
];

// prettier-ignore
const RISCV64_BOARDS = [
  'virt', 'sifive_u', 'sifive_e', 'spike', 'microchip-icicle-kit', 'shakti_c', 'amd-microblaze-v-generic',
  'xiangshan-kunminghu', 'none',
];

const MACHINES: ReadonlyMap<string, Machines> = new Map([
  ['x86_64', PC],
  ['i386', PC],
  ['arm', { families: [VIRT], boards: ARM_BOARDS, usual: ['virt-*'] }],
  ['aarch64', { families: [VIRT], boards: [...AARCH64_BOARDS, ...ARM_BOARDS], usual: ['virt-*'] }],
  ['riscv64', { families: [], boards: RISCV64_BOARDS, usual: ['virt'] }],
  ['loongarch64', { families: [], boards: ['virt', 'none'], usual: ['virt'] }],
]);

/** Lists the patterns that descriptors for `architecture` use, the most common first; empty for an unknown architecture. */
export function listUsualGlobs(architecture: string): readonly string[] {
  return MACHINES.get(architecture)?.usual ?? [];
}

/**
 * Whether `pattern` can match a machine type of `architecture`. True for any version of a family and for an alias (which
 * `findAliasedFamily` distinguishes from a type); true for every pattern if the architecture is unknown.
 */
export function isKnownMachine(architecture: string, pattern: string): boolean {
  const machines = MACHINES.get(architecture);
  if (!machines || findAliasedFamily(architecture, pattern) !== undefined) return true;
  return listMachineNames(architecture).some((name) => globsOverlap(pattern, name));
}

/** Finds the pattern of the family that `name` is an alias of: `pc-q35-*` for `q35`; undefined if it is not an alias. */
export function findAliasedFamily(architecture: string, name: string): string | undefined {
  return MACHINES.get(architecture)?.families.find(({ alias }) => alias === name)?.glob;
}

/** Resolves an alias to its machine type in QEMU of that version; returns any other name unchanged. */
export function toCanonicalMachine(architecture: string, name: string, version: string): string {
  return findAliasedFamily(architecture, name)?.replace('*', version) ?? name;
}

/**
 * Finds the unversioned machine type that `pattern` requires versions of: `virt` for `virt-*` on riscv64; undefined for all other
 * patterns.
 */
export function findVersionlessMachine(architecture: string, pattern: string): string | undefined {
  const machines = MACHINES.get(architecture);
  if (!machines || machines.families.length > 0 || isKnownMachine(architecture, pattern)) return undefined;
  return machines.usual.find((name) => pattern.startsWith(`${name}-`));
}

/**
 * Finds a machine type that `pattern` matches and QEMU can start: for a family, the alias of its newest version, such as `q35` for
 * `pc-q35-*`; undefined if no known machine type of `architecture` matches.
 */
export function findMachine(architecture: string, pattern: string): string | undefined {
  if (!isGlob(pattern)) return pattern;
  const machines = MACHINES.get(architecture);
  const family = machines?.families.find(({ glob }) => globsOverlap(pattern, glob));
  return family?.alias ?? machines?.boards.find((name) => !isGlob(name) && globsOverlap(pattern, name));
}

/** Lists all machine types for `architecture`, with families and groups as patterns; empty for an unknown architecture. */
export function listMachineNames(architecture: string): readonly string[] {
  const machines = MACHINES.get(architecture);
  return machines ? [...machines.families.map(({ glob }) => glob), ...machines.boards] : [];
}
