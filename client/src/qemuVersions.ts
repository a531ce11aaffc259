import { commands, window, workspace } from 'vscode';
import type { Disposable, ExtensionContext, QuickPickItem, Uri } from 'vscode';
import { readList, readObject } from './givenValues';
import { DESCRIPTOR } from './languages';
import { pickOne } from './pickOne';
import { choosePlace } from './settingPlace';
import { t } from './texts';

export const CHOOSE_QEMU_VERSION = 'qemuFirmware.chooseQemuVersion';
const KEY = 'qemuVersion';

/**
 * Registers the command that sets the release of QEMU from a list or from typed text: the settings editor has either a list or a text field, not
 * both. The list is the one in the manifest, which also completes settings.json.
 */
export function registerQemuVersionCommand(context: ExtensionContext): Disposable {
  return commands.registerCommand(CHOOSE_QEMU_VERSION, () =>
    chooseVersion(readReleases(context.extension.packageJSON)),
  );
}

interface Release extends QuickPickItem {
  readonly label: string;
}

async function chooseVersion(releases: readonly Release[]): Promise<void> {
  const place = choosePlace(findResource());
  const current = place.settings.get<unknown>(KEY);
  const items = releases.map((item) =>
    item.label === current ? { ...item, description: t('current') } : item,
  );
  const picked = await pickOne(items, {
    title: t('QEMU release that descriptors are checked against'),
    placeholder: t('Choose a release or type one. {0}', place.text),
    active: items.find(({ label }) => label === current),
    makeItem: (typed) => (isVersion(typed) ? { label: typed, alwaysShow: true } : undefined),
  });
  if (picked) await place.update(KEY, picked.label);
}

/** Returns what the choice applies to: the descriptor in the active editor, or else the first folder of the workspace. */
function findResource(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document?.languageId === DESCRIPTOR) return document.uri;
  return workspace.workspaceFolders?.[0]?.uri;
}

function isVersion(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){1,2}$/.test(text);
}

/** Lists the values of the setting in the manifest, with their descriptions. */
function readReleases(manifest: unknown): readonly Release[] {
  const { configuration } = readObject(readObject(manifest).contributes);
  for (const { properties } of readList(configuration).map(readObject)) {
    const setting = readObject(readObject(properties)[`qemuFirmware.${KEY}`]);
    const { enum: values, enumDescriptions } = readObject(readList(setting.anyOf)[0]);
    const details = readList(enumDescriptions);
    const releases = readList(values).map((label, index) => ({
      label: String(label),
      detail: typeof details[index] === 'string' ? details[index] : '',
    }));
    if (releases.length > 0) return releases;
  }
  return [];
}
