import type { TextEdit } from './textEdit';

/** Maps offsets of an edited text to the original text. Offsets inside an edit map to its ends. */
export class OffsetMap {
  /** The start and the end of each edit in the edited text. */
  private readonly places: { readonly start: number; readonly end: number }[] = [];

  /** @param edits in the order of the text, none overlapping another */
  constructor(private readonly edits: readonly TextEdit[]) {
    let shift = 0;
    for (const { start, end, newText } of edits) {
      this.places.push({ start: start + shift, end: start + shift + newText.length });
      shift += newText.length - (end - start);
    }
  }

  /** Maps the start of a range in the edited text to the original text. */
  findStart(offset: number): number {
    const index = this.countBefore(offset + 1) - 1;
    const [place, edit] = [this.places[index], this.edits[index]];
    if (!place || !edit) return offset;
    return offset < place.end ? edit.start : edit.end + offset - place.end;
  }

  /** Maps the end of a range in the edited text to the original text. */
  findEnd(offset: number): number {
    const index = this.countBefore(offset) - 1;
    const [place, edit] = [this.places[index], this.edits[index]];
    if (!place || !edit) return offset;
    return edit.end + Math.max(0, offset - place.end);
  }

  /** Counts the edits that start before an offset of the edited text. */
  private countBefore(offset: number): number {
    let [low, high] = [0, this.places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle]?.start ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
