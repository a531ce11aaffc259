import { ThemeIcon, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { GuestWishes } from '../../server/src/lsp/protocol/customRequests';
import { listKnownConsumers } from './knownConsumers';
import { askInSteps, makeLabel, makeSeparator, type Choice, type Memory, type Step } from './questions';
import { t } from './texts';
import { findWorkspaceDomains, listOpenDomains } from './workspaceDomains';

/** The guest to explain: a domain in a file or an editor, or requirements; and the consumer, unless it is that of the settings. */
export type ChosenGuest = ({ readonly domain: Uri } | { readonly wishes: GuestWishes }) & {
  readonly consumer?: string | undefined;
};

type Answers = GuestWishes & { readonly domain: Uri; readonly consumer: string };

/** Asks the user for a guest in a few steps, with the previous answers of this session preselected. */
export class GuestPicker {
  private readonly memory: Memory = new Map();

  /** @returns undefined if the user cancels a step */
  async pick(): Promise<ChosenGuest | undefined> {
    const answers = await askInSteps(t('Explain Firmware Selection'), STEPS, this.memory);
    if (!answers) return undefined;
    const { domain, consumer, ...wishes } = answers;
    return { ...(domain ? { domain } : { wishes }), consumer };
  }
}

/** The architectures that have firmware descriptors, each with its usual machine types. */
const MACHINES: Readonly<Record<string, readonly string[]>> = {
  x86_64: ['q35', 'pc', 'microvm'],
  aarch64: ['virt'],
  riscv64: ['virt'],
  loongarch64: ['virt'],
  arm: ['virt'],
  i386: ['pc', 'q35'],
};

const ENCRYPTIONS = [
  ['AMD SEV', 'sev'],
  ['AMD SEV-ES', 'sev-es'],
  ['AMD SEV-SNP', 'sev-snp'],
  ['Intel TDX', 'tdx'],
] as const;

const STEPS: readonly Step<Answers>[] = [
  { name: 'guest', ask: askForGuest },
  { name: 'architecture', ask: unlessDomain(askForArchitecture) },
  { name: 'machine', ask: unlessDomain(askForMachine) },
  { name: 'firmware', ask: unlessDomain(askForFirmware) },
  { name: 'features', ask: unlessDomain(askForFeatures) },
  { name: 'encryption', ask: unlessDomain(askForEncryption) },
  { name: 'consumer', ask: askForConsumer },
];

type Ask = Step<Answers>['ask'];
type Row = Choice<Answers>;

/** A domain needs no further questions. */
function unlessDomain(ask: Ask): Ask {
  return (answers) => (answers.domain ? undefined : ask(answers));
}

function askForGuest(): ReturnType<Ask> {
  const open = listOpenDomains();
  const known = new Set(open.map(({ uri }) => uri.toString()));
  const findMore = async (): Promise<Row[]> => {
    const found = await findWorkspaceDomains();
    const others = found.filter((uri) => !known.has(uri.toString()));
    if (others.length === 0) return [];
    return [makeSeparator(t('Libvirt domains in the workspace')), ...others.map((uri) => makeDomainRow(uri))];
  };
  return {
    prompt: t('Which guest?'),
    choices: [
      ...(open.length > 0 ? [makeSeparator<Answers>(t('Libvirt domains in editors'))] : []),
      ...open.map(({ uri }) => makeDomainRow(uri)),
      ...(open.length > 0 ? [makeSeparator<Answers>(t('Other guests'))] : []),
      { label: t('Describe a guest'), iconPath: new ThemeIcon('list-unordered'), answer: {} },
      {
        label: t('Choose a libvirt domain file…'),
        iconPath: new ThemeIcon('folder-opened'),
        answer: chooseFile,
      },
    ],
    findMore,
  };
}

function makeDomainRow(domain: Uri): Row {
  const label = makeLabel(workspace.asRelativePath(domain));
  return { label, iconPath: new ThemeIcon('file-code'), answer: { domain } };
}

async function chooseFile(): Promise<Partial<Answers> | undefined> {
  const filters = { [t('libvirt domains')]: ['xml'] };
  const [domain] = (await window.showOpenDialog({ filters, openLabel: t('Explain') })) ?? [];
  return domain && { domain };
}

function askForArchitecture(): ReturnType<Ask> {
  return {
    prompt: t('Which architecture? Choose one, or type another.'),
    choices: Object.keys(MACHINES).map((architecture) => ({ label: architecture, answer: { architecture } })),
    readTyped: (text) => readName(text, t('another architecture'), { architecture: text }),
  };
}

function askForMachine({ architecture = 'x86_64' }: Partial<Answers>): ReturnType<Ask> {
  const machines = Object.hasOwn(MACHINES, architecture) ? (MACHINES[architecture] ?? []) : [];
  return {
    prompt: t('Which machine type? Choose one, or type another.'),
    choices: [
      ...machines.map((machine) => ({ label: machine, answer: { machine } })),
      { label: t('Default machine type'), description: t('for the architecture'), answer: {} },
    ],
    readTyped: (text) => readName(text, t('custom machine type'), { machine: text }),
  };
}

/** Returns a typed name as a choice; undefined for a name that QEMU cannot use for a machine or an architecture. */
function readName(text: string, description: string, answer: Partial<Answers>): Row | undefined {
  return /^[\w.+-]{1,64}$/.test(text) ? { label: text, description, alwaysShow: true, answer } : undefined;
}

function askForFirmware(): ReturnType<Ask> {
  return {
    prompt: t('Which firmware?'),
    choices: [
      { label: 'UEFI', answer: { firmware: 'uefi' } },
      { label: 'BIOS', answer: { firmware: 'bios' } },
    ],
  };
}

function askForFeatures({ firmware, architecture = 'x86_64' }: Partial<Answers>): ReturnType<Ask> {
  if (firmware === 'bios') return undefined;
  const isX86 = architecture === 'x86_64' || architecture === 'i386';
  return {
    prompt: t('Which features? Select those that the guest requires or excludes.'),
    takesMany: true,
    choices: [
      ...makePair('secureBoot', t('Secure Boot'), t('No Secure Boot')),
      ...makePair('enrolledKeys', t('Enrolled keys'), t('No enrolled keys')),
      ...(isX86 ? makePair('smm', t('SMM'), t('No SMM')) : []),
      ...makePair('stateless', t('Stateless'), t('Not stateless')),
    ],
  };
}

function makePair(
  feature: 'secureBoot' | 'enrolledKeys' | 'smm' | 'stateless',
  yes: string,
  no: string,
): readonly Row[] {
  return [
    { label: yes, description: t('required'), group: feature, answer: { [feature]: true } },
    { label: no, description: t('excluded'), group: feature, answer: { [feature]: false } },
  ];
}

function askForEncryption({ firmware, architecture = 'x86_64' }: Partial<Answers>): ReturnType<Ask> {
  if (firmware === 'bios' || architecture !== 'x86_64') return undefined;
  return {
    prompt: t('Memory encryption?'),
    choices: [
      { label: t('None'), answer: {} },
      ...ENCRYPTIONS.map(([label, confidential]) => ({ label, answer: { confidential } })),
    ],
  };
}

function askForConsumer({ domain }: Partial<Answers>): ReturnType<Ask> {
  const consumers = listKnownConsumers().filter((id) => !domain || id.startsWith('libvirt@'));
  return {
    prompt: t('Which program selects the firmware?'),
    choices: [
      { label: 'auto', description: t('the consumer from the settings'), answer: {} },
      ...consumers.map((consumer) => ({ label: consumer, answer: { consumer } })),
    ],
  };
}
