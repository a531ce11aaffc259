import type { Connection, Registration } from 'vscode-languageserver';
import { CONFIGURATION_FILE } from '../config/configurationName';
import { ConfigurationFiles } from '../config/configurationFiles';
import type { ClientFeatures } from './protocol/capabilities';
import { offerCodeActions } from './features/codeActions';
import { offerCodeLens } from './features/codeLens';
import { offerCommandLine } from './features/commandLine';
import { offerCompletion } from './features/completion';
import { offerDefinitions } from './features/definition';
import { DomainFiles } from './state/domainFiles';
import { Domains } from './state/domains';
import { DescriptorIndex } from './state/descriptorIndex';
import { pullDiagnostics, pushDiagnostics } from './features/diagnostics';
import { Documents } from './state/documents';
import { offerDrafts } from './features/drafts';
import { offerFolding } from './features/folding';
import { Folders } from './state/folders';
import { answerOnSelection } from './features/firmwareSelection';
import { offerFormatting } from './features/formatting';
import { readString, readStrings, readValue, toPath } from './protocol/fromLsp';
import { describeError, type Log } from './protocol/guard';
import type { Host } from './protocol/host';
import { offerHighlights } from './features/highlights';
import { offerHover } from './features/hover';
import { offerDocumentLinks } from './features/imageLinks';
import { ImageFolders } from './state/imageFolders';
import { SessionImages } from './state/images';
import { offerInlayHints } from './features/inlayHints';
import { Nearby } from './state/nearby';
import { offerReferences } from './features/references';
import { refreshViews } from './state/refresh';
import { offerRename } from './features/rename';
import { Schemas } from './state/schemas';
import { SchemaTexts } from './state/schemaTexts';
import { offerSelectionRanges } from './features/selectionRanges';
import { offerSemanticTokens } from './features/semanticTokens';
import { onNotification, type Session } from './state/session';
import { SECTION, Settings } from './state/settings';
import { answerCustomRequests } from './features/status';
import { offerSymbols } from './features/symbols';
import { Texts } from './state/texts';
import { WatchedFolders } from './state/watchedFolders';
import { listChangedUris, WATCH_FILES, WATCH_METHOD } from './protocol/watching';
import { offerWorkspaceDiagnostics } from './features/workspaceDiagnostics';
import { offerWorkspaceSymbols } from './features/workspaceSymbols';
import { InstalledConsumers } from '../service/installedConsumers';
import { findShare, refuseOtherComputers } from '../workspace/otherComputers';
import type { Workspace } from '../workspace/workspace';

/** The start parameters of one client. */
export interface Start {
  /** Those of `initialize`. */
  readonly params: unknown;
  /** The messages of its language; see loadMessages. */
  readonly translations: unknown;
}

