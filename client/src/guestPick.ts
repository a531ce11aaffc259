import { ThemeIcon, window } from 'vscode';
import type { QuickPickItem, Uri } from 'vscode';
import type { GuestWishes } from '../../server/src/lsp/protocol/customRequests';
import { t } from './texts';

interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

/** Has the user choose a domain file or describe a guest, in a few steps; undefined where one of them is left without an answer. */
export async function pickGuest(): Promise<Uri | GuestWishes | undefined> {
  const how = await pick(t('Which guest?'), [
    {
      label: t('Describe a guest'),
      iconPath: new ThemeIcon('list-unordered'),
      value: 'wishes' as const,
    },
    {
      label: t('Choose a file with a libvirt domain'),
      iconPath: new ThemeIcon('file-code'),
      value: 'file' as const,
    },
  ]);
  if (how?.value !== 'file') return how && describeGuest();
  const filters = { [t('libvirt domains')]: ['xml'] };
  const [file] = (await window.showOpenDialog({ filters, openLabel: t('Explain') })) ?? [];
  return file;
}

async function describeGuest(): Promise<GuestWishes | undefined> {
  const architecture = await pick(t('Which architecture?'), nameChoices(Object.keys(MACHINES)));
  if (!architecture) return undefined;
  const machines = MACHINES[architecture.value] ?? [];
  const machine = machines.length > 1 ? await pick(t('Which machine?'), nameChoices(machines)) : undefined;
  if (machines.length > 1 && !machine) return undefined;
  const type = machine?.value ?? machines[0];
  const firmware = await pick(t('Which firmware?'), [
    { label: 'UEFI', value: 'uefi' as const },
    { label: 'BIOS', value: 'bios' as const },
  ]);
  if (!firmware) return undefined;
  const guest = {
    architecture: architecture.value,
    firmware: firmware.value,
    ...(type && { machine: type }),
  };
  return firmware.value === 'bios' ? guest : askSecurity(guest);
}

async function askSecurity(guest: GuestWishes): Promise<GuestWishes | undefined> {
  const secureBoot = await pick(t('Secure Boot?'), makeAnswers());
  const enrolledKeys = secureBoot && (await pick(t('Enrolled keys?'), makeAnswers()));
  if (!enrolledKeys) return undefined;
  const wishes = { ...guest, secureBoot: secureBoot.value, enrolledKeys: enrolledKeys.value };
  if (guest.architecture !== 'x86_64') return wishes;
  const confidential = await pick(t('Memory encryption?'), [
    { label: t('None'), value: undefined },
    ...ENCRYPTIONS.map(([label, value]) => ({ label, value })),
  ]);
  return confidential && { ...wishes, confidential: confidential.value };
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

function nameChoices(names: readonly string[]): Choice<string>[] {
  return names.map((name) => ({ label: name, value: name }));
}

function makeAnswers(): Choice<boolean | undefined>[] {
  return [
    { label: t('Either way'), value: undefined },
    { label: t('Yes'), value: true },
    { label: t('No'), value: false },
  ];
}

function pick<T>(title: string, choices: readonly Choice<T>[]): Thenable<Choice<T> | undefined> {
  return window.showQuickPick([...choices], { title });
}
