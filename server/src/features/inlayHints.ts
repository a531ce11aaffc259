import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { touches } from '../descriptor/json';
import { listUnmatchedPatterns } from '../rules/shared/machines';
import { insertInOrder } from '../rules/shared/absence';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';

/** Implied information that is shown in the descriptor's text. */
export interface InlayHint {
  /** Its place: after a value. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  /** The edits that insert the hint into the text; empty if it cannot be inserted. */
  readonly edits: readonly TextEdit[];
}

/** Lists the hints in `range`, in the order of the text: the implied mode, and machine patterns without a known match. */
export function listInlayHints(document: DescriptorDocument, range: TextRange): InlayHint[] {
  return [...hintImpliedMode(document), ...hintUnmatched(document)]
    .filter(({ offset }) => touches(range, offset))
    .sort((a, b) => a.offset - b.offset);
}

/** The hint in the form of a member. [FirmwareMappingFlash.mode] */
const IMPLIED_MODE = 'mode: split';

function hintImpliedMode(document: DescriptorDocument): InlayHint[] {
  const { mapping } = document.view;
  if (mapping?.device?.value !== 'flash') return [];
  const { object, device } = mapping;
  const allowsMode = object.allowed.some(({ member }) => member.name === 'mode');
  // A misplaced or misspelled member may be the intended one.
  const explained = document.strays.some(({ member }) => member.object === object || member.name === 'mode');
  if (!allowsMode || object.named.has('mode') || explained) return [];
  const isSound = document.syntax.problems.length === 0;
  return [
    {
      offset: device.json.end,
      label: IMPLIED_MODE,
      tooltip: t(
        '“mode” defaults to split: guests share the executable, and each gets its own copy of “nvram-template”.',
      ),
      edits: isSound ? [insertInOrder(document, object, 'mode', 'split')] : [],
    },
  ];
}

function hintUnmatched(document: DescriptorDocument): InlayHint[] {
  return [...listUnmatchedPatterns(document)].map(({ pattern, architecture }) => ({
    offset: pattern.json.end,
    label: t('matches no known machine type'),
    tooltip: t('No machine type of {0} in QEMU 5.0 to 11.1 matches “{1}”.', architecture, pattern.value),
    edits: [],
  }));
}
