/** What tells one content of a file from the next: its size in bytes and its revision; see FileStat. */
export interface FileState {
  readonly size: number;
  readonly revision?: string | undefined;
}

/** What is known of a file, for as long as the file is what it was. */
interface Entry<Facts> extends FileState {
  readonly facts: Promise<Facts>;
  /** What the promise has come to. */
  known?: { readonly facts: Facts };
}

/**
 * Looks into each image once for each of its contents. Keeps what was asked for last. A file whose time of change nobody knows is looked
 * into again each time.
 */
export class ImageCache<Facts> {
  private readonly entries = new Map<string, Entry<Facts>>();

  /** @param look looks into the file at a path; if it rejects, the next question makes it look again */
  constructor(
    private readonly look: (path: string) => Promise<Facts>,
    private readonly capacity = 64,
  ) {}

  /** The facts of the image at `path`, whose state its caller has just seen. Who asks during a look gets what comes of it. */
  get(path: string, state: FileState): Promise<Facts> {
    const entry = this.current(path, state) ?? this.start(path, state);
    // Behind all others, so that the one in front is the one that nobody has asked for the longest.
    this.entries.delete(path);
    this.entries.set(path, entry);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) break;
      this.entries.delete(oldest);
    }
    return entry.facts;
  }

  /** What is known at once, for callers that do not wait; undefined where `get` would have to look or is looking still. */
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
