/**
 * What is to be said of each method of LSP in docs/features.md: [capability, text]. The capability is a path into what the server
 * announces, or null for methods that need none. The text says what the server does with the method, or with `no` why nothing.
 */
const yes = (text, capability = null) => ({ supported: true, capability, text });
const no = (text) => ({ supported: false, capability: null, text });

const NOT_CODE = 'A descriptor has no such thing as calls, types or symbols of code.';
const NO_PICTURES = 'A descriptor has no colours.';
const NO_FILES =
  'Descriptors do not name each other, so nothing has to follow when one is created, renamed or deleted.';
const NO_NOTEBOOKS = 'There are no notebooks of descriptors.';

/** @type {Record<string, { supported: boolean, capability: string | null, text: string }>} */
export const METHODS = {
  initialize: yes('Says what it can do, as far as the client can take it.'),
  initialized: yes('Then registers for what can only be registered for.'),
  shutdown: yes('Answers nothing but errors from then on.'),
  exit: yes('Ends, with 1 where no `shutdown` came before.'),
  '$/cancelRequest': yes('Work that waits is not begun, a search for descriptors stops.'),
  '$/progress': yes('Tells how far a search for descriptors is.'),
  '$/setTrace': no('The client logs the traffic.'),
  '$/logTrace': no('The client logs the traffic.'),
  'client/registerCapability': yes(
    'Settings, JSON files and folders of images to be told of, only where dynamic registration is announced.',
  ),
  'client/unregisterCapability': no('What is registered stays.'),
  'telemetry/event': no('There is no telemetry.'),

  'textDocument/didOpen': yes(
    'Of whatever language; descriptors are told by path or content.',
    'textDocumentSync.openClose',
  ),
  'textDocument/didChange': yes('Incremental.', 'textDocumentSync.change'),
  'textDocument/didSave': yes('A schema in use is read anew.', 'textDocumentSync.save'),
  'textDocument/didClose': yes('Pushed diagnostics are taken back.', 'textDocumentSync.openClose'),
  'textDocument/willSave': no('Nothing is to be done before a document is saved.'),
  'textDocument/willSaveWaitUntil': no(
    'Editors apply `source.fixAll` and formatting on save themselves, if that is wanted.',
  ),
  'notebookDocument/didOpen': no(NO_NOTEBOOKS),
  'notebookDocument/didChange': no(NO_NOTEBOOKS),
  'notebookDocument/didSave': no(NO_NOTEBOOKS),
  'notebookDocument/didClose': no(NO_NOTEBOOKS),

  'textDocument/publishDiagnostics': yes('To clients that do not pull; always with the version.'),
  'textDocument/diagnostic': yes(
    'With codes, links to the documentation, related places and `unchanged`.',
    'diagnosticProvider',
  ),
  'workspace/diagnostic': yes(
    'The descriptors of the workspace, open or not.',
    'diagnosticProvider.workspaceDiagnostics',
  ),
  'workspace/diagnostic/refresh': yes(
    'When settings, schema or files changed, or more is known of an image.',
  ),
  'textDocument/completion': yes(
    'Members, values, machine patterns, paths of images, whole descriptors; as snippets where these are known.',
    'completionProvider',
  ),
  'completionItem/resolve': no('The items are complete at once: their documentation is short.'),
  'textDocument/hover': yes(
    "The schema's documentation; machine patterns in words; what an image is.",
    'hoverProvider',
  ),
  'textDocument/signatureHelp': no(NOT_CODE),
  'textDocument/declaration': no('Declaration and definition are one: `textDocument/definition`.'),
  'textDocument/definition': yes('In the schema; of an image its file.', 'definitionProvider'),
  'textDocument/typeDefinition': yes(
    'The type of a member or value in the schema.',
    'typeDefinitionProvider',
  ),
  'textDocument/implementation': no(NOT_CODE),
  'textDocument/references': yes(
    'The descriptors of the workspace that name this image.',
    'referencesProvider',
  ),
  'textDocument/documentHighlight': yes(
    'The same feature, image, machine pattern or member in this document.',
    'documentHighlightProvider',
  ),
  'textDocument/documentSymbol': yes(
    'A tree, or a list for clients that know no tree.',
    'documentSymbolProvider',
  ),
  'textDocument/codeAction': yes(
    '`quickfix`, `refactor.rewrite` (another mode or device), `source.fixAll.qemuFirmware`, `source.organize.qemuFirmware`.',
    'codeActionProvider',
  ),
  'codeAction/resolve': no('Edits are small and made at once.'),
  'textDocument/codeLens': yes(
    'How many descriptors use the image; off unless the settings want it.',
    'codeLensProvider',
  ),
  'codeLens/resolve': no('Lenses are complete at once.'),
  'workspace/codeLens/refresh': yes('When settings, schema or files changed.'),
  'textDocument/documentLink': yes('From the path of an image to its file.', 'documentLinkProvider'),
  'documentLink/resolve': no('Links are complete at once.'),
  'textDocument/documentColor': no(NO_PICTURES),
  'textDocument/colorPresentation': no(NO_PICTURES),
  'textDocument/formatting': yes(
    'Changes white space only; refuses a text with mistakes of syntax.',
    'documentFormattingProvider',
  ),
  'textDocument/rangeFormatting': yes('The same, of a range.', 'documentRangeFormattingProvider'),
  'textDocument/rangesFormatting': yes(
    'The same, of several ranges.',
    'documentRangeFormattingProvider.rangesSupport',
  ),
  'textDocument/onTypeFormatting': no(
    'Editors indent by brackets themselves; text that changes while it is typed disturbs.',
  ),
  'textDocument/rename': yes(
    'The path of an image, in every descriptor of the workspace that names it.',
    'renameProvider',
  ),
  'textDocument/prepareRename': yes('Only on the path of an image.', 'renameProvider.prepareProvider'),
  'textDocument/foldingRange': yes(
    'Objects and lists; as lines for clients that fold lines, and no more than they take.',
    'foldingRangeProvider',
  ),
  'workspace/foldingRange/refresh': no('Folding depends on the text alone.'),
  'textDocument/selectionRange': yes(
    'Strings, members, objects and so on outwards.',
    'selectionRangeProvider',
  ),
  'textDocument/linkedEditingRange': no(
    'No two places of a descriptor have to change together while one is typed.',
  ),
  'textDocument/semanticTokens/full': yes(
    'Members, values and machine patterns as the chosen schema knows them.',
    'semanticTokensProvider.full',
  ),
  'textDocument/semanticTokens/full/delta': no('The tokens of a descriptor are few.'),
  'textDocument/semanticTokens/range': yes('The same, of a range.', 'semanticTokensProvider.range'),
  'workspace/semanticTokens/refresh': yes('When settings or schema changed.'),
  'textDocument/inlayHint': yes(
    'The mode that is implied; machine patterns that match nothing known.',
    'inlayHintProvider',
  ),
  'inlayHint/resolve': no('Hints are complete at once.'),
  'workspace/inlayHint/refresh': yes('When settings or schema changed.'),
  'textDocument/inlineValue': no('Nothing is debugged in a descriptor.'),
  'workspace/inlineValue/refresh': no('Nothing is debugged in a descriptor.'),
  'textDocument/inlineCompletion': no('Completion knows what can stand in a place; nothing is guessed.'),
  'textDocument/moniker': no(NOT_CODE),
  'textDocument/prepareCallHierarchy': no(NOT_CODE),
  'callHierarchy/incomingCalls': no(NOT_CODE),
  'callHierarchy/outgoingCalls': no(NOT_CODE),
  'textDocument/prepareTypeHierarchy': no(NOT_CODE),
  'typeHierarchy/supertypes': no(NOT_CODE),
  'typeHierarchy/subtypes': no(NOT_CODE),

  'workspace/symbol': yes('The descriptors of the workspace.', 'workspaceSymbolProvider'),
  'workspaceSymbol/resolve': no('Symbols are complete at once.'),
  'workspace/configuration': yes(
    'Asked for each document, where the client answers; else settings are taken as they are pushed.',
  ),
  'workspace/didChangeConfiguration': yes('Schema, findings and hints follow.'),
  'workspace/workspaceFolders': no('The folders of `initialize` are kept up by the notification below.'),
  'workspace/didChangeWorkspaceFolders': yes(
    'Schemas and descriptors are looked for anew.',
    'workspace.workspaceFolders.changeNotifications',
  ),
  'workspace/didChangeWatchedFiles': yes(
    'JSON files and, of open descriptors in use, the folders of their images, where the client lets itself be asked to watch them; else images are looked at again when the descriptor is opened, changed or saved.',
  ),
  'workspace/executeCommand': no('What can be done is an edit, which needs no command of the server.'),
  'workspace/applyEdit': no('Edits are part of the answers: the client applies what was chosen.'),
  'workspace/willCreateFiles': no(NO_FILES),
  'workspace/didCreateFiles': no(NO_FILES),
  'workspace/willRenameFiles': no(NO_FILES),
  'workspace/didRenameFiles': no(NO_FILES),
  'workspace/willDeleteFiles': no(NO_FILES),
  'workspace/didDeleteFiles': no(NO_FILES),
  'workspace/textDocumentContent': no('The schema lies in files, which any client can open.'),
  'workspace/textDocumentContent/refresh': no('The schema lies in files, which any client can open.'),

  'window/logMessage': yes('What went wrong in the server itself, or with a schema file.'),
  'window/showMessage': no('Nobody is interrupted: what is to be said is a diagnostic.'),
  'window/showMessageRequest': no('Nobody is interrupted: what is to be said is a diagnostic.'),
  'window/showDocument': no('Places are answered as locations: the client opens them.'),
  'window/workDoneProgress/create': yes('For searches that take long, where the client shows progress.'),
  'window/workDoneProgress/cancel': no('A search belongs to a request: cancelling that ends it.'),
};
