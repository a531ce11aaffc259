import type { QapiFinding, QapiFix } from '../../../qapi/check/finding';
import { t } from '../../../text/translations';
import { findChangedPart } from '../../../text/changedPart';
import { applyEdits } from '../../../text/textEdit';
import { formatDocumentation } from '../formatting';
import { QapiFile } from '../qapiFile';

/** Makes the fix that distributes the words of a paragraph over lines that are short enough. */
export function proposeReflow({ range }: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const edits = formatDocumentation(file, range);
  return edits.length === 0 ? [] : [{ title: t('Reflow the paragraph'), edits }];
}

/** Makes the fix that adds the second space between two sentences in a line without room for it. */
export function proposeSpace({ range }: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const edit = { start: range.start, end: range.start, newText: ' ' };
  const spaced = applyEdits(file.text, [edit]);
  const edits = formatDocumentation(new QapiFile(file.path, spaced), range);
  const change = findChangedPart(file.text, applyEdits(spaced, edits));
  return change ? [{ title: t('Add a space and reflow the paragraph'), edits: [change] }] : [];
}
