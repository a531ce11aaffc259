import { QapiFile } from '../features/qapi/qapiFile';
import { View } from '../features/qapi/view';
import { loadSchema } from '../qapi/buildSchema';
import { parseModule } from '../qapi/module';
import { decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import type { Workspace } from '../workspace/workspace';
import { findRootCandidates, findTree, type SourceTree } from './qapiRoots';

/** The text of an open document. */
export interface OpenText {
  readonly path: string;
  readonly text: string;
}

/** What a file is part of. */
export interface Surroundings {
  readonly file: QapiFile;
  /** One for each root schema that reaches the file, the file itself if none does. */
  readonly views: readonly View[];
  readonly tree: SourceTree;
}

/** The files that are not open, by path, as they are on the disk. */
type Closed = Map<string, Promise<QapiFile | undefined>>;

/** A view with the files that it was made from, those that do not exist included. */
interface MadeView {
  readonly view: View;
  readonly asked: ReadonlyMap<string, QapiFile | undefined>;
}

/**
 * The schema files of source trees. Each version of a file is parsed once; files that are not open are read again only when `forget` was
 * called, because others may have written them.
 */
export class QapiTree {
  private open = new Map<string, QapiFile>();
  private closed: Closed = new Map();
  /** Those that were read before `generation` changed: most of them still have the same text. */
  private before: Closed = new Map();
  private readonly trees = new Map<string, Promise<SourceTree>>();
  private readonly candidates = new Map<string, Promise<readonly string[]>>();
  private readonly views = new Map<string, MadeView>();
  private generation: number | undefined;

  constructor(private readonly workspace: Workspace) {}

  /** Sets the open documents, and reads the other files again if `generation` differs from the one before. */
  update(texts: readonly OpenText[], generation: number): void {
    if (generation !== this.generation) {
      this.before = this.closed;
      this.closed = new Map();
      this.trees.clear();
      this.candidates.clear();
    }
    this.generation = generation;
    const open = new Map<string, QapiFile>();
    for (const { path, text } of texts) {
      const known = this.open.get(path);
      open.set(path, known?.text === text ? known : new QapiFile(path, text));
    }
    this.open = open;
  }

  /** Finds a file and the root schemas that reach it. Undefined if it cannot be read. */
  async find(path: string): Promise<Surroundings | undefined> {
    const file = await this.file(path);
    if (!file) return undefined;
    const tree = await this.tree(path);
    const reaching = await this.findReaching(path, tree.roots);
    const isRoot = tree.roots.includes(path);
    const views =
      reaching.length > 0 || isRoot ? reaching : await this.findReaching(path, await this.siblings(path));
    return { file, views: isRoot || views.length === 0 ? [await this.view(path), ...views] : views, tree };
  }

  /** Returns the views of those roots that reach a file, without its own. */
  private async findReaching(path: string, roots: readonly string[]): Promise<readonly View[]> {
    const views: View[] = [];
    for (const root of roots) {
      const view = root === path ? undefined : await this.view(root);
      if (view?.files.has(path) === true) views.push(view);
    }
    return views;
  }

  /** Lists the views of the root schemas of the trees around these files. */
  async findAll(paths: readonly string[]): Promise<readonly View[]> {
    const views = new Set<View>();
    for (const path of paths) {
      const roots = (await this.tree(path)).roots;
      for (const root of roots) views.add(await this.view(root));
      if (roots.length === 0) for (const view of (await this.find(path))?.views ?? []) views.add(view);
    }
    return [...views];
  }

  /** Returns a file: as it is open, else as it is on the disk. */
  async file(path: string): Promise<QapiFile | undefined> {
    const open = this.open.get(path);
    if (open) return open;
    const found = this.closed.get(path) ?? this.read(path);
    this.closed.set(path, found);
    return found;
  }

  private async read(path: string): Promise<QapiFile | undefined> {
    const content = await this.workspace.read(path, READ_LIMITS.schemaFile);
    const decoded = 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
    if (!decoded || !('text' in decoded)) return undefined;
    const known = await this.before.get(path);
    return known?.text === decoded.text ? known : new QapiFile(path, decoded.text);
  }

  private tree(path: string): Promise<SourceTree> {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const found = this.trees.get(folder) ?? findTree(folder, this.workspace);
    this.trees.set(folder, found);
    return found;
  }

  /** The schemas in the same folder that include others. */
  private siblings(path: string): Promise<readonly string[]> {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const found = this.candidates.get(folder) ?? findRootCandidates(folder, this.workspace);
    this.candidates.set(folder, found);
    return found;
  }

  /** Returns the view of a root. Nothing is derived again unless one of its files has another text. */
  private async view(root: string): Promise<View> {
    const known = this.views.get(root);
    if (known && (await this.isCurrent(known))) return known.view;
    const asked = new Map<string, QapiFile | undefined>();
    const schema = await loadSchema(
      root,
      async (path) => {
        const file = await this.file(path);
        asked.set(path, file);
        return file?.text;
      },
      (path, text) => asked.get(path)?.module ?? parseModule(path, text),
    );
    const view = new View(root, (path) => asked.get(path), schema);
    this.views.set(root, { view, asked });
    return view;
  }

  private async isCurrent({ asked }: MadeView): Promise<boolean> {
    for (const [path, file] of asked) if ((await this.file(path)) !== file) return false;
    return true;
  }
}
