/** How libvirt compares a descriptor with a guest. [qemu_firmware.c, qemuFirmwareMatchDomain] */
import { t } from '../../text/translations';
import { matchesGlob } from '../../descriptor/machineGlob';
import { isSameText, type SameFile } from '../chooser';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import { proposeMachine, refuseOtherArchitecture, refuseOtherInterface, type Refusal } from '../refusal';
import { toLibvirtArchitecture } from './architectures';
import { refuseConfidential } from './confidential';
import { refuseFeatures, refuseSmm, refuseSuspension } from './features';
import { refuseLoader } from './loader';
import { findRomProblem } from './rom';
import type { VersionedChoice } from './releases';

/** Returns the interface that libvirt looks for: the named one, or the one for the type of the loader. */
export function findRequestedInterface({ firmware, loaderType }: Guest): 'bios' | 'uefi' | undefined {
  return firmware ?? (loaderType && (loaderType === 'rom' ? 'bios' : 'uefi'));
}

/** Lists all reasons why libvirt rejects a descriptor, the first one first. Each is independent of the others. */
export function* findRefusals(
  guest: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
  isSameFile: SameFile = isSameText,
): Generator<Refusal> {
  const refusals = listRefusals(guest, firmware, choice, isSameFile);
  if (guest.isDefaultLoaderType !== true) {
    yield* refusals;
    return;
  }
  const others = [...refusals];
  const isFoundLater =
    choice.ownRom === 'looked-up' && others.length === 0 && findRomProblem(guest) === undefined;
  if (!isFoundLater) yield refuseWithoutType();
  yield* others;
}

function* listRefusals(
  guest: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
  isSameFile: SameFile,
): Generator<Refusal> {
  if (choice.goesByLoader) yield* refuseLoaderPath(guest, firmware);
  yield* refuseInterface(guest, firmware, choice, isSameFile);
  if (!choice.goesByLoader) yield* refusePaths(guest, firmware, choice, isSameFile);
  yield* refuseTargets(guest, firmware, choice);
  yield* refuseSuspension(guest, firmware);
  yield* refuseFeatures(guest, firmware, choice);
  yield* refuseSmm(guest, firmware, choice);
  yield* refuseLoader(guest, firmware, choice);
  yield* refuseConfidential(guest, firmware, choice);
}

function* refuseInterface(
  guest: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
  isSameFile: SameFile,
): Generator<Refusal> {
  const isLookedUp = choice.ownRom === 'looked-up';
  if (guest.isDefaultLoaderType === true && !(isLookedUp && isNamed(guest.loader, firmware.file, isSameFile)))
    return;
  const requested = findRequestedInterface(guest);
  const isOwnRom = guest.firmware === undefined && requested === 'bios';
  if (isLookedUp && isOwnRom && firmware.interfaceTypes.includes('uefi')) return;
  if (requested === undefined || !firmware.interfaceTypes.includes(requested))
    yield refuseOtherInterface(requested ?? '', firmware);
}

/** At first libvirt knows no interface for such a loader. It fills in “rom” and searches again; then firmware with that name matches. */
function refuseWithoutType(): Refusal {
  return {
    code: 'interface',
    message: () =>
      t('The guest’s <loader> has no type, so libvirt does not know which interface to look for.'),
    isFundamental: true,
  };
}

function isNamed(named: string | undefined, file: string | undefined, isSameFile: SameFile): boolean {
  return named === undefined || (file !== undefined && isSameFile(named, file));
}

function* refuseLoaderPath({ loader }: Guest, { device, file }: Firmware): Generator<Refusal> {
  if (loader === undefined || (device === 'flash' && loader === file)) return;
  const { code, message, guest, firmware } = refuseOtherImage(loader, file, 'loader');
  // For other devices than flash, no path matches.
  if (device === 'flash') yield { code, message, guest, firmware };
  else yield { code, message, guest: { ...guest, change: { loader: undefined } } };
}

