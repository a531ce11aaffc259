import { commands, Uri, window, workspace, WorkspaceEdit, Position } from 'vscode';
import type { Disposable, QuickPickItem } from 'vscode';
import type { DraftQuestion, DraftRequest, Proposal } from '../../server/src/lsp/protocol/customRequests';
import { readObject } from './givenValues';
import type { ClientHost } from './host';
import { chooseImage } from './imageDialog';
import { toMachineUri } from './machineFiles';
import { findFreeName, showNewDescriptor } from './newDocument';
import { makePlain } from './plain';
import type { Server } from './server';
import { chooseTargetFolder } from './targetFolders';
import { t } from './texts';

/** What is known about a new descriptor. The caller of the command may provide some of it, which is then not asked. */
interface Wish {
  readonly template?: Uri;
  readonly answers?: DraftRequest['params']['answers'];
  /** Where to save it. */
  readonly folder?: Uri;
}

/** Creates a descriptor from an image, asks for what the image does not prove, and opens it as an unsaved document. */
export function registerNewDescriptorCommand(server: Server, host: ClientHost): Disposable {
  return commands.registerCommand('qemuFirmware.newDescriptor', async (image?: unknown, wish?: unknown) => {
    // Menus may pass anything.
    const given = image instanceof Uri ? image : undefined;
    const executable = given ?? (await chooseImage(t('Choose the image that guests run')));
    return executable && createDescriptor(server, host, executable, readWish(wish));
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

async function createDescriptor(
  server: Server,
  host: ClientHost,
  executable: Uri,
  wish: Wish,
): Promise<Uri | undefined> {
  let known: Wish | undefined = wish;
  let proposal = await requestDraft(server, executable, known);
  const questions = proposal?.questions ?? [];
  for (const question of questions) known = known && (await askQuestion(question, known));
  if (!known) return undefined;
  if (questions.length > 0) proposal = await requestDraft(server, executable, known);
  if (!proposal?.draft) {
    const problem =
      proposal?.problem ?? t('The language server returned no descriptor for {0}.', executable.path);
    void window.showErrorMessage(makePlain(problem));
    return undefined;
  }
  const folder = known.folder ?? (await chooseTargetFolder(host));
  if (!folder) return undefined;
  return show(proposal.draft.text, await findFreeName(folder, proposal.draft.name));
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

/** Adds the user's answer to a question to the request; undefined without an answer. */
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

/** Asks for one of the templates next to the image, or any other file. */
async function chooseTemplate({ title, choices }: DraftQuestion): Promise<Uri | undefined> {
  const other = t('Choose the NVRAM template');
  if (choices.length === 0) return chooseImage(other);
  const items: (QuickPickItem & { readonly value?: string })[] = [
    ...choices,
    { label: t('$(folder-opened) Another file…') },
  ];
  const picked = await window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (!picked) return undefined;
  return picked.value === undefined ? chooseImage(other) : toMachineUri(picked.value);
}

/** Shows a new descriptor with that text, which will be saved as `file`. */
async function show(text: string, file: Uri): Promise<Uri> {
  const { document } = await showNewDescriptor(file);
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  return document.uri;
}
