import { t } from '../text/translations';
import type { SeenImage } from '../descriptor/surroundings';
import type { DeepFacts } from '../images/deep';
import type {
  FirmwareCore,
  FirmwareVolume,
  ImageArchitecture,
  ImageFacts,
  OvmfTable,
  StoredKeys,
  VariableStore,
} from '../images/facts';
import { findFlashProblems, type FlashBoard } from '../images/flashSize';
import { formatBytes, describeContent } from '../features/imageWords';
import type { Line } from './outcome';
import { formatTable } from './table';
import { toHex } from '../text/hexadecimal';

/** The name and the text of a row; a row without a name continues the previous one. */
type Row = readonly [name: string, text: string];

/** Formats everything that is known about an image, for people. */
export function formatImage(path: string, { facts, deep }: SeenImage): Line[] {
  const { variables, json, core, ovmf } = facts;
  const rows: Row[] = [
    [t('content'), describeContent(facts)],
    [t('format'), describeFormat(facts)],
    [t('size'), describeSize(facts)],
    ...formatFlashRows(facts),
    ...formatVolumeRows(facts),
    ...(variables ? formatStoreRows(variables) : []),
    ...(json?.variables ? formatKeyRows(json.variables, t('store')) : []),
    ...(core ? [formatCoreRow(core)] : []),
    ...(ovmf ? formatOvmfRows(ovmf) : []),
    ...formatDeepRows(facts, deep),
  ];
  return [[path], ...formatTable(rows.map(([name, text]) => ['', name, text]))];
}

function describeFormat({ qcow2 }: ImageFacts): string {
  if (!qcow2) return 'raw';
  return t('qcow2, version {0}, clusters of {1}', qcow2.version, formatBytes(qcow2.clusterSize));
}

function describeSize({ format, size, fileSize }: ImageFacts): string {
  const seen = formatBytes(size);
  return format === 'raw' ? seen : t('{0}; the file has {1}', seen, formatBytes(fileSize));
}

/** The machines and architectures of each board. */
const BOARDS: Readonly<
  Record<FlashBoard, readonly [machines: string, ...architectures: ImageArchitecture[]]>
> = {
  x86: ['pc, q35', 'i386', 'x86_64'],
  'arm-virt': ['virt', 'arm', 'aarch64'],
  'riscv-virt': ['virt', 'riscv64'],
  'loongarch-virt': ['virt', 'loongarch64'],
};

/** Lists the boards whose flash fits an image of this size; only those of its architecture, if it is known. */
function formatFlashRows({ content, size, core }: ImageFacts): Row[] {
  if (content !== 'uefi' && content !== 'variables' && content !== 'blank') return [];
  const boards = (Object.keys(BOARDS) as FlashBoard[])
    .filter((board) => !core || BOARDS[board].includes(core.architecture))
    .filter((board) => findFlashProblems(board, { executable: size }).length === 0)
    .map((board) => {
      const [machines, ...architectures] = BOARDS[board];
      return `${machines} (${architectures.join(', ')})`;
    });
  const none = core
    ? t('wrong size for the flash of {0} machines', core.architecture)
    : t('wrong size for the flash of any machine');
  return [[t('flash'), boards.length > 0 ? t('right size for {0}', boards.join('; ')) : none]];
}

function formatVolumeRows({ volumes, size }: ImageFacts): Row[] {
  return volumes.map((volume, i): Row => [i === 0 ? t('volumes') : '', describeVolume(volume, size)]);
}

function describeVolume({ offset, length, kind, guid, checksum }: FirmwareVolume, size: number): string {
  const what = kind === 'code' ? t('code') : kind === 'variables' ? t('variables') : guid;
  const wrong = [
    ...(checksum ? [] : [t('invalid header checksum')]),
    ...(offset + length > size ? [t('longer than the image')] : []),
  ];
  return [`${toHex(offset)} + ${toHex(length)}: ${what}`, ...wrong].join(', ');
}

