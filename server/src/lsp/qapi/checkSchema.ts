import { findHome, checkView } from '../../features/qapi/problems';
import type { QapiFile } from '../../features/qapi/qapiFile';
import type { QapiFinding } from '../../qapi/check/finding';
import { makeVisible } from '../../text/visible';
import type { CheckedSchema, SchemaFinding } from '../protocol/customRequests';
import type { AskedSchema } from './answer';
import { chooseDialect } from './diagnostics';

const MAX_FINDINGS = 1000;

/** Lists what is wrong in all files of the schema that a file is a part of. */
export function checkWholeSchema(asked: AskedSchema): CheckedSchema | null {
  const view = findHome(asked.file, asked.views);
  if (!view) return null;
  const checked = checkView(view, chooseDialect(asked));
  const findings: SchemaFinding[] = [];
  for (const file of view.files.values())
    for (const finding of checked.get(file.path) ?? [])
      if (findings.length < MAX_FINDINGS) findings.push(toFinding(finding, file));
  return { tree: asked.tree.folder, root: view.root, findings };
}

function toFinding({ code, message, range }: QapiFinding, file: QapiFile): SchemaFinding {
  const start = file.lines.positionAt(range.start);
  return {
    ...{ path: file.path, start, code, message: makeVisible(message) },
    around: findLinesAround(range.start, file),
  };
}

/** Returns the lines of the definition, directive or comment that an offset is in: QEMU's reader often names only the first of them. */
function findLinesAround(offset: number, { module, lines }: QapiFile): SchemaFinding['around'] {
  const { parts } = module;
  const at = parts.findIndex(({ node }) => node.start <= offset && offset <= node.end);
  const own = lines.positionAt(offset).line;
  const part = parts[at];
  if (!part) return { first: own, last: own };
  const [before, after] = [parts[at - 1]?.node, parts[at + 1]?.node];
  const first = part.node.kind === 'object' && before?.kind === 'doc' ? before : part.node;
  const last = part.node.kind === 'doc' && after?.kind === 'object' ? after : part.node;
  return { first: lines.positionAt(first.start).line, last: lines.positionAt(last.end).line };
}
