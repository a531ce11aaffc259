import type { QapiFile } from '../../features/qapi/qapiFile';
import type { View } from '../../features/qapi/view';
import { QapiTree } from '../../service/qapiTree';
import type { SourceTree } from '../../service/qapiRoots';
import { lookUp } from '../../text/table';
import { makeConfinedWorkspace, findPathBelow } from '../../workspace/rootedWorkspace';
import type { Workspace } from '../../workspace/workspace';
import { readOffset, toPath } from '../protocol/fromLsp';
import type { QapiQuestion } from '../protocol/qapiQuestion';
import { checkWholeSchema } from './checkSchema';
import { listCodeActions } from './codeActions';
import { listCompletions } from './completion';
import { listDiagnostics } from './diagnostics';
import { listFormattingEdits, prepareRename, renameInFiles } from './edits';
import { findHover } from './hover';
import { listFoldingRanges, listSelectionRanges, listDocumentSymbols } from './outline';
import { listDefinitions, listDocumentHighlights, listReferences, listTypeDefinitions } from './places';
import { listSemanticTokens } from './semanticTokens';
import { describeStatus } from './status';
import { listWorkspaceSymbols } from './workspaceSymbols';

/** A version of a schema file, with everything that its features need. */
export interface AskedSchema {
  readonly question: QapiQuestion;
  readonly file: QapiFile;
  readonly views: readonly View[];
  readonly tree: SourceTree;
  readonly workspace: Workspace;
  /** Reads the documentation of the rules; undefined if it is not a file. */
  readonly readRules: () => Promise<string | undefined>;
}

/** Answers a request of LSP. The parameters are not yet validated. */
type Feature = (asked: AskedSchema) => unknown;

const FEATURES: Readonly<Record<string, Feature>> = {
  'textDocument/diagnostic': listDiagnostics,
  'qemuFirmware/checkSchema': checkWholeSchema,
  'textDocument/codeAction': listCodeActions,
  'textDocument/completion': listCompletions,
  'textDocument/hover': findHover,
  'textDocument/definition': listDefinitions,
  'textDocument/typeDefinition': listTypeDefinitions,
  'textDocument/references': listReferences,
  'textDocument/documentHighlight': listDocumentHighlights,
  'textDocument/prepareRename': prepareRename,
  'textDocument/rename': renameInFiles,
  'textDocument/documentSymbol': listDocumentSymbols,
  'textDocument/foldingRange': listFoldingRanges,
  'textDocument/selectionRange': listSelectionRanges,
  'textDocument/semanticTokens/full': listSemanticTokens,
  'textDocument/semanticTokens/range': listSemanticTokens,
  'textDocument/formatting': listFormattingEdits,
  'textDocument/rangeFormatting': listFormattingEdits,
  'textDocument/rangesFormatting': listFormattingEdits,
  'qemuFirmware/status': describeStatus,
};

/** The maximum size of the documentation of the rules in bytes: several times what it has. */
const MAX_RULES = 2 * 1024 * 1024;

/** Answers requests about schemas as LSP has it. Keeps the files that it has read for the next ones. */
export class SchemaAnswers {
  /** By the folder that they are confined to; an empty one for all files. */
  private readonly trees = new Map<string, QapiTree>();

  constructor(private readonly files: Workspace) {}

  /** Returns undefined for methods that schemas do not have. Rejects only if reading files does. */
  async answer(question: QapiQuestion): Promise<unknown> {
    const { method, path } = question;
    if (method === 'workspace/symbol') return this.findSymbols(question);
    const feature = lookUp(FEATURES, method);
    if (!feature) return undefined;
    const { tree, workspace } = this.treeFor(path, question);
    const found = await tree.find(path);
    return found
      ? feature({ ...found, question, workspace, readRules: () => this.readRules(question) })
      : null;
  }

  private async findSymbols(question: QapiQuestion): Promise<unknown> {
    const views = new Set<View>();
    for (const { path } of question.open)
      for (const view of await this.treeFor(path, question).tree.findAll([path])) views.add(view);
    return listWorkspaceSymbols(question, [...views]);
  }

  private async readRules({ docsUri = '' }: QapiQuestion): Promise<string | undefined> {
    const path = toPath(docsUri);
    const content = path === undefined ? undefined : await this.files.read(path, MAX_RULES);
    return content && 'bytes' in content ? new TextDecoder().decode(content.bytes) : undefined;
  }

  private treeFor(path: string, question: QapiQuestion): { tree: QapiTree; workspace: Workspace } {
    const folder = question.isConfined ? findFolder(path, question.folders) : '';
    const workspace = folder === '' ? this.files : makeConfinedWorkspace(folder, this.files);
    const tree = this.trees.get(folder) ?? new QapiTree(workspace);
    this.trees.set(folder, tree);
    tree.update(question.open, question.generation);
    return { tree, workspace };
  }
}

/** Returns the folder of the workspace that a file is in, else its own. */
function findFolder(path: string, folders: readonly string[]): string {
  const holding = folders.find((folder) => findPathBelow(folder, path) !== undefined);
  return holding ?? path.slice(0, path.lastIndexOf('/'));
}

/** Returns the offset that a request is about; undefined if it names none. */
export function findOffset({ file, question }: AskedSchema): number | undefined {
  return readOffset(file.lines, question.params, 'position');
}
