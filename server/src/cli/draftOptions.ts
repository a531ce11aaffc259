import { t } from '../text/translations';
import type { Answers } from '../drafting/draft';
import type { Loading } from '../drafting/loading';
import { checkArchitecture } from './guestNames';
import { readRootFolder, resolveBelow } from './options';
import { UsageError } from './outcome';
import { NEW } from './syntax/images';
import { parse, requireOneOf } from './syntax/parse';

/** The options of `new`. */
export interface DraftOptions {
  /** As descriptors name it, see `root`. */
  readonly executable: string;
  readonly template: string | undefined;
  readonly answers: Answers;
  /** The absolute path of the folder that is used as the root of the file system; empty for the machine's own. */
  readonly root: string;
  readonly output: string | undefined;
  readonly force: boolean;
}

/** Reads the command line of `new`. Throws UsageError. */
export function readDraftOptions(args: readonly string[]): DraftOptions {
  const { values, positionals } = parse(NEW, args);
  const [extra] = positionals;
  if (extra !== undefined) throw new UsageError(t('unexpected argument “{0}”', extra));
  if (values.executable === undefined || values.executable === '')
    throw new UsageError(t('new: specify an image with --executable'));
  if (values.force && values.output === undefined) throw new UsageError(t('--force requires --output'));
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
        interfaceType: requireOneOf('--interface-type', interfaceType, NEW.options['interface-type'].values),
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

/** Returns undefined if no device is given, or if flash is given without its mode. */
function findLoading(device: string | undefined, mode: string | undefined): Loading | undefined {
  const kind = device === undefined ? undefined : requireOneOf('--device', device, NEW.options.device.values);
  if (mode === undefined) return kind === 'flash' ? undefined : kind;
  if (kind !== undefined && kind !== 'flash')
    throw new UsageError(t('--mode is for flash, not for {0}', kind));
  return requireOneOf('--mode', mode, NEW.options.mode.values);
}
