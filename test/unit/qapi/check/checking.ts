import assert from 'node:assert/strict';
import { buildSchema } from '../../../../server/src/qapi/buildSchema';
import { checkSchema } from '../../../../server/src/qapi/check/checkSchema';
import type { Dialect } from '../../../../server/src/qapi/check/dialect';
import type { QapiFinding } from '../../../../server/src/qapi/check/finding';

/** Checks a schema of several files, the first of which is the root, and returns the findings by file. */
export function checkFiles(
  files: Readonly<Record<string, string>>,
  dialect: Dialect = '10.2',
): ReadonlyMap<string, readonly QapiFinding[]> {
  const root = Object.keys(files)[0] ?? '';
  const read = (path: string): string | undefined => (Object.hasOwn(files, path) ? files[path] : undefined);
  return checkSchema(buildSchema(root, read), dialect);
}

/** Checks a schema of one file. */
export function check(text: string, dialect?: Dialect): readonly QapiFinding[] {
  return checkFiles({ 'root.json': text }, dialect).get('root.json') ?? [];
}

/** A schema with one mistake, between « and », and the code of its finding. */
export type Mistake = readonly [name: string, code: string, text: string];

/** Defines one test for each mistake: it is found where it is, and nothing else is. */
export function expectMistakes(mistakes: readonly Mistake[]): void {
  for (const [name, code, marked] of mistakes) {
    it(name, () => {
      const text = marked.replace(/[«»]/g, '');
      const start = marked.indexOf('«');
      const end = marked.indexOf('»') - 1;
      const found = check(text).map((each) => [
        each.code,
        text.slice(each.range.start, each.range.end),
        each.range.start,
      ]);
      assert.deepEqual(found, [[code, text.slice(start, end), start]]);
    });
  }
}

/** Defines one test for each valid schema. */
export function expectValid(schemas: readonly (readonly [name: string, text: string])[]): void {
  for (const [name, text] of schemas) {
    it(name, () => {
      assert.deepEqual(check(text), []);
    });
  }
}
