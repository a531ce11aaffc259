import type { TextProblem } from '../../qapi/lexer';
import { t } from '../../text/translations';
import type { QapiFile } from './qapiFile';
import type { View } from './view';

/** Lists the problems of a file as it is seen from its root schemas, in the order of the text. */
export function listProblems(file: QapiFile, views: readonly View[]): readonly TextProblem[] {
  const includes = file.objects.flatMap(({ include }) => {
    const isFound = !include || views.some((view) => view.findIncluded(file.path, include.value));
    if (isFound) return [];
    const message = t('Cannot read the included file {0}; its definitions are unknown.', include.value);
    return [{ code: 'include/unreadable', message, range: include }];
  });
  return [...file.source.problems, ...includes].sort((a, b) => a.range.start - b.range.start);
}
