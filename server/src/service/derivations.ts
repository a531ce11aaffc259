/** Called during a derivation for each part that the value depends on; see `Derivations.changed`. */
export type DependsOn = (part: string) => void;

interface Entry<Value> {
  readonly from: readonly unknown[];
  readonly parts: Set<string>;
  readonly value: Promise<Value>;
}

/**
 * Values by key, each derived once from its inputs. Callers during a derivation get the same promise. A call takes its inputs and its
 * place at once, so a late value from older inputs never replaces a newer one. A value that fails, or is dropped during its derivation,
 * reaches its callers but is not kept.
 */
export class Derivations<Value> {
  private readonly entries = new Map<string, Entry<Value>>();
  private clears = 0;

  /** @param capacity how many values are kept; the least recently requested ones are dropped first */
  constructor(private readonly capacity = Infinity) {}

  /**
   * Returns the value of `key`, and derives it if it is unknown or was derived from other inputs.
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
   * Like `get`, for values that may become outdated without notice: a value whose derivation began before the call counts only if it is
   * still current. Otherwise it is derived again, once for all callers that notice.
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
    // A value from newer inputs keeps its place, and a dropped one stays dropped.
    if (entry ? !isSame(entry.from, from) : !hasFailed) return derive(() => undefined);
    if (entry?.value === known) this.entries.delete(key);
    return this.get(key, from, derive);
  }

  /** Returns whether a value exists or is being derived. */
  has(key: string): boolean {
    return this.entries.has(key);
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  /** Drops the values of the keys for which `isMeant` returns true. */
  deleteWhere(isMeant: (key: string) => boolean): void {
    for (const key of this.entries.keys()) if (isMeant(key)) this.entries.delete(key);
  }

  /** Drops everything, and starts a new generation. */
  clear(): void {
    this.entries.clear();
    this.clears++;
  }

  /** A new number after each `clear`: an input for everything that is derived from these values. */
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
