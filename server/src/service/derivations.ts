/** To be called, while a value is worked out, for each part that it depends on; see `Derivations.changed`. */
export type DependsOn = (part: string) => void;

interface Entry<Value> {
  readonly from: readonly unknown[];
  readonly parts: Set<string>;
  readonly value: Promise<Value>;
}

/**
 * Values by key, each worked out once from certain inputs. Callers that come while that is going on get the same promise. A call takes
 * its inputs and its place at once, so what is made of older inputs and ends late never takes the place of what is newer. What
 * fails, or is dropped while it is being made, reaches those who asked for it, and is not kept.
 */
export class Derivations<Value> {
  private readonly entries = new Map<string, Entry<Value>>();
  private clears = 0;

  /** @param capacity how many values are kept; those that nobody has asked for the longest are dropped first */
  constructor(private readonly capacity = Infinity) {}

  /**
   * The value of `key`, derived if it is not known or was made from other inputs.
   *
   * @param from the inputs, compared by identity one by one
   * @param derive called at once or not at all
   */
  get(
    key: string,
    from: readonly unknown[],
    derive: (dependsOn: DependsOn) => Promise<Value>,
  ): Promise<Value> {
    const known = this.entries.get(key);
    const entry = known && isSame(known.from, from) ? known : startEntry(from, derive);
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (entry !== known) {
      this.dropOldest();
      entry.value.catch(() => {
        if (this.entries.get(key) === entry) this.entries.delete(key);
      });
    }
    return entry.value;
  }

  /**
   * As `get`, for what may change without a word: a value whose making began before the call counts only if it is still current, or
   * else it is derived again, once for all who find that out.
   */
  async getCurrent(
    key: string,
    from: readonly unknown[],
    derive: (dependsOn: DependsOn) => Promise<Value>,
    isCurrent: (value: Value) => Promise<boolean>,
  ): Promise<Value> {
    let [isOwn, hasFailed] = [false, false];
    const known = this.get(key, from, (dependsOn) => {
      isOwn = true;
      return derive(dependsOn);
    });
    try {
      const value = await known;
      if (isOwn || (await isCurrent(value))) return value;
    } catch (error) {
      if (isOwn) throw error;
      hasFailed = true;
    }
    const entry = this.entries.get(key);
    // What has come of newer inputs, or was dropped, keeps its place.
    if (entry ? !isSame(entry.from, from) : !hasFailed) return derive(() => undefined);
    if (entry?.value === known) this.entries.delete(key);
    return this.get(key, from, derive);
  }

  /** Whether there is a value, or one is being made. */
  has(key: string): boolean {
    return this.entries.has(key);
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  /** Drops the values of the keys of which `isMeant` says so. */
  deleteWhere(isMeant: (key: string) => boolean): void {
    for (const key of this.entries.keys()) if (isMeant(key)) this.entries.delete(key);
  }

  /** Drops everything, and starts another generation. */
  clear(): void {
    this.entries.clear();
    this.clears++;
  }

  /** Another number after each `clear`: an input of whatever is made from these values. */
  get generation(): number {
    return this.clears;
  }

  /** Drops the values that depend on one of the parts. @returns whether there were any */
  changed(parts: readonly string[]): boolean {
    const outdated = [...this.entries].filter(([, entry]) => parts.some((part) => entry.parts.has(part)));
    for (const [key] of outdated) this.entries.delete(key);
    return outdated.length > 0;
  }

  private dropOldest(): void {
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) return;
      this.entries.delete(oldest);
    }
  }
}

function startEntry<Value>(
  from: readonly unknown[],
  derive: (dependsOn: DependsOn) => Promise<Value>,
): Entry<Value> {
  const parts = new Set<string>();
  return { from, parts, value: derive((part) => parts.add(part)) };
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}
