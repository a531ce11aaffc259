import { commands, Uri, window, workspace } from 'vscode';
import type { ExtensionContext, TextDocument } from 'vscode';
import type { SchemaLocationRequest } from '../../server/src/lsp/protocol/customRequests';
import { isDomain } from './domainText';
import { CommandLines } from './commandLines';
import { DocumentLanguages } from './documentLanguages';
import { showEmptyHints } from './emptyHint';
import type { ClientHost } from './host';
import { DESCRIPTOR, JSON_ID, QAPI } from './languages';
import { registerModelTools } from './modelTools';
import { registerNewDescriptorCommand } from './newDescriptor';
import { registerNewFileCommands } from './newFromTemplate';
import { registerShowReferencesCommand } from './references';
import { registerQemuVersionCommand } from './qemuVersions';
import { registerRulePages } from './ruleLinks';
import { registerRuleSettingCommands } from './ruleSettings';
import { registerSampleCommands } from './samples';
import { offerSelection } from './selection';
import { Server } from './server';
import { StatusItems } from './statusItems';
import { t } from './texts';
import { registerTreeCheck } from './treeCheck';

/** Activates the parts that all hosts share. The server starts with the first descriptor or schema, not with the extension. */
export function activateWith(context: ExtensionContext, host: ClientHost): Server {
  const { shell, hasFiles, runPython } = host;
  const places = {
    schema: Uri.joinPath(context.extensionUri, 'dist', 'schema'),
    rules: Uri.joinPath(context.extensionUri, 'docs', 'rules.md'),
  };
  const server = new Server(host.makeClient(context), places, hasFiles);
  const documents = new DocumentLanguages(context.workspaceState);
  const status = new StatusItems(server, documents);
  const command = (name: string, run: () => unknown) => commands.registerCommand(`qemuFirmware.${name}`, run);
  context.subscriptions.push(
    server,
    status,
    new CommandLines(server, shell),
    ...(hasFiles ? [offerSelection(server, host), registerNewDescriptorCommand(server, host)] : []),
    ...(runPython ? [registerTreeCheck(context, server, runPython)] : []),
    registerNewFileCommands(server, host),
    registerModelTools({ server, documents, hasFiles }),
    registerSampleCommands(context.extensionUri),
    showEmptyHints(),
    command('treatAsDescriptor', () => documents.choose(DESCRIPTOR)),
    command('treatAsJson', () => documents.choose(JSON_ID)),
    command('restartServer', async () => {
      await server.restart();
      await status.refresh();
    }),
    command('showServerLog', () => {
      server.showLog();
    }),
    command('openSchema', () => openSchema(server)),
    registerRulePages(places.rules),
    registerShowReferencesCommand(),
    registerRuleSettingCommands(),
    registerQemuVersionCommand(context),
    workspace.onDidGrantWorkspaceTrust(async () => {
      if (server.running) await server.restart();
    }),
    workspace.onDidOpenTextDocument((document) => startFor(document, server)),
  );
  for (const document of workspace.textDocuments) void startFor(document, server);
  documents.watch(context);
  void status.refresh();
  return server;
}

async function startFor(document: TextDocument, server: Server): Promise<void> {
  const isOurs = document.languageId === DESCRIPTOR || document.languageId === QAPI;
  if (isOurs || isDomain(document)) await server.tryToStart();
}

async function openSchema(server: Server): Promise<void> {
  const active = window.activeTextEditor?.document;
  const params = active?.languageId === DESCRIPTOR ? { uri: active.uri.toString() } : {};
  const location = await server.request<SchemaLocationRequest>('qemuFirmware/schemaLocation', params);
  if (location) await window.showTextDocument(Uri.parse(location.uri, true));
  else void window.showInformationMessage(t('The schema in use cannot be opened as a file.'));
}
