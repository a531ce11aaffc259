/**
 * What docs/features.md says about each LSP method. `capability` is a path into the capabilities that the server announces, or null for
 * methods that need none. `text` says what the server does with the method or, with `no`, why it does not support it.
 */
const yes = (text, capability = null) => ({ supported: true, capability, text });
const no = (text) => ({ supported: false, capability: null, text });

const NOT_CODE = 'Descriptors contain no code: no calls, types or symbols.';
const NO_COLOURS = 'Descriptors contain no colours.';
const NO_FILES =
  'Descriptors do not refer to each other, so nothing needs updating when one is created, renamed or deleted.';
const NO_NOTEBOOKS = 'Descriptors are never in notebooks.';

/** @type {Record<string, { supported: boolean, capability: string | null, text: string }>} */
export const METHODS = {
  initialize: yes('Announces the capabilities that the client supports.'),
  initialized: yes('Registers the capabilities that have to be registered dynamically.'),
  shutdown: yes('Every later request is answered with an error.'),
  exit: yes('Exits with 0, or with 1 if `shutdown` was not requested before.'),
  '$/cancelRequest': yes('Queued requests are not started, and a search for descriptors stops.'),
  '$/progress': yes('Reports the progress of a search for descriptors.'),
  '$/setTrace': no('Clients log the traffic themselves.'),
  '$/logTrace': no('Clients log the traffic themselves.'),
  'client/registerCapability': yes(
    'Registers for changes to settings, JSON and XML files and folders with images, if the client announces dynamic registration.',
  ),
  'client/unregisterCapability': no('Registrations last for the whole session.'),
  'telemetry/event': no('The server collects no telemetry.'),

  'textDocument/didOpen': yes(
    'Any language id is accepted; descriptors and libvirt domains are recognised by path or content.',
    'textDocumentSync.openClose',
  ),
  'textDocument/didChange': yes('Changes are incremental.', 'textDocumentSync.change'),
  'textDocument/didSave': yes('Reloads the schema if the saved file is part of it.', 'textDocumentSync.save'),
  'textDocument/didClose': yes('Clears pushed diagnostics.', 'textDocumentSync.openClose'),
  'textDocument/willSave': no('The server has nothing to do before a document is saved.'),
  'textDocument/willSaveWaitUntil': no(
    'Editors run `source.fixAll` and formatting on save themselves, if the user enables it.',
  ),
  'notebookDocument/didOpen': no(NO_NOTEBOOKS),
  'notebookDocument/didChange': no(NO_NOTEBOOKS),
  'notebookDocument/didSave': no(NO_NOTEBOOKS),
  'notebookDocument/didClose': no(NO_NOTEBOOKS),

  'textDocument/publishDiagnostics': yes(
    'Sent to clients that do not pull diagnostics, always with the document version.',
  ),
  'textDocument/diagnostic': yes(
    'Covers descriptors, libvirt domains and QAPI schemas. Includes codes, links to the documentation and related locations; reports `unchanged` where nothing changed.',
    'diagnosticProvider',
  ),
  'workspace/diagnostic': yes(
    'Covers all descriptors and libvirt domains of the workspace, open or not.',
    'diagnosticProvider.workspaceDiagnostics',
  ),
  'workspace/diagnostic/refresh': yes(
    'Sent when settings, the schema or files change, and when the analysis of an image is complete.',
  ),
  'textDocument/completion': yes(
    'Offers members, values, machine patterns, image paths and whole descriptors, as snippets if the client supports them; in domains, elements, attributes, values and image paths; in schemas, keys, types, features, conditions and names in documentation.',
    'completionProvider',
  ),
  'completionItem/resolve': no('Items are complete from the start, as their documentation is short.'),
  'textDocument/hover': yes(
    "Shows the schema's documentation, explains machine patterns, and describes images; in domains, explains elements, attributes and values; in schemas, shows documentation and the messages of commands.",
    'hoverProvider',
  ),
  'textDocument/signatureHelp': no(NOT_CODE),
  'textDocument/declaration': no('Declarations and definitions are the same; use `textDocument/definition`.'),
  'textDocument/definition': yes(
    'Goes to the schema or, on an image path, to the image; in domains, to the descriptors; in schemas, to the declaration, also across includes.',
    'definitionProvider',
  ),
  'textDocument/typeDefinition': yes(
    'Goes to the type of a member or value in the schema, also from the schema itself.',
    'typeDefinitionProvider',
  ),
  'textDocument/implementation': no(NOT_CODE),
  'textDocument/references': yes(
    'Lists the descriptors of the workspace that name this image; in schemas, the uses of a name in code and documentation.',
    'referencesProvider',
  ),
  'textDocument/documentHighlight': yes(
    'Highlights the same feature, image, machine pattern or member in this document.',
    'documentHighlightProvider',
  ),
  'textDocument/documentSymbol': yes(
    'Returns a tree, or a list for clients without support for trees.',
    'documentSymbolProvider',
  ),
  'textDocument/codeAction': yes(
    '`quickfix`, `refactor.rewrite` (another mode or device), `source.fixAll.qemuFirmware`, `source.organize.qemuFirmware`; in domains, `quickfix` and `refactor.rewrite`.',
    'codeActionProvider',
  ),
  'codeAction/resolve': no('Code actions include their edits, which are small.'),
  'textDocument/codeLens': yes(
    'Shows how many descriptors use the image, off by default; in domains, which firmware the guest gets, if the client can explain it.',
    'codeLensProvider',
  ),
  'codeLens/resolve': no('Lenses are complete from the start.'),
  'workspace/codeLens/refresh': yes('Sent when settings, the schema or files change.'),
  'textDocument/documentLink': yes(
    'Links the path of an image to the file, also in domains.',
    'documentLinkProvider',
  ),
  'documentLink/resolve': no('Links are complete from the start.'),
  'textDocument/documentColor': no(NO_COLOURS),
  'textDocument/colorPresentation': no(NO_COLOURS),
  'textDocument/formatting': yes(
    'Changes only white space; fails if the text has syntax errors. In schemas, wraps documentation at 70 columns.',
    'documentFormattingProvider',
  ),
  'textDocument/rangeFormatting': yes('The same for a range.', 'documentRangeFormattingProvider'),
  'textDocument/rangesFormatting': yes(
    'The same for several ranges.',
    'documentRangeFormattingProvider.rangesSupport',
  ),
  'textDocument/onTypeFormatting': no(
    'Editors indent by brackets themselves, and text that changes during typing is distracting.',
  ),
  'textDocument/rename': yes(
    'Renames the path of an image in every descriptor of the workspace that names it; in schemas, a declared name in every file of the source tree.',
    'renameProvider',
  ),
  'textDocument/prepareRename': yes(
    'Succeeds only on the path of an image and, in schemas, on declared names.',
    'renameProvider.prepareProvider',
  ),
  'textDocument/foldingRange': yes(
    'Folds objects and lists, by whole lines if the client requires it, and up to the number of ranges that it accepts.',
    'foldingRangeProvider',
  ),
  'workspace/foldingRange/refresh': no('Folding depends only on the text.'),
  'textDocument/selectionRange': yes(
    'Expands from a string to its member, then to the enclosing objects.',
    'selectionRangeProvider',
  ),
  'textDocument/linkedEditingRange': no(
    'Descriptors have no pairs of places that must change together during typing.',
  ),
  'textDocument/semanticTokens/full': yes(
    'Classifies members, values and machine patterns by the schema in use.',
    'semanticTokensProvider.full',
  ),
  'textDocument/semanticTokens/full/delta': no('Descriptors have few tokens.'),
  'textDocument/semanticTokens/range': yes('The same for a range.', 'semanticTokensProvider.range'),
  'workspace/semanticTokens/refresh': yes('Sent when settings or the schema change.'),
  'textDocument/inlayHint': yes(
    'Shows the implied mode, and machine patterns that match no known machine type.',
    'inlayHintProvider',
  ),
  'inlayHint/resolve': no('Hints are complete from the start.'),
  'workspace/inlayHint/refresh': yes('Sent when settings or the schema change.'),
  'textDocument/inlineValue': no('Descriptors are not debugged.'),
  'workspace/inlineValue/refresh': no('Descriptors are not debugged.'),
  'textDocument/inlineCompletion': no(
    'Completion lists the values that are valid in a place; the server does not guess.',
  ),
  'textDocument/moniker': no(NOT_CODE),
  'textDocument/prepareCallHierarchy': no(NOT_CODE),
  'callHierarchy/incomingCalls': no(NOT_CODE),
  'callHierarchy/outgoingCalls': no(NOT_CODE),
  'textDocument/prepareTypeHierarchy': no(NOT_CODE),
  'typeHierarchy/supertypes': no(NOT_CODE),
  'typeHierarchy/subtypes': no(NOT_CODE),

  'workspace/symbol': yes(
    'Finds the descriptors of the workspace and their images, and the definitions of open schemas.',
    'workspaceSymbolProvider',
  ),
  'workspaceSymbol/resolve': no('Symbols are complete from the start.'),
  'workspace/configuration': yes(
    'Requested for each document if the client supports it; otherwise the server uses pushed settings.',
  ),
  'workspace/didChangeConfiguration': yes('Updates the schema, findings and hints.'),
  'workspace/workspaceFolders': no(
    'The server knows the folders from `initialize` and the notification below.',
  ),
  'workspace/didChangeWorkspaceFolders': yes(
    'Searches again for schemas and descriptors.',
    'workspace.workspaceFolders.changeNotifications',
  ),
  'workspace/didChangeWatchedFiles': yes(
    'Watches JSON and XML files and the image folders of open, installed descriptors, if the client allows registration; otherwise images are checked again when the descriptor is opened, changed or saved.',
  ),
  'workspace/executeCommand': no('Every action is an edit and needs no server command.'),
  'workspace/applyEdit': no('Answers include their edits, and the client applies the chosen one.'),
  'workspace/willCreateFiles': no(NO_FILES),
  'workspace/didCreateFiles': no(NO_FILES),
  'workspace/willRenameFiles': no(NO_FILES),
  'workspace/didRenameFiles': no(NO_FILES),
  'workspace/willDeleteFiles': no(NO_FILES),
  'workspace/didDeleteFiles': no(NO_FILES),
  'workspace/textDocumentContent': no('The schema is in files, which any client can open.'),
  'workspace/textDocumentContent/refresh': no('The schema is in files, which any client can open.'),

  'window/logMessage': yes('Reports failures in the server itself and problems with schema files.'),
  'window/showMessage': no('The server reports problems as diagnostics and does not interrupt the user.'),
  'window/showMessageRequest': no(
    'The server reports problems as diagnostics and does not interrupt the user.',
  ),
  'window/showDocument': no('Answers contain locations, which the client opens.'),
  'window/workDoneProgress/create': yes('Used for long searches, if the client shows progress.'),
  'window/workDoneProgress/cancel': no('A search ends when its request is cancelled.'),
};