function formatStoreRows(store: VariableStore): Row[] {
  const { offset, size, authenticated, formatted, healthy } = store;
  const state = [
    authenticated ? t('authenticated') : t('not authenticated'),
    formatted ? t('formatted') : t('not formatted'),
    healthy ? t('healthy') : t('not healthy'),
  ];
  return [
    [t('store'), `${toHex(offset)} + ${toHex(size)}: ${state.join(', ')}`],
    ...formatKeyRows(store, ''),
  ];
}

/** @param first the name of the first row */
function formatKeyRows(store: StoredKeys, first: string): Row[] {
  const { count, complete, pk } = store;
  const number = count === 1 ? t('1 variable') : t('{0} variables', count);
  return [
    [first, complete ? number : t('{0}, and more that were not read', number)],
    [t('platform key'), pk ? (pk.subject === undefined ? t('unnamed') : `CN=${pk.subject}`) : t('none')],
    [t('other keys'), `KEK ${store.kek}, db ${store.db}, dbx ${store.dbx}`],
    [t('enrolled'), describeEnrolled(store)],
  ];
}

function describeEnrolled({ enrolled, secureBootEnable, pk }: StoredKeys): string {
  if (enrolled) return t('yes: Secure Boot is enforced, if the firmware has it');
  return pk && secureBootEnable === 0 ? t('no: Secure Boot is disabled') : t('no');
}

function formatCoreRow({ architecture, kind, offset, debugStrings }: FirmwareCore): Row {
  const core = t('{0} core for {1} at {2}', kind.toUpperCase(), architecture, toHex(offset));
  if (debugStrings === undefined) return [t('starts with'), core];
  const texts = debugStrings
    ? t('with debug messages')
    : t('no debug messages: the firmware prints no debug output');
  return [t('starts with'), `${core}, ${texts}`];
}

const SEV_SECTIONS: Readonly<Record<number, string>> = {
  1: 'memory',
  2: 'secrets',
  3: 'CPUID',
  4: 'SVSM calling area',
  16: 'kernel hashes',
};
const TDX_SECTIONS: Readonly<Record<number, string>> = {
  0: 'boot firmware volume',
  1: 'configuration firmware volume',
  2: 'hand-off block',
  3: 'temporary memory',
};

function formatOvmfRows(table: OvmfTable): Row[] {
  const { offset, entries, sevEs, sevSecret, sevHashes, sevMetadata, tdvf, igvm } = table;
  const number = entries.length === 1 ? t('1 entry') : t('{0} entries', entries.length);
  const sections = (types: readonly number[] | undefined, names: Readonly<Record<number, string>>): string =>
    types ? [...new Set(types.map((type) => names[type] ?? String(type)))].join(', ') : t('no');
  return [
    [t('OVMF table'), `${toHex(offset)}: ${number}`],
    [t('SEV-ES reset'), formatYesNo(sevEs)],
    [t('SEV secret'), formatYesNo(sevSecret)],
    [
      t('SEV hashes'),
      sevHashes === 'unsupported'
        ? t('no: the area for hashes has size 0')
        : formatYesNo(sevHashes === 'supported'),
    ],
    [t('SEV-SNP data'), sections(sevMetadata, SEV_SECTIONS)],
    [t('TDX data'), sections(tdvf, TDX_SECTIONS)],
    [t('IGVM data'), formatYesNo(igvm)],
  ];
}

function formatDeepRows({ content }: ImageFacts, deep: DeepFacts | undefined): Row[] {
  if (content !== 'uefi') return [];
  if (!deep) return [[t('modules'), t('some cannot be read')]];
  const { secureBoot, smm, acpiS3, amdSev, tdx, tpm, dxeArchitecture } = deep;
  return [
    [t('modules'), t('for {0}', dxeArchitecture)],
    [t('Secure Boot'), secureBoot === undefined ? t('unknown') : formatYesNo(secureBoot)],
    [t('requires SMM'), formatYesNo(smm)],
    [t('ACPI S3'), formatYesNo(acpiS3)],
    [t('AMD SEV'), formatYesNo(amdSev)],
    [t('Intel TDX'), formatYesNo(tdx)],
    [t('TPM 2.0'), formatYesNo(tpm)],
  ];
}

function formatYesNo(value: boolean): string {
  return value ? t('yes') : t('no');
}
