import type { MessageConnection } from 'vscode-jsonrpc';
import type { ClientFeatures } from './capabilities';
import { offerCodeActions } from './codeActions';
import { offerCompletion } from './completion';
import { offerDefinitions } from './definition';
import { pullDiagnostics, pushDiagnostics } from './diagnostics';
import { Documents } from './documents';
import { offerFolding } from './folding';
import { Folders } from './folders';
import { offerFormatting } from './formatting';
import { stringAt, valueAt } from './fromLsp';
import { describe, type Log } from './guard';
import type { Host } from './host';
import { offerHighlights } from './highlights';
import { offerHover } from './hover';
import { offerInlayHints } from './inlayHints';
import { refreshViews } from './refresh';
import { Schemas } from './schemas';
import { offerSelectionRanges } from './selection';
import { offerSemanticTokens } from './semanticTokens';
import type { Session } from './session';
import { SECTION, Settings } from './settings';
import { answerCustomRequests } from './status';
import { offerSymbols } from './symbols';
import { Texts } from './texts';

/** Puts everything together for one client. @param params those of `initialize` */
export function serve(
  connection: MessageConnection,
  client: ClientFeatures,
  params: unknown,
  host: Host,
  log: Log,
): void {
  const texts = new Texts(connection, log);
  const folders = new Folders(params);
  const settings = new Settings(connection, client, valueAt(params, 'initializationOptions.settings'));
  const schemaUri = stringAt(params, 'initializationOptions.schemaUri') ?? host.schemaUri;
  const schemas = new Schemas(host.workspace, folders, schemaUri, log);
  const documents = new Documents(texts, settings, schemas);
  const docsUri = stringAt(params, 'initializationOptions.docsUri');
  const session: Session = {
    ...{ connection, client, settings, schemas, documents, log },
    ...(docsUri !== undefined && { docsUri }),
  };

  offerCompletion(session);
  offerHover(session);
  offerDefinitions(session);
  offerCodeActions(session);
  offerSymbols(session);
  offerHighlights(session);
  offerFolding(session);
  offerSelectionRanges(session);
  offerFormatting(session);
  offerSemanticTokens(session);
  offerInlayHints(session);
  answerCustomRequests(session);
  const diagnostics = client.pullDiagnostics
    ? pullDiagnostics(session)
    : pushDiagnostics(session, texts, host.defer);

  const schemaChanged = (): void => {
    schemas.forget();
    diagnostics.changed();
    refreshViews(session);
  };
  texts.listen({
    // A schema that is being written takes effect when it is saved.
    saved: ({ languageId }) => {
      if (languageId === 'qapi') schemaChanged();
    },
    closed: ({ uri }) => {
      documents.closed(uri);
    },
  });
  connection.onNotification('workspace/didChangeConfiguration', (change: unknown) => {
    settings.changed(valueAt(change, 'settings'));
    schemaChanged();
  });
  connection.onNotification('workspace/didChangeWorkspaceFolders', (change: unknown) => {
    folders.changed(valueAt(change, 'event'));
    schemaChanged();
  });
  connection.onNotification('initialized', () => {
    if (client.registerConfiguration) registerConfiguration(connection, log);
  });
}

/** Clients of the newer kind tell of changed settings only when they are asked to. */
function registerConfiguration(connection: MessageConnection, log: Log): void {
  const method = 'workspace/didChangeConfiguration';
  const registrations = [{ id: 'settings', method, registerOptions: { section: SECTION } }];
  connection.sendRequest('client/registerCapability', { registrations }).catch((error: unknown) => {
    log(`client/registerCapability failed: ${describe(error)}`);
  });
}
