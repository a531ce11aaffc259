import type { SchemaContext } from '../../descriptor/schemaContext';
import type { Finding } from '../../rules/rule';
import { compareBySchemas, type Disagreement } from '../../service/compareBySchemas';
import { LineIndex, type Position } from '../../text/lineIndex';
import { READ_LIMITS } from '../../workspace/limits';
import { t } from '../../text/translations';
import { decodeUtf8 } from '../../text/utf8';
import { FileError, findFiles, recogniseStray } from '../files';
import { machineFiles } from '../machineFiles';
import { toSlashes } from '../namedFiles';
import { UsageError, type Output } from '../outcome';
import { readKindOf } from './schemaFiles';

/** A descriptor that is valid by one of two schemas only. */
export interface DescriptorDisagreement {
  readonly path: string;
  readonly validBy: Disagreement['validBy'];
  readonly diagnostics: readonly {
    readonly code: Finding['code'];
    readonly severity: Finding['severity'];
    readonly message: string;
    /** 0-based, in UTF-16 units. */
    readonly range: { readonly start: Position; readonly end: Position };
  }[];
}

/** Finds the descriptors in a folder and its subfolders that are valid by one of two schemas only; reports what cannot be read. */
export async function findDisagreements(
  folder: string,
  [older, newer]: readonly [SchemaContext, SchemaContext],
  output: Output,
): Promise<{ descriptors: readonly DescriptorDisagreement[]; isPartial: boolean }> {
  if ((await readKindOf(folder)) !== 'folder')
    throw new UsageError(t('--descriptors: “{0}” is not a folder', folder));
  const { files, problems } = await findFiles(folder, machineFiles, () => false);
  const unread = [...problems];
  const descriptors: DescriptorDisagreement[] = [];
  for (const path of files.filter((file) => file.endsWith('.json'))) {
    try {
      const bytes = recogniseStray(await machineFiles.read(toSlashes(path), READ_LIMITS.stray));
      const decoded = bytes && decodeUtf8(bytes);
      if (!decoded || !('text' in decoded)) continue;
      const { text } = decoded;
      const found = compareBySchemas(text, older, newer);
      if (found)
        descriptors.push({ path, validBy: found.validBy, diagnostics: describe(found.findings, text) });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      unread.push(`${path}: ${error.message}`);
    }
  }
  for (const line of unread) await output.note(line);
  return { descriptors, isPartial: unread.length > 0 };
}

function describe(findings: readonly Finding[], text: string): DescriptorDisagreement['diagnostics'] {
  const lines = new LineIndex(text);
  return findings.map(({ code, severity, message, range }) => ({
    code,
    severity,
    message,
    range: { start: lines.positionAt(range.start), end: lines.positionAt(range.end) },
  }));
}
