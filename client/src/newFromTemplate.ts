import { commands, Disposable, SnippetString, Uri, window } from 'vscode';
import type { TextEditor } from 'vscode';
import type { TemplatesRequest } from '../../server/src/lsp/protocol/customRequests';
import { readObject } from './givenValues';
import type { ClientHost } from './host';
import { findFreeName, showNewDescriptor } from './newDocument';
import { makePlain } from './plain';
import type { Server } from './server';
import { chooseTargetFolder } from './targetFolders';
import { t } from './texts';

/**
 * Registers the commands that create a descriptor without an image: an empty one, and one from a template. A caller may provide the folder, and for
 * the latter the id of the template, which are then not asked.
 */
export function registerNewFileCommands(server: Server, host: ClientHost): Disposable {
  return Disposable.from(
    commands.registerCommand('qemuFirmware.newEmptyDescriptor', async (wish?: unknown) => {
      const editor = await showNew(host, readObject(wish).folder, '60-firmware.json');
      return editor?.document.uri;
    }),
    commands.registerCommand('qemuFirmware.newFromTemplate', async (wish?: unknown) => {
      const { folder, template } = readObject(wish);
      const picked = await chooseTemplate(server, template);
      const editor = picked && (await showNew(host, folder, `60-${picked.id}.json`));
      await editor?.insertSnippet(new SnippetString(picked?.snippet));
      return editor?.document.uri;
    }),
  );
}

async function showNew(host: ClientHost, given: unknown, name: string): Promise<TextEditor | undefined> {
  const folder = given instanceof Uri ? given : await chooseTargetFolder(host);
  return folder && showNewDescriptor(await findFreeName(folder, name));
}

async function chooseTemplate(
  server: Server,
  templateId: unknown,
): Promise<TemplatesRequest['result'][number] | undefined> {
  const templates = await server.request<TemplatesRequest>('qemuFirmware/templates', {});
  if (!templates || templates.length === 0) {
    void window.showErrorMessage(t('No templates available: the language server is not responding.'));
    return undefined;
  }
  const given = templates.find(({ id }) => id === templateId);
  if (given) return given;
  const items = templates.map((template) => ({
    label: makePlain(template.label),
    detail: makePlain(template.detail),
    template,
  }));
  const title = t('Choose a template for the descriptor');
  const picked = await window.showQuickPick(items, { title, matchOnDetail: true, ignoreFocusOut: true });
  return picked?.template;
}