function refuseOtherImage(named: string, file: string | undefined, code: 'kernel' | 'loader') {
  return {
    code: 'path',
    message: () =>
      t('The guest names the image {0}, but this descriptor describes {1}.', named, file ?? t('“{0}”', '')),
    guest: {
      text: () =>
        t(
          'Change the image in the guest’s <{1}> to {0}, or remove the element.',
          file ?? t('“{0}”', ''),
          code,
        ),
      change: { [code]: file },
    },
    firmware: { text: () => t('Change the image in the descriptor to {0}.', named), change: { file: named } },
  };
}

function* refusePaths(
  guest: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
  isSameFile: SameFile,
): Generator<Refusal> {
  const { device, mode, file, template, storeTemplate } = firmware;
  const code = device === 'kernel' ? 'kernel' : 'loader';
  const named = guest[code];
  if (named !== undefined && !isNamed(named, file, isSameFile)) yield refuseOtherImage(named, file, code);
  if (device === 'flash') {
    const fitting = mode === 'split' ? template : undefined;
    if (!isNamed(guest.nvramTemplate, fitting, isSameFile))
      yield refuseOtherTemplate(guest.nvramTemplate, fitting, NVRAM, mode === 'split');
  }
  const knowsStores = device === 'memory' && choice.variables === 'since-12';
  if (knowsStores && !isNamed(guest.varstoreTemplate, storeTemplate, isSameFile))
    yield refuseOtherTemplate(guest.varstoreTemplate, storeTemplate, VARSTORE, storeTemplate !== undefined);
}

/** An element that names a template, and the members for it in guests and firmware. */
interface TemplateKind {
  readonly element: string;
  readonly ofGuest: 'nvramTemplate' | 'varstoreTemplate';
  readonly ofFirmware: 'template' | 'storeTemplate';
}

const NVRAM: TemplateKind = { element: 'nvram', ofGuest: 'nvramTemplate', ofFirmware: 'template' };
const VARSTORE: TemplateKind = {
  element: 'varstore',
  ofGuest: 'varstoreTemplate',
  ofFirmware: 'storeTemplate',
};

/** @param hasTemplate whether the descriptor may name one */
function refuseOtherTemplate(
  named = '',
  fitting: string | undefined,
  { element, ofGuest, ofFirmware }: TemplateKind,
  hasTemplate: boolean,
): Refusal {
  return {
    code: 'path',
    message: () =>
      t('The guest names the template {0}, but this descriptor names {1}.', named, fitting ?? t('“{0}”', '')),
    guest: {
      text: () => t('Remove the template from the guest’s <{0}>.', element),
      change: { [ofGuest]: undefined },
    },
    firmware: hasTemplate
      ? {
          text: () => t('Change the template in the descriptor to {0}.', named),
          change: { [ofFirmware]: named },
        }
      : undefined,
  };
}

/** The machine type that libvirt 9.0 gives to an ARM guest without one. [qemu_capabilities.c] */
const BARE_ARM = 'integratorcp';

function* refuseTargets(guest: Guest, firmware: Firmware, choice: VersionedChoice): Generator<Refusal> {
  const { architecture } = guest;
  const isBare = guest.isDefaultMachine && choice.startsBareArm && ['arm', 'aarch64'].includes(architecture);
  const machine = isBare ? BARE_ARM : guest.machine;
  const own = firmware.targets.filter(
    (target) => toLibvirtArchitecture(target.architecture) === toLibvirtArchitecture(architecture),
  );
  const patterns = own.flatMap(({ machines }) => machines);
  if (patterns.some((pattern) => matchesGlob(pattern, machine))) return;
  if (own.length === 0) {
    yield refuseOtherArchitecture(guest, firmware);
    return;
  }
  const family = patterns.find((pattern) => /^[^*?]+(?:-\*)?$/.test(pattern));
  yield {
    code: 'machine',
    message: () =>
      t(
        'The guest’s machine type is {0}, but this firmware is for {1}.',
        machine || t('“{0}”', ''),
        patterns.join(', ') || t('“{0}”', ''),
      ),
    guest:
      family === undefined
        ? undefined
        : {
            text: () => t('Change the guest’s machine type to one that matches {0}.', family),
            change: { machine: family.replace('*', '0'), isDefaultMachine: undefined },
          },
    firmware: proposeMachine(firmware, own, machine, guest),
  };
}
