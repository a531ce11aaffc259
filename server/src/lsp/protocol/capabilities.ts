import type { ServerCapabilities } from 'vscode-languageserver';
import { TOKEN_TYPES } from './tokenTypes';
import { readStrings, readValue } from './fromLsp';

/** What the client supports. The server sends nothing that the client does not announce. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly pullConfiguration: boolean;
  readonly registerConfiguration: boolean;
  readonly workspaceFolders: boolean;
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly adjustIndentation: boolean;
  readonly deprecatedTag: boolean;
  readonly preselect: boolean;
  readonly completionMarkdown: boolean;
  readonly hoverMarkdown: boolean;
  readonly definitionLinks: boolean;
  readonly typeDefinitionLinks: boolean;
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly codeActionData: boolean;
  readonly versionedEdits: boolean;
  readonly watchFiles: boolean;
  /** Whether it watches folders outside the workspace. */
  readonly watchFolders: boolean;
  readonly workDoneProgress: boolean;
  readonly refreshLenses: boolean;
  readonly linkTooltips: boolean;
  readonly prepareRename: boolean;
  /** Whether the client has the command that shows references. */
  readonly showReferences: boolean;
  /** Whether the client has the command that explains a selection. */
  readonly explainsSelection: boolean;
  readonly symbolTrees: boolean;
  readonly foldsLines: boolean;
  /** The maximum number of folding ranges for a document; false without a limit. */
  readonly foldingLimit: number | false;
  readonly formatsRanges: boolean;
  readonly refreshTokens: boolean;
  readonly refreshHints: boolean;
}

/** A command of the client: shows places (a list of locations) for a place (a URI, a position). */
export const SHOW_REFERENCES = 'qemuFirmware.showReferences';

/** A command of the client: explains which firmware the domain with this URI gets. */
export const EXPLAIN_SELECTION = 'qemuFirmware.explainSelection';

export const QUICK_FIX_KIND = 'quickfix';
/** The kind of the action that applies every safe fix. */
export const FIX_ALL_KIND = 'source.fixAll.qemuFirmware';
/** The kind of the action that sorts members in schema order. */
export const ORGANIZE_KIND = 'source.organize.qemuFirmware';
/** The kind of the actions that change how the same firmware is loaded. */
export const REWRITE_KIND = 'refactor.rewrite';

