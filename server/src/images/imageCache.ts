/** What identifies one version of a file: its size in bytes and its revision; see FileStat. */
export interface FileState {
  readonly size: number;
  readonly revision?: string | undefined;
}

/** What is known about a file while it does not change. */
interface Entry<Facts> extends FileState {
  readonly facts: Promise<Facts>;
  /** The result of the promise. */
  known?: { readonly facts: Facts };
}

/**
 * Reads each version of an image once. Keeps the most recently requested results. A file with an unknown time of change is read again
 * each time.
 */
export class ImageCache<Facts> {
  private readonly entries = new Map<string, Entry<Facts>>();

  /** @param look reads the file at a path; if it rejects, the next request calls it again */
  constructor(
    private readonly look: (path: string) => Promise<Facts>,
    private readonly capacity = 64,
  ) {}

  /** Returns the facts of the image at `path`, whose state the caller has just read. Requests during a read get its result. */
  get(path: string, state: FileState): Promise<Facts> {
    const entry = this.current(path, state) ?? this.start(path, state);
    // At the end, so the first one is always the least recently requested.
    this.entries.delete(path);
    this.entries.set(path, entry);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) break;
      this.entries.delete(oldest);
    }
    return entry.facts;
  }

  /** Returns what is already known, for callers that do not wait; undefined if `get` would have to read or is still reading. */
  known(path: string, state: FileState): { readonly facts: Facts } | undefined {
    return this.current(path, state)?.known;
  }

  private current(path: string, { size, revision }: FileState): Entry<Facts> | undefined {
    const entry = this.entries.get(path);
    const isSame = entry?.size === size && entry.revision === revision;
    return isSame && (revision !== undefined || !entry.known) ? entry : undefined;
  }

  private start(path: string, { size, revision }: FileState): Entry<Facts> {
    const facts = this.look(path);
    const entry: Entry<Facts> = { size, facts, revision };
    facts.then(
      (found) => {
        entry.known = { facts: found };
      },
      () => {
        if (this.entries.get(path) === entry) this.entries.delete(path);
      },
    );
    return entry;
  }
}