/** Connects all parts for one client. */
export function serve(
  connection: Connection,
  client: ClientFeatures,
  { params, translations }: Start,
  host: Host,
  log: Log,
): void {
  const texts = new Texts(connection, log);
  const folders = new Folders(params);
  const workspace = guardShares(host, texts, folders);
  const trusted = readValue(params, 'initializationOptions.trusted') !== false;
  const settings = new Settings(connection, client, readValue(params, 'initializationOptions.settings'), {
    ...{ folders, log, trusted, installed: new InstalledConsumers(workspace) },
    ...(workspace && { files: new ConfigurationFiles(workspace) }),
  });
  const schemaUri = readString(params, 'initializationOptions.schemaUri') ?? host.schemaUri;
  const schemas = new Schemas(workspace, folders, schemaUri, log, trusted);
  const { defer } = host;
  const images =
    workspace &&
    host.images &&
    new SessionImages(
      workspace,
      host.images,
      (path) => {
        documents.imagesChanged([path]);
        diagnostics.changed();
        searchPathChanged?.();
      },
      log,
    );
  const nearby = new Nearby(workspace, images, host.user ?? {});
  const documents = new Documents(texts, settings, schemas, nearby, log);
  const index = new DescriptorIndex(
    { texts, documents, settings, folders, workspace, defer },
    client.watchFiles,
  );
  const commands = new Set(readStrings(params, 'initializationOptions.commands'));
  const docsUri = readString(params, 'initializationOptions.docsUri');
  const domains =
    host.domains && new Domains(texts, { settings, client, commands, docsUri, translations }, host.domains);
  const schemaTexts =
    host.qapi &&
    new SchemaTexts(
      texts,
      { settings, folders, client, commands, docsUri, trusted, translations },
      host.qapi,
    );
  const domainFiles =
    domains && workspace && new DomainFiles({ texts, domains, folders, workspace }, client.watchFiles);
  const session: Session = {
    ...{ connection, client, settings, schemas, documents, index, domains, schemaTexts, domainFiles, log },
    workspace,
    images,
    commands,
    docsUri,
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
  offerDocumentLinks(session);
  offerReferences(session);
  offerRename(session);
  offerCodeLens(session);
  offerWorkspaceSymbols(session);
  offerWorkspaceDiagnostics(session);
  answerCustomRequests(session);
  offerCommandLine(session);
  const { drafts, selection } = host;
  if (drafts) offerDrafts(session, drafts, translations);
  const searchPathChanged =
    selection && answerOnSelection(session, (question) => selection({ question, translations }));
  const diagnostics = client.pullDiagnostics
    ? pullDiagnostics(session)
    : pushDiagnostics(session, texts, defer);

  const changed = (): void => {
    domainFiles?.forget();
    schemaTexts?.forget();
    diagnostics.changed();
    searchPathChanged?.();
    refreshViews(session);
  };
  const schemaChanged = (): void => {
    schemas.forget();
    nearby.forget();
    changed();
  };
  const watched = new WatchedFolders(workspace, (registration) => {
    register(registration, connection, log);
  });
  const imageFolders = new ImageFolders(nearby, session, watched);
  if (client.watchFolders) domains?.onSearched((searched) => watched.watch(searched));
  texts.listen({
    opened: ({ uri }) => {
      imageFolders.watchFor(uri);
    },
    changed: () => searchPathChanged?.(),
    // A schema that is being written takes effect when it is saved.
    saved: ({ languageId, uri }) => {
      if (languageId === 'qapi' || schemas.uses(uri)) schemaChanged();
      else if (documents.filesChanged([uri]) || !client.watchFiles) {
        // A client that watches no files does not report a configuration file that was saved before.
        settings.filesChanged();
        changed();
      }
      imageFolders.watchFor(uri);
    },
    closed: ({ uri }) => {
      documents.closed(uri);
      domains?.closed(uri);
      schemaTexts?.closed(uri);
      searchPathChanged?.();
    },
  });
  onNotification(session, 'workspace/didChangeConfiguration', (change) => {
    settings.changed(readValue(change, 'settings'));
    nearby.settingsChanged();
    index.forget();
    schemaChanged();
  });
  onNotification(session, 'workspace/didChangeWorkspaceFolders', (change) => {
    folders.changed(readValue(change, 'event'));
    settings.filesChanged();
    index.forget();
    schemaChanged();
  });
  onNotification(session, WATCH_METHOD, (params) => {
    const uris = listChangedUris(params);
    if (uris.length === 0) return;
    if (uris.some((uri) => uri.endsWith(`/${CONFIGURATION_FILE}`))) settings.filesChanged();
    documents.filesChanged(uris);
    index.changed(uris);
    if (uris.some((uri) => schemas.uses(uri))) schemaChanged();
    else changed();
  });
  onNotification(session, 'initialized', () => {
    if (client.registerConfiguration) register(TELL_OF_SETTINGS, connection, log);
    if (client.watchFiles) register(WATCH_FILES, connection, log);
  });
}

/** Excludes files on other computers, unless a document or a folder there is open. */
function guardShares({ workspace, hasShares }: Host, texts: Texts, folders: Folders): Workspace | undefined {
  if (!workspace || !hasShares) return workspace;
  return refuseOtherComputers(workspace, (share) =>
    [...folders.paths, ...texts.uris.flatMap((uri) => toPath(uri) ?? [])].some(
      (path) => findShare(path) === share,
    ),
  );
}

/** Newer clients report changed settings only after registration. */
const TELL_OF_SETTINGS: Registration = {
  id: 'settings',
  method: 'workspace/didChangeConfiguration',
  registerOptions: { section: SECTION },
};

function register(registration: Registration, connection: Connection, log: Log): void {
  const registrations = [registration];
  connection.sendRequest('client/registerCapability', { registrations }).catch((error: unknown) => {
    log(`client/registerCapability failed: ${describeError(error)}`);
  });
}
