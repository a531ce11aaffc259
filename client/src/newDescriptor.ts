import { commands, languages, Uri, window, workspace, WorkspaceEdit, Position } from 'vscode';
import type { Disposable, QuickPickItem, TextDocument } from 'vscode';
import type { DraftQuestion, DraftRequest, Proposal } from '../../server/src/lsp/protocol/customRequests';
import { readObject } from './givenValues';
import { DESCRIPTOR } from './languages';
import type { Server } from './server';
import { makeVisible } from '../../server/src/text/visible';
import { makePlain } from './plain';
import { t } from './texts';

/** What is known of a new descriptor. Whoever runs the command may say some of it, which is not asked then. */
interface Wish {
  readonly template?: Uri;
  readonly answers?: DraftRequest['params']['answers'];
  /** Where it is to be saved. */
  readonly folder?: Uri;
}

/** Makes a descriptor of an image, asks what the image does not tell, and opens it as a document that is not saved yet. */
export function registerNewDescriptorCommand(server: Server): Disposable {
  return commands.registerCommand('qemuFirmware.newDescriptor', async (image?: unknown, wish?: unknown) => {
    // Menus give what they like.
    const given = image instanceof Uri ? image : undefined;
    const executable = given ?? (await chooseImage(t('Choose the image that guests run')));
    return executable && createDescriptor(server, executable, readWish(wish));
  });
}

function readWish(value: unknown): Wish {
  const { template, answers, folder } = readObject(value);
  return {
    ...(template instanceof Uri && { template }),
    ...(folder instanceof Uri && { folder }),
    // The server reads them member by member.
    answers: readObject(answers),
  };
}

async function createDescriptor(server: Server, executable: Uri, wish: Wish): Promise<Uri | undefined> {
  let known: Wish | undefined = wish;
  let proposal = await requestDraft(server, executable, known);
  const questions = proposal?.questions ?? [];
  for (const question of questions) known = known && (await askQuestion(question, known));
  if (!known) return undefined;
  if (questions.length > 0) proposal = await requestDraft(server, executable, known);
  if (!proposal?.draft) {
    const problem = proposal?.problem ?? t('The server made no descriptor of {0}.', executable.path);
    void window.showErrorMessage(makePlain(problem));
    return undefined;
  }
  const folder = known.folder ?? (await chooseFolder());
  if (!folder) return undefined;
  const { uri } = await show(proposal.draft.text, await findFreeName(folder, proposal.draft.name));
  return uri;
}

function requestDraft(
  server: Server,
  executable: Uri,
  { template, answers = {} }: Wish,
): Promise<Proposal | null> {
  return server.request<DraftRequest>('qemuFirmware/draft', {
    executable: executable.toString(),
    ...(template && { template: template.toString() }),
    answers,
  });
}

/** The wish with the user's answer to a question; undefined where there is none. */
async function askQuestion(question: DraftQuestion, wish: Wish): Promise<Wish | undefined> {
  const { about, title, choices, onlyFor } = question;
  const { answers = {} } = wish;
  if (onlyFor !== undefined && answers.loading !== onlyFor) return wish;
  if (about === 'template') {
    const template = await chooseTemplate(question);
    return template && { ...wish, template };
  }
  const items = choices.map((choice) => ({ ...choice }));
  if (about === 'features') {
    const picked = await window.showQuickPick(items, { title, canPickMany: true, ignoreFocusOut: true });
    return picked && { ...wish, answers: { ...answers, features: picked.map(({ value }) => value) } };
  }
  const picked = await window.showQuickPick(items, { title, ignoreFocusOut: true });
  const value = about === 'architectures' ? picked && [picked.value] : picked?.value;
  return value === undefined ? undefined : { ...wish, answers: { ...answers, [about]: value } };
}

/** One of the templates that lie beside the image, or any other file. */
async function chooseTemplate({ title, choices }: DraftQuestion): Promise<Uri | undefined> {
  const other = t('Choose the NVRAM template');
  if (choices.length === 0) return chooseImage(other);
  const items: (QuickPickItem & { readonly value?: string })[] = [
    ...choices,
    { label: t('$(folder-opened) Another file…') },
  ];
  const picked = await window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (!picked) return undefined;
  return picked.value === undefined ? chooseImage(other) : Uri.file(picked.value);
}

async function chooseImage(title: string): Promise<Uri | undefined> {
  const filters = {
    [t('Firmware images')]: ['fd', 'bin', 'qcow2', 'raw', 'img', 'rom', 'elf', 'igvm'],
    [t('All files')]: ['*'],
  };
  const [image] = (await window.showOpenDialog({ title, filters, openLabel: t('Choose') })) ?? [];
  return image;
}

/** Where the descriptor is to be saved: a folder of the workspace, or any other. */
async function chooseFolder(): Promise<Uri | undefined> {
  const title = t('Choose the folder for the descriptor');
  const items: (QuickPickItem & { readonly uri?: Uri })[] = [
    ...(workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
      label: `$(folder) ${makeVisible(name)}`,
      detail: makeVisible(uri.fsPath),
      uri,
    })),
    { label: t('$(folder-opened) Another folder…') },
  ];
  const picked =
    items.length === 1 ? items[0] : await window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (!picked) return undefined;
  if (picked.uri) return picked.uri;
  const dialog = { title, canSelectFolders: true, canSelectFiles: false, openLabel: t('Choose') };
  const [folder] = (await window.showOpenDialog(dialog)) ?? [];
  return folder;
}

/** A file of that name, or with a number behind the name, that is neither there nor about to be. */
async function findFreeName(folder: Uri, name: string): Promise<Uri> {
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, number === 1 ? name : name.replace(/\.json$/, `-${number}.json`));
    const isOpen = workspace.textDocuments.some((document) => document.uri.path === uri.path);
    const isThere = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isOpen && !isThere) return uri;
  }
}

/** Shows a new document that will be saved as `file`. */
async function show(text: string, file: Uri): Promise<TextDocument> {
  const opened = await workspace.openTextDocument(file.with({ scheme: 'untitled', authority: '' }));
  const document = await languages.setTextDocumentLanguage(opened, DESCRIPTOR);
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  await window.showTextDocument(document);
  return document;
}