/** Returns whether one of the requested kinds is `kind` or a parent of it. */
export function includesKind(kinds: readonly string[], kind: string): boolean {
  return kinds.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

/** @param commands the names of the commands that the client announces */
export function readClientFeatures(capabilities: unknown, commands: readonly string[] = []): ClientFeatures {
  const has = (path: string): boolean => readValue(capabilities, path) === true;
  const hasInText = (path: string): boolean => has(`textDocument.${path}`);
  const refreshes = (part: string): boolean => has(`workspace.${part}.refreshSupport`);
  const watches = (path: string): boolean => has(`workspace.didChangeWatchedFiles.${path}`);
  // LSP 3.18 has a separate capability for pulled diagnostics; before, that of pushed ones applied to both.
  const ofDiagnostics = (name: string): boolean =>
    hasInText(`publishDiagnostics.${name}`) || hasInText(`diagnostic.${name}`);
  const given = (path: string): boolean => typeof readValue(capabilities, path) === 'object';
  const markdown = (path: string): boolean => readStrings(capabilities, path)?.includes('markdown') ?? false;
  const lists = (path: string, value: number): boolean => {
    const values = readValue(capabilities, path);
    return Array.isArray(values) && values.includes(value);
  };
  const item = 'textDocument.completion.completionItem';
  const foldingLimit = readValue(capabilities, 'textDocument.foldingRange.rangeLimit');
  return {
    pullDiagnostics: given('textDocument.diagnostic'),
    refreshDiagnostics: refreshes('diagnostics'),
    relatedInformation: ofDiagnostics('relatedInformation'),
    codeDescription: ofDiagnostics('codeDescriptionSupport'),
    pullConfiguration: has('workspace.configuration'),
    registerConfiguration: has('workspace.didChangeConfiguration.dynamicRegistration'),
    workspaceFolders: has('workspace.workspaceFolders'),
    snippets: has(`${item}.snippetSupport`),
    labelDetails: has(`${item}.labelDetailsSupport`),
    adjustIndentation: lists(`${item}.insertTextModeSupport.valueSet`, ADJUST_INDENTATION),
    deprecatedTag: lists(`${item}.tagSupport.valueSet`, DEPRECATED),
    preselect: has(`${item}.preselectSupport`),
    completionMarkdown: markdown(`${item}.documentationFormat`),
    hoverMarkdown: markdown('textDocument.hover.contentFormat'),
    definitionLinks: hasInText('definition.linkSupport'),
    typeDefinitionLinks: hasInText('typeDefinition.linkSupport'),
    codeActionLiterals: given('textDocument.codeAction.codeActionLiteralSupport'),
    preferredActions: hasInText('codeAction.isPreferredSupport'),
    codeActionData: hasInText('codeAction.dataSupport'),
    versionedEdits: has('workspace.workspaceEdit.documentChanges'),
    watchFiles: watches('dynamicRegistration'),
    watchFolders: watches('dynamicRegistration') && watches('relativePatternSupport'),
    workDoneProgress: has('window.workDoneProgress'),
    refreshLenses: refreshes('codeLens'),
    linkTooltips: hasInText('documentLink.tooltipSupport'),
    prepareRename: hasInText('rename.prepareSupport'),
    showReferences: commands.includes(SHOW_REFERENCES),
    explainsSelection: commands.includes(EXPLAIN_SELECTION),
    symbolTrees: hasInText('documentSymbol.hierarchicalDocumentSymbolSupport'),
    foldsLines: hasInText('foldingRange.lineFoldingOnly'),
    foldingLimit: typeof foldingLimit === 'number' && foldingLimit >= 0 && foldingLimit,
    formatsRanges: hasInText('rangeFormatting.rangesSupport'),
    refreshTokens: refreshes('semanticTokens'),
    refreshHints: refreshes('inlayHint'),
  };
}

/** Returns the capabilities of the server for a client. */
export function makeServerCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: INCREMENTAL, save: true },
    completionProvider: { triggerCharacters: ['"', '/', '<', "'", ' ', '@', '`'] },
    hoverProvider: true,
    definitionProvider: true,
    typeDefinitionProvider: true,
    documentLinkProvider: {},
    referencesProvider: { workDoneProgress: true },
    renameProvider: { workDoneProgress: true, ...(client.prepareRename && { prepareProvider: true }) },
    workspaceSymbolProvider: { workDoneProgress: true },
    ...((client.showReferences || client.explainsSelection) && { codeLensProvider: {} }),
    documentSymbolProvider: true,
    documentHighlightProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: client.formatsRanges ? { rangesSupport: true } : true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: ['deprecated'] },
      full: true,
      range: true,
    },
    inlayHintProvider: true,
    ...(client.codeActionLiterals && {
      codeActionProvider: { codeActionKinds: [QUICK_FIX_KIND, REWRITE_KIND, FIX_ALL_KIND, ORGANIZE_KIND] },
    }),
    ...(client.pullDiagnostics && {
      diagnosticProvider: {
        identifier: 'qemu-firmware',
        // A schema file is checked together with those that include it.
        interFileDependencies: true,
        workspaceDiagnostics: true,
        workDoneProgress: true,
      },
    }),
    ...(client.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}

/** Of LSP's enumerations TextDocumentSyncKind, InsertTextMode and CompletionItemTag. */
const INCREMENTAL = 2;
const ADJUST_INDENTATION = 2;
const DEPRECATED = 1;
