import type { Kind } from './client';

/** A client that announces no capabilities. */
export const BARE: Kind = { capabilities: {} };

/** What an editor such as Neovim announces: pushed diagnostics, snippets, settings on request. */
export const NEOVIM: Kind = {
  capabilities: {
    general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: false },
      workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] },
    },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, dataSupport: true },
      completion: {
        completionItem: {
          snippetSupport: true,
          documentationFormat: ['markdown', 'plaintext'],
          insertReplaceSupport: false,
        },
      },
      hover: { contentFormat: ['markdown', 'plaintext'] },
      definition: { linkSupport: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      foldingRange: { lineFoldingOnly: true },
      rangeFormatting: { rangesSupport: true },
      codeAction: {
        isPreferredSupport: true,
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source.fixAll'] } },
      },
    },
  },
};

/** What VS Code announces: pulled diagnostics, and almost everything else. */
export const VSCODE: Kind = {
  capabilities: {
    general: { positionEncodings: ['utf-16'] },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
      semanticTokens: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      workspaceEdit: { documentChanges: true },
    },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
      diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
      completion: {
        completionItem: {
          snippetSupport: true,
          documentationFormat: ['markdown', 'plaintext'],
          insertReplaceSupport: true,
          tagSupport: { valueSet: [1] },
          preselectSupport: true,
          labelDetailsSupport: true,
          insertTextModeSupport: { valueSet: [1, 2] },
        },
      },
      hover: { contentFormat: ['markdown', 'plaintext'] },
      definition: { linkSupport: true },
      typeDefinition: { linkSupport: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      foldingRange: { lineFoldingOnly: true, rangeLimit: 5000 },
      rangeFormatting: { rangesSupport: true },
      codeAction: {
        isPreferredSupport: true,
        codeActionLiteralSupport: {
          codeActionKind: { valueSet: ['', 'quickfix', 'source', 'source.fixAll'] },
        },
      },
    },
  },
  initializationOptions: { docsUri: 'https://example.org/rules.md' },
};
