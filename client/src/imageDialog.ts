import { window } from 'vscode';
import type { Uri } from 'vscode';
import { DESCRIPTOR } from './languages';
import { findRoot, isFolder, toMachineUri } from './machineFiles';
import { isLocalPath } from './places';
import { t } from './texts';

/** The folders in which distributions, and QEMU's own installation, have firmware images. */
const USUAL_FOLDERS = [
  '/usr/share/OVMF',
  '/usr/share/edk2',
  '/usr/share/AAVMF',
  '/usr/share/qemu',
  '/usr/local/share/qemu',
  '/opt/homebrew/share/qemu',
];

/** Asks for a firmware image, starting in a folder with images. */
export async function chooseImage(title: string): Promise<Uri | undefined> {
  const filters = {
    [t('Firmware images')]: ['fd', 'bin', 'qcow2', 'raw', 'img', 'rom', 'elf', 'igvm'],
    [t('All files')]: ['*'],
  };
  const defaultUri = await findImageFolder();
  const [image] =
    (await window.showOpenDialog({
      title,
      filters,
      openLabel: t('Choose'),
      ...(defaultUri && { defaultUri }),
    })) ?? [];
  return image;
}

/** Finds the folder of the first image that the active descriptor names, or else the first usual one; undefined if none exists. */
export async function findImageFolder(): Promise<Uri | undefined> {
  const root = await findRoot();
  const named = findNamedFolder();
  for (const path of [...(named === undefined ? [] : [named]), ...USUAL_FOLDERS]) {
    const uri = toMachineUri(root + path);
    if (await isFolder(uri)) return uri;
  }
  return undefined;
}

/** More than any text before the first image in a descriptor. */
const SEARCHED_LINES = 1000;

function findNamedFolder(): string | undefined {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== DESCRIPTOR) return undefined;
  for (let line = 0; line < Math.min(document.lineCount, SEARCHED_LINES); line++) {
    const [, path] =
      /"filename": {0,4}"(\/[^"\\]{1,4000})\/[^"/\\]+"/.exec(document.lineAt(line).text.slice(0, 8000)) ?? [];
    if (isLocalPath(path)) return path;
  }
  return undefined;
}
