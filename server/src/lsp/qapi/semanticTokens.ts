import type { SemanticTokens } from 'vscode-languageserver';
import { listTokens } from '../../features/qapi/semanticTokens';
import { overlap } from '../../text/textEdit';
import { encodeTokens } from '../features/encodeTokens';
import { readRange } from '../protocol/fromLsp';
import type { AskedSchema } from './answer';

/** Classifies the names of a file, or of a range of it. */
export function listSemanticTokens({ file, views, question }: AskedSchema): SemanticTokens {
  const all = listTokens(file, views);
  const range = readRange(file.lines, question.params, 'range');
  return encodeTokens(range ? all.filter((token) => overlap(token, range)) : all, file.lines);
}
