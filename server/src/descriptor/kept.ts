import type { DescriptorDocument } from './document';

let count = 0;

/**
 * A value that other folders derive from a document and that is kept with it. For many small documents, a weak map for each such value
 * would cost more than the values.
 */
export class Kept<Value extends object> {
  private readonly slot = count++;

  /** Returns the value of a document, which `derive` makes when it is first asked for. */
  of(document: DescriptorDocument, derive: () => Value): Value {
    const known = document.kept[this.slot] as Value | undefined;
    if (known !== undefined) return known;
    const value = derive();
    document.kept[this.slot] = value;
    return value;
  }
}
