import { t } from '../text/translations';
import { parseArgs } from 'node:util';
import { NEWEST_RELEASE, findVersionProblem } from '../schema/bundled';
import { readDomain, type DomainDefaults } from '../consumers/libvirt/domain';
import { VMSPAWN } from '../consumers/vmspawn/program';
import { CONFIDENTIAL, type Guest } from '../consumers/guest';
import type { Chooser } from '../consumers/chooser';
import { completeGuest } from '../service/completeGuest';
import { LineIndex } from '../text/lineIndex';
import { decodeUtf8 } from '../text/utf8';
import { getHostArchitecture } from '../workspace/nodeMachine';
import { FileError, readBytes, readStandardInput } from './files';
import { checkArchitecture, checkMachine } from './guestNames';
import { requireOneOf } from './options';
import { UsageError } from './outcome';
import { SEARCH_OPTIONS } from './searchOptions';

/** The options that say yes or no, each with the wish that it stands for. Without a value they say yes. */
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

const TEXT = { type: 'string' } as const;
const GUEST_OPTIONS = {
  domain: TEXT,
  arch: TEXT,
  machine: TEXT,
  firmware: TEXT,
  'secure-boot': TEXT,
  'enrolled-keys': TEXT,
  smm: TEXT,
  stateless: TEXT,
  s3: TEXT,
  s4: TEXT,
  'loader-secure': TEXT,
  'loader-readonly': TEXT,
  loader: TEXT,
  'loader-type': TEXT,
  'loader-format': TEXT,
  'nvram-template': TEXT,
  'template-format': TEXT,
  kernel: TEXT,
  confidential: TEXT,
  coco: TEXT,
  'firmware-features': TEXT,
  'qemu-version': TEXT,
} as const;

/** Whether images are looked at. */
const IMAGE_OPTIONS = { 'no-images': { type: 'boolean', default: false } } as const;

export const GUEST_HELP = `  --domain FILE       a libvirt domain in XML; "-" is standard input
or
  --firmware NAME     the interface that the guest wants: uefi (or efi; the default) or bios
  --arch NAME         its architecture, as QEMU names it (default: this machine's)
  --machine TYPE      its machine type, such as q35 or pc-q35-9.2 (default: q35 on x86 for
                      vmspawn and mkosi, pc for others; else virt)
  --secure-boot [yes|no], --enrolled-keys [yes|no]
                      whether the firmware must have the feature, or must not
  --smm [on|off], --stateless [yes|no], --s3 [yes|no], --s4 [yes|no]
  --loader PATH, --loader-type rom|pflash, --loader-format raw|qcow2, --loader-secure [yes|no],
  --loader-readonly [yes|no], --nvram-template PATH, --template-format raw|qcow2, --kernel PATH
  --confidential TYPE, --coco TYPE
                      sev, sev-es, sev-snp or tdx; --coco, as systemd-vmspawn names it, sev-snp or tdx
  --firmware-features LIST
                      features that systemd-vmspawn 262 requires, or excludes with a “~” before: secure-boot,~acpi-s3

  --qemu-version V    the QEMU whose newest machine types “q35”, “pc” and “virt” stand for (default: latest)`;

/** The command line of `explain`. Throws UsageError, or the TypeError of node:util's parseArgs. */
export function readExplainArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: expandAnswers(args),
    allowPositionals: true,
    options: { ...SEARCH_OPTIONS, ...GUEST_OPTIONS, ...IMAGE_OPTIONS },
  });
  const [extra] = positionals;
  if (extra !== undefined) throw new UsageError(t('explain: “{0}” belongs to no option', extra));
  for (const [option, value] of Object.entries(values))
    if (value === '') throw new UsageError(t('--{0} is empty', option));
  return values;
}

type Values = ReturnType<typeof readExplainArguments>;

/** Puts “yes” behind every wish that has no answer. */
function expandAnswers(args: readonly string[]): string[] {
  return args.flatMap((arg, index) =>
    arg.startsWith('--') && Object.hasOwn(WISHES, arg.slice(2)) && !ANSWERS.has(args[index + 1] ?? '')
      ? [arg, 'yes']
      : [arg],
  );
}

/** The guest that the options describe. Throws UsageError, and FileError where there is no such domain. */
export async function readGuest(values: Values, chooser: Pick<Chooser, 'getMachine'>): Promise<Guest> {
  const host: DomainDefaults = {
    architecture: getHostArchitecture(),
    qemuVersion: readQemuVersion(values['qemu-version'] ?? 'latest'),
  };
  const { domain } = values;
  if (domain === undefined) return readOptionsGuest(values, host, chooser);
  const other = Object.keys(GUEST_OPTIONS).find(
    (name) => name !== 'domain' && name !== 'qemu-version' && values[name as keyof Values] !== undefined,
  );
  if (other !== undefined) throw new UsageError(t('--domain and --{0} exclude each other', other));
  return readDomainGuest(domain, host);
}

async function readDomainGuest(file: string, host: DomainDefaults): Promise<Guest> {
  const decoded = decodeUtf8(file === '-' ? await readStandardInput() : read(file));
  if ('invalid' in decoded) throw new FileError(t('{0}: is not UTF-8', file));
  const found = readDomain(decoded.text, host);
  if ('guest' in found) return found.guest;
  const { line, character } = new LineIndex(decoded.text).positionAt(found.offset);
  throw new FileError(`${file}:${line + 1}:${character + 1}: ${found.message}`);
}

function read(file: string): Uint8Array {
  try {
    return readBytes(file);
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${file}: ${error.message}`) : error;
  }
}

function readOptionsGuest(
  values: Values,
  defaults: DomainDefaults,
  { getMachine }: Pick<Chooser, 'getMachine'>,
): Guest {
  const firmware = requireOneOf('--firmware', values.firmware ?? 'uefi', ['uefi', 'efi', 'bios']);
  const wishes = Object.entries(WISHES).map(([option, wish]) => [
    wish,
    readAnswer(option, values[option as keyof Values]),
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
    loaderFormat: values['loader-format'],
    nvramTemplate: values['nvram-template'],
    templateFormat: values['template-format'],
    kernel: values.kernel,
    confidential: readConfidential(values),
    ...readFeatures(values),
  } as const;
  return completeGuest(described, defaults);
}

function readConfidential({ confidential, coco }: Values): Guest['confidential'] {
  if (confidential !== undefined && coco !== undefined)
    throw new UsageError(t('--{0} and --{1} exclude each other', 'confidential', 'coco'));
  return (
    readOneOf('--confidential', confidential, CONFIDENTIAL) ?? readOneOf('--coco', coco, ['sev-snp', 'tdx'])
  );
}

/** The features of --firmware-features. Throws UsageError for what is no list of names, and for other consumers, which know no such list. */
function readFeatures(values: Values): Pick<Guest, 'requiredFeatures' | 'excludedFeatures'> {
  const list = values['firmware-features'];
  if (list === undefined) return {};
  if (!values.consumer.startsWith(`${VMSPAWN.id}@`))
    throw new UsageError(t('--{0} is an option of {1} only', 'firmware-features', VMSPAWN.name));
  const required = new Set<string>();
  const excluded = new Set<string>();
  for (const item of list.split(',')) {
    const [, tilde, feature] = /^(~?)([\w.-]{1,100})$/.exec(item) ?? [];
    if (feature === undefined)
      throw new UsageError(t('--firmware-features: “{0}” is not the name of a feature', item));
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
