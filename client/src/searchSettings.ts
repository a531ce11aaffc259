import {
  commands,
  ConfigurationTarget,
  Disposable,
  QuickPickItemKind,
  ThemeIcon,
  window,
  workspace,
} from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { ConsumerName, SearchPath } from '../../server/src/lsp/protocol/customRequests';
import { makeVisible } from '../../server/src/text/visible';
import type { FirmwareTree } from './firmwareView';
import { refuse } from './firmwareWrites';
import { readList } from './givenValues';
import { CLIENT_ID } from './languages';
import { findRoot, isInBrowser, toMachinePath } from './machineFiles';
import { t } from './texts';

/** The command that chooses the program whose descriptors are shown and checked. */
export const CHOOSE_CONSUMER = 'qemuFirmware.chooseConsumer';

/** The value of the setting for the installed programs. */
const AUTO = 'auto';

interface Choice extends QuickPickItem {
  readonly value?: string;
}

/** Registers the commands that choose what the view shows: the consumer, the root of its machine, and additional directories. */
export function registerSearchSettingCommands(view: FirmwareTree): Disposable {
  const command = (name: string, run: () => Promise<void>): Disposable =>
    commands.registerCommand(`qemuFirmware.${name}`, run);
  return Disposable.from(
    commands.registerCommand(CHOOSE_CONSUMER, async () => {
      const list = await view.list();
      if (list) await chooseConsumer(list);
    }),
    command('chooseRoot', chooseRoot),
    command('addDirectory', addDirectory),
  );
}

/** The chosen consumer replaces the current one; other consumers in the setting are kept. */
async function chooseConsumer({ consumer, consumers }: SearchPath): Promise<void> {
  const { id, why } = consumer;
  // Only consumers that are used for “auto” have a reason.
  const present = why === undefined ? id : AUTO;
  const automatic: Choice = {
    label: t('Installed programs'),
    value: AUTO,
    ...(why !== undefined && { detail: makeVisible(why) }),
  };
  const items: Choice[] = [automatic, ...consumers.flatMap(makeChoices)];
  const marked = items.map((item) =>
    item.value === present ? { ...item, description: t('current'), iconPath: new ThemeIcon('check') } : item,
  );
  const title = t('Choose the consumer whose search path is shown');
  const value = (await window.showQuickPick(marked, { title }))?.value;
  if (value === undefined || value === present) return;
  const set = readList(workspace.getConfiguration(CLIENT_ID).get('consumers'));
  await writeSetting('consumers', [value, ...set.filter((other) => other !== present && other !== value)]);
}

/** Makes the item of a consumer, after a separator if another program begins. */
function makeChoices({ id, name }: ConsumerName, index: number, all: readonly ConsumerName[]): Choice[] {
  const programOf = (other = ''): string | undefined => other.split('@')[0];
  const choice = { label: name, value: id };
  if (programOf(all[index - 1]?.id) === programOf(id)) return [choice];
  return [{ label: '', kind: QuickPickItemKind.Separator }, choice];
}

async function chooseRoot(): Promise<void> {
  const root = workspace.getConfiguration(CLIENT_ID).get<string>('root', '');
  const [here, elsewhere] = [
    isInBrowser ? t('A folder with descriptors') : t('This machine'),
    t('Choose a folder…'),
  ];
  if (root !== '') {
    const items = [{ label: here }, { label: elsewhere, description: t('current: {0}', root) }];
    const chosen = await window.showQuickPick(items, { title: t('Choose the root folder of the machine') });
    if (!chosen) return;
    if (chosen.label === here) {
      await writeSetting('root', '');
      return;
    }
  }
  const folder = await chooseFolder(t('Use as root'));
  if (folder !== undefined) await writeSetting('root', folder === '/' ? '' : folder);
}

async function addDirectory(): Promise<void> {
  const settings = workspace.getConfiguration(CLIENT_ID);
  const root = await findRoot();
  const folder = await chooseFolder(t('Add to search'));
  if (folder === undefined) return;
  if (!folder.startsWith(`${root}/`)) {
    refuse(t('{0} is outside the root {1}.', folder, root));
    return;
  }
  const directories = readList(settings.get('directories'));
  await writeSetting('directories', [...new Set([...directories, folder.slice(root.length)])]);
}

async function chooseFolder(openLabel: string): Promise<string | undefined> {
  const how = { canSelectFolders: true, canSelectFiles: false, openLabel };
  const [folder] = (await window.showOpenDialog(how)) ?? [];
  return folder && toMachinePath(folder);
}

/** Writes a setting where it is already set, or else to the user settings. */
async function writeSetting(key: string, value: unknown): Promise<void> {
  const settings = workspace.getConfiguration(CLIENT_ID);
  const isOfWorkspace = settings.inspect(key)?.workspaceValue !== undefined;
  await settings.update(
    key,
    value,
    isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
  );
}
