import { commands, Disposable, Uri, window, workspace } from 'vscode';
import { DESCRIPTOR } from './languages';

/** The samples in the extension, by the commands that open them. */
const SAMPLES = {
  openSampleDescriptor: { file: 'qemu/firmware/60-mistake-template-missing.json', language: DESCRIPTOR },
  openSampleGuest: { file: 'guest.xml', language: 'xml' },
};

/** Registers the commands that open a copy of a sample: a new document, so that no file of the extension changes when it is edited or saved. */
export function registerSampleCommands(extension: Uri): Disposable {
  return Disposable.from(
    ...Object.entries(SAMPLES).map(([name, { file, language }]) =>
      commands.registerCommand(`qemuFirmware.${name}`, async () => {
        const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'samples', file));
        const content = new TextDecoder().decode(bytes);
        const { document } = await window.showTextDocument(
          await workspace.openTextDocument({ language, content }),
        );
        return document.uri;
      }),
    ),
  );
}
