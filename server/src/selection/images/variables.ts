/** The file in which a guest keeps its variables: whether it exists, what it is created from, and whose it is. */
import type { GuestProblem } from '../../consumers/outcome';
import { t } from '../../text/translations';
import { isRead, type Boot, type BootImage, type BootLook } from './boot';
import { isOfPackage } from './packages';

/**
 * Reports whether libvirt creates the file or cannot. libvirt compares the formats before it looks for the file, and copies a template
 * unchanged. [src/qemu/qemu_process.c, qemuPrepareNVRAM]
 *
 * @param exists whether the guest's file exists, so it need not be created
 * @param canBeMade whether the template's file has no problem
 */
export function findStoreProblem(boot: Boot, exists: boolean, canBeMade: boolean): GuestProblem | undefined {
  if (!boot.keepsVariables) return undefined;
  const { nvram, loader } = boot.os;
  const template = nvram?.template ?? boot.master;
  const conversion = findConversion(boot);
  if (conversion || exists || !loader) return conversion;
  if (template === undefined) return reportNoMaster(boot, loader.path);
  if (!canBeMade || nvram?.path === undefined || nvram.path !== boot.guest.nvram) return undefined;
  return {
    code: 'nvram-missing',
    severity: 'information',
    message: [
      t('{0} does not exist yet; {1} creates it from {2}.', nvram.path, boot.program, template),
      t('If the guest had a variable store before, its boot entries and keys are lost.'),
    ].join(' '),
    element: 'os/nvram',
  };
}

/** Reports a format that the guest requires of its variables but the template does not have. libvirt up to 11 does not check templateFormat when it chooses. */
function findConversion({ os: { nvram }, guest, program, picked }: Boot): GuestProblem | undefined {
  const { template, templateFormat, format = templateFormat } = nvram ?? {};
  if (template === undefined || templateFormat === undefined) return undefined;
  const [required, attribute] =
    format === templateFormat ? [guest.templateFormat, '@templateFormat'] : [format, '@format'];
  if (required === undefined || required === templateFormat) return undefined;
  const message = [
    t(
      '{0} does not convert the {1} template {2} to a {3} variable store.',
      program,
      templateFormat,
      template,
      required,
    ),
    t('The guest does not start.'),
    picked
      ? t(
          'Convert a copy of the template with “qemu-img convert -O {0}” and name the copy in a descriptor in /etc/qemu/firmware, or change the format in <nvram> to “{1}”.',
          required,
          templateFormat,
        )
      : t(
          'Use a template in the format “{0}”, or change the format in <nvram> to “{1}”.',
          required,
          templateFormat,
        ),
  ].join(' ');
  return { code: 'nvram-conversion', severity: 'error', message, element: `os/nvram/${attribute}` };
}

function reportNoMaster({ os, guest, program }: Boot, loader: string): GuestProblem {
  const path = os.nvram?.path;
  return {
    code: 'master-var-store',
    severity: 'error',
    message: [
      path === undefined
        ? t('{0} has no template for the guest’s variable store.', program)
        : t('The variable store {0} does not exist, and {1} has no template for it.', path, program),
      t('Starting the guest fails: “unable to find any master var store for loader: {0}”.', loader),
      t(
        'In <nvram template="…">, name a template of the same build as the loader, or copy that template to the path of the variable store.',
      ),
    ].join(' '),
    element: guest.nvram === undefined ? 'os/loader' : 'os/nvram',
  };
}

/** Reports a guest that writes into a template, from which other guests start. */
export function findSharedTemplate({ os, templates }: Boot): GuestProblem | undefined {
  const path = os.nvram?.path;
  if (path === undefined || !(templates.has(path) || isOfPackage(path))) return undefined;
  return {
    code: 'nvram-is-template',
    severity: 'warning',
    message: [
      t('{0} is a template of the host, not the variable store of this guest.', path),
      t(
        'The guest writes its variables into the template, and “virsh undefine --nvram” deletes the template.',
      ),
      t('Name a separate file in <nvram>, and name the template in the attribute “template” of <nvram>.'),
    ].join(' '),
    element: 'os/nvram',
  };
}

/** Reports variables that are not a variable store. */
export function findWrongVariables({ image, seen: { facts } }: BootLook): GuestProblem | undefined {
  const { path, element } = image;
  const isWhole = facts.volumes.some(({ kind }) => kind === 'variables');
  if (!isRead(facts) || facts.content !== 'uefi' || isWhole) return undefined;
  return {
    code: 'image-kind',
    severity: 'error',
    message: [
      t('{0} is firmware code, not a variable store.', path),
      t('The guest does not start.'),
      t('Use variables from the same build.'),
    ].join(' '),
    element,
  };
}

/** Reports code and variables that are swapped, so the guest has nothing to run. */
export function findSwap(code: BootLook, variables: BootLook): GuestProblem | undefined {
  if (code.seen.facts.content !== 'variables' || variables.seen.facts.content !== 'uefi') return undefined;
  return {
    code: 'image-swapped',
    severity: 'error',
    message: [
      t(
        '{0} is a variable store, and {1} is firmware code: they are swapped.',
        code.image.path,
        variables.image.path,
      ),
      t('The guest does not start.'),
      t('Name the code in <loader> and the variables in <nvram>.'),
    ].join(' '),
    element: 'os/loader',
  };
}

/** Reports missing keys that a guest requires or the selected descriptor promises. */
export function findMissingKeys(
  { guest, picked }: Boot,
  { image, seen }: BootLook,
): GuestProblem | undefined {
  const { variables, content } = seen.facts;
  const isPromised = picked?.firmware.features.includes('enrolled-keys') === true;
  if (!(guest.enrolledKeys === true || isPromised) || !isRead(seen.facts)) return undefined;
  const isEmpty = variables
    ? !variables.enrolled && (variables.complete || variables.pk)
    : content === 'blank';
  if (!isEmpty) return undefined;
  return {
    code: 'image-keys',
    severity: 'warning',
    message: [
      t('{0} has no enrolled keys.', image.path),
      guest.enrolledKeys === true
        ? t('The guest requires enrolled keys, but starts without Secure Boot.')
        : t('The selected descriptor promises enrolled keys, but the guest starts without Secure Boot.'),
      describeKeysRemedy(image),
    ].join(' '),
    element: image.element,
  };
}

function describeKeysRemedy({ role, path }: BootImage): string {
  return role === 'variables'
    ? t(
        'Recreate {0} from a template with keys (virsh start --reset-nvram), or enroll keys in the guest.',
        path,
      )
    : t('Use a template with enrolled keys.');
}
