import { t } from '../text/translations';
import { parseArgs } from 'node:util';
import type { Answers } from '../drafting/draft';
import type { Loading } from '../drafting/loading';
import { checkArchitecture } from './guestNames';
import { requireOneOf, readRootFolder, resolveBelow } from './options';
import { UsageError } from './outcome';

export const NEW_HELP = `Usage: qemu-firmware new --executable IMAGE [OPTION]...

Prints a descriptor that is made of what firmware images are, by their bytes. What they do not tell can be said.

  --executable IMAGE        the image that guests run
  --nvram-template IMAGE    the variable store that guests get a copy of (default for code without one: the
                            store beside it that belongs to it by its name)
  --device DEVICE           flash, memory, kernel or igvm: how the image is loaded
  --mode MODE               of flash: split, combined or stateless
  --interface-type TYPE     bios, openfirmware, uboot or uefi: what the firmware offers to guests
  --arch ARCHITECTURE       for guests of this architecture; may be repeated
  --machine PATTERN         for this machine type, such as pc-q35-*; may be repeated
  --feature FEATURE         a feature that the image cannot prove, such as amd-sev-es; may be repeated
  --description TEXT        what the firmware is called for people
  --priority NN             the two digits before the file's name (default: 40 with enrolled keys, 50 with
                            Secure Boot, else 60)
  --root DIR                the images are those below DIR, and are called as they are there
  --output FILE|FOLDER      write the descriptor, in a folder under its conventional name
  --force                   with --output: replace a file that is there
  -h, --help                print this

What the linter says of the descriptor goes to standard error.

Exit status: 0 the descriptor was made, 2 wrong usage, or images that no descriptor can be made of.
`;

/** What the user asks of `new`. */
export interface DraftOptions {
  /** As descriptors call it, see `root`. */
  readonly executable: string;
  readonly template: string | undefined;
  readonly answers: Answers;
  /** The absolute path that stands for the root of the file system; empty for the machine's own. */
  readonly root: string;
  readonly output: string | undefined;
  readonly force: boolean;
}

/** Reads the command line of `new`; undefined where help is asked for. Throws UsageError, or the TypeError of node:util's parseArgs. */
export function readDraftOptions(args: readonly string[]): DraftOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      executable: { type: 'string' },
      'nvram-template': { type: 'string' },
      device: { type: 'string' },
      mode: { type: 'string' },
      'interface-type': { type: 'string' },
      arch: { type: 'string', multiple: true },
      machine: { type: 'string', multiple: true },
      feature: { type: 'string', multiple: true },
      description: { type: 'string' },
      priority: { type: 'string' },
      root: { type: 'string' },
      output: { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  if (values.executable === undefined || values.executable === '')
    throw new UsageError(t('new: name an image with --executable'));
  if (values.force && values.output === undefined) throw new UsageError(t('--force goes with --output'));
  const { device, mode, arch, machine, feature, description, priority } = values;
  if (priority !== undefined && !/^\d\d$/.test(priority))
    throw new UsageError(t('--priority takes two digits, not “{0}”', priority));
  const root = values.root === undefined ? '' : readRootFolder(values.root);
  const loading = findLoading(device, mode);
  const interfaceType = values['interface-type'];
  return {
    executable: resolveBelow(root, values.executable),
    template: values['nvram-template'] && resolveBelow(root, values['nvram-template']),
    answers: {
      ...(device === 'flash' && { inFlash: true }),
      loading,
      ...(interfaceType !== undefined && {
        interfaceType: requireOneOf('--interface-type', interfaceType, INTERFACES),
      }),
      architectures: arch?.map(checkArchitecture),
      machines: machine,
      features: feature,
      description,
      priority,
    },
    root,
    output: values.output,
    force: values.force,
  };
}

const INTERFACES = ['bios', 'openfirmware', 'uboot', 'uefi'] as const;

/** Undefined where nothing is said, and where flash is said without its mode. */
function findLoading(device: string | undefined, mode: string | undefined): Loading | undefined {
  const wanted =
    device === undefined
      ? undefined
      : requireOneOf('--device', device, ['flash', 'memory', 'kernel', 'igvm']);
  if (mode === undefined) return wanted === 'flash' ? undefined : wanted;
  if (wanted !== undefined && wanted !== 'flash')
    throw new UsageError(t('--mode is for flash, not for {0}', wanted));
  return requireOneOf('--mode', mode, ['split', 'combined', 'stateless'] as const);
}
