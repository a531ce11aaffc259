import type { Location } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { DescriptorDocument } from '../../descriptor/document';
import { isDescriptorPath, looksLikeDescriptor } from '../../descriptor/recognise';
import { makeSchemaContext, ROOT_TYPE, type SchemaContext } from '../../descriptor/schemaContext';
import { listDescriptorUses, type Part } from '../../features/qapi/descriptorUses';
import { findParts } from '../../features/qapi/navigate';
import { listRuleMentions } from '../../features/qapi/ruleMentions';
import { readDescriptorFiles } from '../../service/descriptorFiles';
import { toRange } from '../features/toLsp';
import type { AskedSchema } from './answer';

/** A question must be answered before the thread is ended. */
const MAX_MILLISECONDS = 5000;
/** A list of more places is of no use. */
const MAX_USES = 2000;

/**
 * Lists where the descriptors of the workspace use the member or value at an offset, by the present text of the schema, and where the
 * documentation of the rules speaks of it. Nothing for schemas that do not describe descriptors.
 */
export async function listUsesOfSchema(asked: AskedSchema, offset: number): Promise<readonly Location[]> {
  const found = findParts(asked.file, offset, asked.views).find(({ view }) => view.find(ROOT_TYPE));
  if (!found) return [];
  const { part, view } = found;
  const uses = await listDescriptors(asked, part, makeSchemaContext(view.schema, 'latest', 'user'));
  return [...uses, ...(await listRules(asked, part))];
}

async function listDescriptors(
  { question, workspace }: AskedSchema,
  part: Part,
  context: SchemaContext,
): Promise<readonly Location[]> {
  const uses: Location[] = [];
  const add = (uri: string, path: string, text: string): void => {
    const document = new DescriptorDocument(text, context, path);
    for (const range of listDescriptorUses(document, part))
      if (uses.length < MAX_USES) uses.push({ uri, range: toRange(document.lines, range) });
  };
  const open = new Map((question.others ?? []).map((each) => [each.path, each]));
  for (const { uri, path, text } of open.values())
    if (isDescriptorPath(path) || looksLikeDescriptor(text)) add(uri, path, text);
  const end = Date.now() + MAX_MILLISECONDS;
  const isOver = (): boolean => uses.length >= MAX_USES || Date.now() > end;
  for await (const { path, text } of readDescriptorFiles(question.folders, workspace, isOver))
    if (!open.has(path)) add(URI.file(path).toString(), path, text);
  return uses;
}

async function listRules({ question, readRules }: AskedSchema, part: Part): Promise<readonly Location[]> {
  const { docsUri } = question;
  if (docsUri === undefined) return [];
  return listRuleMentions((await readRules()) ?? '', part.name).map((range) => ({ uri: docsUri, range }));
}
