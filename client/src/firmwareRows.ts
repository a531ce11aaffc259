import { MarkdownString, TreeItem, TreeItemCollapsibleState, workspace } from 'vscode';
import type {
  ListedDescriptor,
  ListedFinding,
  SearchPath,
} from '../../server/src/lsp/protocol/customRequests';
import { escapeText, joinBlocks, makeParagraph, makeStrong } from '../../server/src/text/markdown';
import { makeVisible } from '../../server/src/text/visible';
import { chooseSeverityIcon, chooseStateIcon, describeProblems, describeState } from './firmwareTexts';
import { toMachineUri } from './machineFiles';
import { t } from './texts';

export const OPEN = 'qemuFirmware.openDescriptor';

/** The directory in which packages install descriptors. */
const PACKAGED = '/usr/share/qemu/firmware';

/** A file in the view. */
export interface FirmwareNode {
  readonly file: ListedDescriptor;
  readonly list: SearchPath;
}

/** A problem of a file, in a row below it. */
export interface FindingNode extends FirmwareNode {
  readonly finding: Remark;
}

/** A finding, or a reason for which a consumer refuses a file that no finding covers. */
type Remark = Omit<ListedFinding, 'range'> & Partial<Pick<ListedFinding, 'range'>>;

/** More rows are not useful; the rest is shown in the file itself. */
const MAX_ROWS = 100;

/** The path of a file on the machine that is listed. */
export function getPath({ folder, name }: ListedDescriptor): string {
  return `${folder}/${name}`;
}

/** Lists the directories in which a new file of that name would override this one, the most specific last. */
export function listFoldersAbove({ folder, name, by }: ListedDescriptor, list: SearchPath): string[] {
  const { folders, files, merges } = list;
  const isFree = (above: string): boolean =>
    !files.some((other) => other.folder === above && other.name === name);
  // The user's files belong neither where packages install theirs nor in directories that only settings name.
  const above = Math.max(folders.indexOf(folder), folders.indexOf(PACKAGED)) + 1;
  return merges && by === undefined ? folders.slice(above).filter(isFree) : [];
}

/** Finds the file that takes precedence over this one. */
export function findAbove({ by }: ListedDescriptor, { files }: SearchPath): ListedDescriptor | undefined {
  return files.find((other) => getPath(other) === by);
}

/** Finds the empty file that masks others: this one, or the one that masks it. Undefined if none exists, or if a package installed it. */
export function findMask(file: ListedDescriptor, list: SearchPath): ListedDescriptor | undefined {
  const mask = file.verdict === 'masks' ? file : findAbove(file, list);
  return mask?.verdict === 'masks' && mask.folder !== PACKAGED ? mask : undefined;
}

/** Finds the file that overrides others of its name: this one, or the one that overrides it. Undefined as for masks. */
export function findOverride(file: ListedDescriptor, list: SearchPath): ListedDescriptor | undefined {
  const override = file.over.length > 0 ? file : findAbove(file, list);
  return override && override.verdict !== 'masks' && override.folder !== PACKAGED ? override : undefined;
}

/** Lists the problems of a file, one for each row. */
export function listRemarks({ findings, because, verdict }: ListedDescriptor): readonly Remark[] {
  if (findings !== null && findings.length > 0) return findings.slice(0, MAX_ROWS);
  if (verdict !== 'skips' && verdict !== 'breaks') return [];
  return because
    .slice(0, MAX_ROWS)
    .map(({ code, message = code }) => ({ severity: verdict === 'breaks' ? 1 : 2, code, message }));
}

/** Makes the row of a file. */
export function makeFileItem({ file, list }: FirmwareNode): TreeItem {
  const { name, over } = file;
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  const state = over.length > 0 ? Expanded : listRemarks(file).length > 0 ? Collapsed : None;
  const item = new TreeItem(makeVisible(name), state);
  const path = getPath(file);
  const description = makeVisible(describeEntry(file, list));
  item.id = list.root + path;
  item.iconPath = chooseStateIcon(file);
  item.description = description;
  item.tooltip = makeTooltip(file, list);
  item.accessibilityInformation = {
    label: [makeVisible(name), describeState(file, findAbove(file, list)), description].join(', '),
  };
  item.contextValue = makeContext(file, list);
  item.command = { title: t('Open'), command: OPEN, arguments: [path, list.root] };
  return item;
}

/** Makes the row of a finding: its first sentence, with the full text in the tooltip. */
export function makeFindingItem({ file, list, finding }: FindingNode): TreeItem {
  const { message, code, range } = finding;
  const [sentence = message] = /^.*?[.!?](?=\s|$)/.exec(message) ?? [];
  const item = new TreeItem(makeVisible(sentence));
  item.iconPath = chooseSeverityIcon(finding);
  item.description = range
    ? t('{0} [Ln {1}, Col {2}]', code, range.start.line + 1, range.start.character + 1)
    : code;
  item.tooltip = makeVisible(message);
  item.contextValue = 'finding';
  item.command = {
    title: t('Open'),
    command: OPEN,
    arguments: [getPath(file), list.root, ...(range ? [range] : [])],
  };
  return item;
}

/** Describes the consumer and the machine of the view, and why. The title shows what fits; its tooltip has the whole text with the full path. */
export function describeTitle({ consumer: { name, why = '' }, root }: SearchPath): string {
  const folder = /[^\\/]+(?=[\\/]*$)/.exec(root)?.[0] ?? '';
  return [name, folder, why.startsWith(name) ? '' : why, root].filter(Boolean).map(makeVisible).join(' · ');
}

/** Describes where a file is, unless packages install files there, and its problems; otherwise what it describes. */
function describeEntry(file: ListedDescriptor, list: SearchPath): string {
  const place = file.folder === PACKAGED ? '' : file.folder;
  const notes = [
    place,
    file.verdict === 'loads' ? '' : describeState(file, findAbove(file, list)),
    describeProblems(file),
  ];
  return notes.filter(Boolean).join(' · ') || file.summary;
}

function makeTooltip(file: ListedDescriptor, list: SearchPath): MarkdownString {
  const lines = [
    file.summary,
    t('{0}: {1}', list.consumer.name, describeState(file, findAbove(file, list))),
    ...file.because.map(({ code, message }) => (message === undefined ? code : `${message} (${code})`)),
    file.by === undefined ? '' : t('{0} takes precedence.', file.by),
    describeProblems(file),
  ];
  const shown = lines.filter((line) => line !== '').map((line) => makeParagraph(escapeText(line)));
  return new MarkdownString(joinBlocks([makeStrong(escapeText(list.root + getPath(file))), ...shown]));
}

/** Returns the context value that the menus depend on. */
function makeContext(file: ListedDescriptor, list: SearchPath): string {
  const { by, over, verdict, guest } = file;
  const isAbove = listFoldersAbove(file, list).length > 0;
  const isInWorkspace = workspace.getWorkspaceFolder(toMachineUri(list.root + getPath(file))) !== undefined;
  return [
    'file',
    ...(guest ? ['described'] : []),
    ...(isInWorkspace ? ['inWorkspace'] : []),
    ...(by !== undefined || over.length > 0 ? ['paired'] : []),
    ...(isAbove && verdict !== 'masks' ? ['overridable'] : []),
    ...(findMask(file, list) ? ['masked'] : []),
    ...(findOverride(file, list) ? ['overridden'] : []),
  ].join(' ');
}
