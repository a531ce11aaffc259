import { t } from '../text/translations';
import { NEWEST_RELEASE, findVersionProblem, getSchema } from '../schema/bundled';
import type { DomainDefaults } from '../consumers/libvirt/domain';
import { VMSPAWN } from '../consumers/vmspawn/program';
import { CONFIDENTIAL, type Guest } from '../consumers/guest';
import type { Chooser } from '../consumers/chooser';
import { completeGuest } from '../service/completeGuest';
import type { ExplainWays } from '../service/explainGuest';
import { getHostArchitecture } from '../workspace/nodeMachine';
import { readDomainFile, readDomainFolder, type Guests } from './domainFiles';
import { checkArchitecture, checkMachine } from './guestNames';
import { makeNamedFiles } from './namedFiles';
import { readRootFolder } from './options';
import { UsageError } from './outcome';
import type { Search } from './searchOptions';
import { EXPLAIN, GUEST_OPTIONS } from './syntax/explain';
import { parse, requireOneOf } from './syntax/parse';

/** The yes/no options, each with the requirement that it sets. */
const WISHES = {
  'secure-boot': 'secureBoot',
  'enrolled-keys': 'enrolledKeys',
  smm: 'smm',
  stateless: 'stateless',
  s3: 's3',
  s4: 's4',
  'loader-secure': 'loaderSecure',
  'loader-readonly': 'loaderReadonly',
} as const satisfies Readonly<Record<string, keyof Guest>>;

const ANSWERS: ReadonlyMap<string, boolean | undefined> = new Map([
  ['yes', true],
  ['on', true],
  ['true', true],
  ['no', false],
  ['off', false],
  ['false', false],
  ['any', undefined],
]);

/** Reads the command line of `explain`. Throws UsageError. */
export function readExplainArguments(args: readonly string[]) {
  const { values, positionals } = parse(EXPLAIN, args);
  const [extra] = positionals;
  if (extra !== undefined) throw new UsageError(t('unexpected argument “{0}”', extra));
  for (const [option, value] of Object.entries(values))
    if (value === '') throw new UsageError(t('--{0} is empty', option));
  return values;
}

export type ExplainValues = ReturnType<typeof readExplainArguments>;

/** Returns how to explain the guests of a command line. */
export function makeExplainWays(
  values: Pick<ExplainValues, 'root' | 'no-images'>,
  { files, user }: Search,
): ExplainWays {
  return {
    context: getSchema('latest'),
    files,
    user,
    isRooted: values.root !== undefined,
    looksAtImages: !values['no-images'],
  };
}

/** Reads the guests of `--domain`: a list for a file or standard input, one after the other for a folder. Throws UsageError. */
export async function readGuests(values: ExplainValues): Promise<Guests> {
  const other = Object.keys(GUEST_OPTIONS).find(
    (name) =>
      name !== 'domain' && name !== 'qemu-version' && values[name as keyof ExplainValues] !== undefined,
  );
  if (other !== undefined) throw new UsageError(t('--domain cannot be used with --{0}', other));
  const { domain = '', root } = values;
  const host = readHostDefaults(values);
  const files = makeNamedFiles(root === undefined ? '' : readRootFolder(root));
  const isFolder = domain !== '-' && (await files.stat(domain))?.kind === 'folder';
  return isFolder ? readDomainFolder(domain, files, host) : readDomainFile(domain, files, host);
}

function readHostDefaults(values: ExplainValues): DomainDefaults {
  return {
    architecture: getHostArchitecture(),
    qemuVersion: readQemuVersion(values['qemu-version'] ?? 'latest'),
  };
}

const FLASH_FORMATS = ['raw', 'qcow2'] as const;

/** Reads the guest that the options describe. Throws UsageError. */
export function readOptionsGuest(values: ExplainValues, { getMachine }: Pick<Chooser, 'getMachine'>): Guest {
  const defaults = readHostDefaults(values);
  const firmware = requireOneOf('--firmware', values.firmware ?? 'uefi', ['uefi', 'efi', 'bios']);
  const wishes = Object.entries(WISHES).map(([option, wish]) => [
    wish,
    readAnswer(option, values[option as keyof ExplainValues]),
  ]);
  const architecture = checkArchitecture(values.arch);
  if (values.machine !== undefined) checkMachine(architecture ?? defaults.architecture, values.machine);
  const described = {
    architecture,
    machine: values.machine ?? getMachine?.(architecture ?? defaults.architecture),
    firmware: firmware === 'bios' ? 'bios' : 'uefi',
    ...(Object.fromEntries(wishes) as Pick<Guest, (typeof WISHES)[keyof typeof WISHES]>),
    loader: values.loader,
    loaderType: readOneOf('--loader-type', values['loader-type'], ['rom', 'pflash']),
    loaderFormat: readOneOf('--loader-format', values['loader-format'], FLASH_FORMATS),
    nvramTemplate: values['nvram-template'],
    templateFormat: readOneOf('--template-format', values['template-format'], FLASH_FORMATS),
    kernel: values.kernel,
    confidential: readConfidential(values),
    ...readFeatures(values),
  } as const;
  return completeGuest(described, defaults);
}

function readConfidential({ confidential, coco }: ExplainValues): Guest['confidential'] {
  if (confidential !== undefined && coco !== undefined)
    throw new UsageError(t('--{0} cannot be used with --{1}', 'confidential', 'coco'));
  return (
    readOneOf('--confidential', confidential, CONFIDENTIAL) ?? readOneOf('--coco', coco, ['sev-snp', 'tdx'])
  );
}

/** More than all features of all firmware. The output for a descriptor grows with them. */
const MAX_FEATURES = 100;

/** Reads the features of --firmware-features. Throws UsageError for an invalid list, and for other consumers, which do not support it. */
function readFeatures(values: ExplainValues): Pick<Guest, 'requiredFeatures' | 'excludedFeatures'> {
  const list = values['firmware-features'];
  if (list === undefined) return {};
  if (!values.consumer.startsWith(`${VMSPAWN.id}@`))
    throw new UsageError(t('--{0} is only for {1}', 'firmware-features', VMSPAWN.name));
  const required = new Set<string>();
  const excluded = new Set<string>();
  const items = list.split(',');
  if (items.length > MAX_FEATURES)
    throw new UsageError(t('--firmware-features: more than {0} features', MAX_FEATURES));
  for (const item of items) {
    const [, tilde, feature] = /^(~?)([\w.-]{1,100})$/.exec(item) ?? [];
    if (feature === undefined)
      throw new UsageError(t('--firmware-features: invalid feature name “{0}”', item));
    (tilde === '' ? required : excluded).add(feature);
    if (required.has(feature) && excluded.has(feature))
      throw new UsageError(t('--firmware-features: “{0}” is both required and excluded', feature));
  }
  return { requiredFeatures: [...required], excludedFeatures: [...excluded] };
}

function readAnswer(option: string, value: unknown): boolean | undefined {
  if (typeof value !== 'string') return undefined;
  if (!ANSWERS.has(value)) throw new UsageError(t('--{0} takes yes, no or any, not “{1}”', option, value));
  return ANSWERS.get(value);
}

function readOneOf<T extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  return value === undefined ? undefined : requireOneOf(option, value, allowed);
}

function readQemuVersion(version: string): string {
  const problem = findVersionProblem(version);
  if (problem !== undefined) throw new UsageError(`--qemu-version: ${problem}`);
  return version === 'latest' ? NEWEST_RELEASE : version;
}
