/**
 * Each LSP method in docs/features.md. The capability is a path into the capabilities that the server announces, or null for methods
 * that need none. The text says what the server does with the method, or with `no`, why it does not support it.
 */
const yes = (text, capability = null) => ({ supported: true, capability, text });
const no = (text) => ({ supported: false, capability: null, text });

const NOT_CODE = 'Descriptors have no calls, types or other code symbols.';
const NO_PICTURES = 'Descriptors contain no colours.';
const NO_FILES =
  'Descriptors do not refer to each other, so creating, renaming or deleting one requires no other changes.';
const NO_NOTEBOOKS = 'Descriptors are not kept in notebooks.';

/** @type {Record<string, { supported: boolean, capability: string | null, text: string }>} */
export const METHODS = {
  initialize: yes('Announces the capabilities that the client supports.'),
  initialized: yes('Registers for notifications that require dynamic registration.'),
  shutdown: yes('Answers all later requests with an error.'),
  exit: yes('Ends the server, with exit code 1 if no `shutdown` came first.'),
  '$/cancelRequest': yes('Drops requests that have not started and stops searches for descriptors.'),
  '$/progress': yes('Reports the progress of a search for descriptors.'),
  '$/setTrace': no('The client logs the traffic.'),
  '$/logTrace': no('The client logs the traffic.'),
  'client/registerCapability': yes(
    'Changes of settings, JSON files and image folders, if the client announces dynamic registration.',
  ),
  'client/unregisterCapability': no('Registrations are permanent.'),
  'telemetry/event': no('The server collects no telemetry.'),

  'textDocument/didOpen': yes(
    'Documents in any language; descriptors are recognised by path or content.',
    'textDocumentSync.openClose',
  ),
  'textDocument/didChange': yes('Incremental.', 'textDocumentSync.change'),
  'textDocument/didSave': yes('Reads a schema in use again.', 'textDocumentSync.save'),
  'textDocument/didClose': yes('Clears pushed diagnostics.', 'textDocumentSync.openClose'),
  'textDocument/willSave': no('Saving requires no preparation.'),
  'textDocument/willSaveWaitUntil': no(
    'Editors can apply `source.fixAll` and formatting on save themselves.',
  ),
  'notebookDocument/didOpen': no(NO_NOTEBOOKS),
  'notebookDocument/didChange': no(NO_NOTEBOOKS),
  'notebookDocument/didSave': no(NO_NOTEBOOKS),
  'notebookDocument/didClose': no(NO_NOTEBOOKS),

  'textDocument/publishDiagnostics': yes(
    'For clients that do not pull diagnostics; always with the version.',
  ),
  'textDocument/diagnostic': yes(
    'With codes, links to the documentation, related information and `unchanged` reports.',
    'diagnosticProvider',
  ),
  'workspace/diagnostic': yes(
    'The descriptors in the workspace, open or not.',
    'diagnosticProvider.workspaceDiagnostics',
  ),
  'workspace/diagnostic/refresh': yes(
    'After changes of settings, schema or files, and when more is known about an image.',
  ),
  'textDocument/completion': yes(
    'Members, values, machine patterns, image paths and whole descriptors; as snippets if the client supports them.',
    'completionProvider',
  ),
  'completionItem/resolve': no('Items are complete from the start: their documentation is short.'),
  'textDocument/hover': yes(
    "The schema's documentation, an explanation of machine patterns, and a summary of an image.",
    'hoverProvider',
  ),
  'textDocument/signatureHelp': no(NOT_CODE),
  'textDocument/declaration': no('A declaration is the definition: `textDocument/definition`.'),
  'textDocument/definition': yes(
    'The definition in the schema; for an image, its file.',
    'definitionProvider',
  ),
  'textDocument/typeDefinition': yes(
    'The type of a member or value in the schema.',
    'typeDefinitionProvider',
  ),
  'textDocument/implementation': no(NOT_CODE),
  'textDocument/references': yes(
    'The descriptors in the workspace that name this image.',
    'referencesProvider',
  ),
  'textDocument/documentHighlight': yes(
    'The same feature, image, machine pattern or member in this document.',
    'documentHighlightProvider',
  ),
  'textDocument/documentSymbol': yes(
    'A tree, or a list for clients that do not support trees.',
    'documentSymbolProvider',
  ),
  'textDocument/codeAction': yes(
    '`quickfix`, `refactor.rewrite` (another mode or device), `source.fixAll.qemuFirmware`, `source.organize.qemuFirmware`.',
    'codeActionProvider',
  ),
  'codeAction/resolve': no('Edits are small and complete from the start.'),
  'textDocument/codeLens': yes(
    'The number of descriptors that use the image; off by default.',
    'codeLensProvider',
  ),
  'codeLens/resolve': no('Lenses are complete from the start.'),
  'workspace/codeLens/refresh': yes('After changes of settings, schema or files.'),
  'textDocument/documentLink': yes('From an image path to the file.', 'documentLinkProvider'),
  'documentLink/resolve': no('Links are complete from the start.'),
  'textDocument/documentColor': no(NO_PICTURES),
  'textDocument/colorPresentation': no(NO_PICTURES),
  'textDocument/formatting': yes(
    'Changes white space only; does nothing if the text has syntax errors.',
    'documentFormattingProvider',
  ),
  'textDocument/rangeFormatting': yes('The same for a range.', 'documentRangeFormattingProvider'),
  'textDocument/rangesFormatting': yes(
    'The same for several ranges.',
    'documentRangeFormattingProvider.rangesSupport',
  ),
  'textDocument/onTypeFormatting': no(
    'Editors indent by brackets themselves, and changing text during typing is disruptive.',
  ),
  'textDocument/rename': yes(
    'Renames an image path in every descriptor in the workspace that names it.',
    'renameProvider',
  ),
  'textDocument/prepareRename': yes('Only on an image path.', 'renameProvider.prepareProvider'),
  'textDocument/foldingRange': yes(
    'Objects and lists; whole lines for clients that require it, and no more ranges than they accept.',
    'foldingRangeProvider',
  ),
  'workspace/foldingRange/refresh': no('Folding depends on the text only.'),
  'textDocument/selectionRange': yes(
    'Expands from strings to members, objects and so on.',
    'selectionRangeProvider',
  ),
  'textDocument/linkedEditingRange': no('No two places in a descriptor must change together during typing.'),
  'textDocument/semanticTokens/full': yes(
    'Members, values and machine patterns that the selected schema defines.',
    'semanticTokensProvider.full',
  ),
  'textDocument/semanticTokens/full/delta': no('A descriptor has few tokens.'),
  'textDocument/semanticTokens/range': yes('The same for a range.', 'semanticTokensProvider.range'),
  'workspace/semanticTokens/refresh': yes('After changes of settings or schema.'),
  'textDocument/inlayHint': yes(
    'The implied mode, and machine patterns that match no known machine type.',
    'inlayHintProvider',
  ),
  'inlayHint/resolve': no('Hints are complete from the start.'),
  'workspace/inlayHint/refresh': yes('After changes of settings or schema.'),
  'textDocument/inlineValue': no('Descriptors are not debugged.'),
  'workspace/inlineValue/refresh': no('Descriptors are not debugged.'),
  'textDocument/inlineCompletion': no('Completion knows all possible values; nothing needs to be guessed.'),
  'textDocument/moniker': no(NOT_CODE),
  'textDocument/prepareCallHierarchy': no(NOT_CODE),
  'callHierarchy/incomingCalls': no(NOT_CODE),
  'callHierarchy/outgoingCalls': no(NOT_CODE),
  'textDocument/prepareTypeHierarchy': no(NOT_CODE),
  'typeHierarchy/supertypes': no(NOT_CODE),
  'typeHierarchy/subtypes': no(NOT_CODE),

  'workspace/symbol': yes('The descriptors in the workspace.', 'workspaceSymbolProvider'),
  'workspaceSymbol/resolve': no('Symbols are complete from the start.'),
  'workspace/configuration': yes(
    'Requested for each document if the client supports it; otherwise, pushed settings are used.',
  ),
  'workspace/didChangeConfiguration': yes('Updates schema, findings and hints.'),
  'workspace/workspaceFolders': no('The notification below updates the folders from `initialize`.'),
  'workspace/didChangeWorkspaceFolders': yes(
    'Searches for schemas and descriptors again.',
    'workspace.workspaceFolders.changeNotifications',
  ),
  'workspace/didChangeWatchedFiles': yes(
    'JSON files and the image folders of open, installed descriptors, if the client supports dynamic registration; otherwise, images are checked again when the descriptor is opened, changed or saved.',
  ),
  'workspace/executeCommand': no('All actions are edits, which need no server command.'),
  'workspace/applyEdit': no('Edits are part of the responses; the client applies the chosen one.'),
  'workspace/willCreateFiles': no(NO_FILES),
  'workspace/didCreateFiles': no(NO_FILES),
  'workspace/willRenameFiles': no(NO_FILES),
  'workspace/didRenameFiles': no(NO_FILES),
  'workspace/willDeleteFiles': no(NO_FILES),
  'workspace/didDeleteFiles': no(NO_FILES),
  'workspace/textDocumentContent': no('The schema is in files that any client can open.'),
  'workspace/textDocumentContent/refresh': no('The schema is in files that any client can open.'),

  'window/logMessage': yes('Errors in the server itself or in a schema file.'),
  'window/showMessage': no('The server reports diagnostics instead of interrupting the user.'),
  'window/showMessageRequest': no('The server reports diagnostics instead of interrupting the user.'),
  'window/showDocument': no('Responses contain locations, which the client opens.'),
  'window/workDoneProgress/create': yes('For long searches, if the client shows progress.'),
  'window/workDoneProgress/cancel': no(
    'A search belongs to a request; cancelling the request ends the search.',
  ),
};
