import { t } from '../../text/translations';
import type { SyntaxProblem } from '../../descriptor/syntaxProblem';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { repairProblem, reportProblems } from '../shared/problems';

export const jsonForeignFormat: Rule = {
  code: 'json-foreign-format',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-foreign-format', (problem) => ({
      message: describe(problem),
      fixes: repairProblem(document, problem, nameFix(problem)),
    }));
  },
};

export const jsonForeignFormatDocs: RuleDocs = {
  rule: jsonForeignFormat,
  title: 'Not JSON',
  documentation: `The file looks like another format (YAML, XML, TOML, INI, a QAPI schema, a Git LFS pointer, a shell script, plain text,
a Markdown code block or a patch), like a copy with something before each line (such as a line number or a timestamp), or like
UTF-16 that was read in another encoding. Programs read only JSON in UTF-8 and reject the file. If it contains JSON, the fix removes
everything else.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      makeExample(
        `cat > 50-ovmf.json <<EOF\n${withMembers({}).text}EOF\n`,
        'cat > 50-ovmf.json <<EOF\n{ … }\nEOF',
      ),
      makeExample(`\`\`\`json\n${withMembers({}).text}\`\`\`\n`, '(a code block) { … }'),
    ],
  }),
};

function describe({ detail }: SyntaxProblem): string {
  switch (detail) {
    case 'here-document':
      return t('This looks like a shell script that writes a descriptor. Keep only the JSON.');
    case 'fence':
      return t('This looks like a Markdown code block. Keep only the JSON.');
    case 'margin':
      return t('Each line starts with text that is not JSON, such as a line number. Remove it.');
    case 'patch':
      return t('This looks like a patch: lines start with “+” or “-”. Apply it, and keep only the JSON.');
    case 'encoding':
      return t('This looks like UTF-16 that was read in another encoding. Save the file as UTF-8.');
    default:
      return t(
        'This looks like {0}, not JSON, so programs reject the file. Convert it to JSON.',
        nameFormat(detail),
      );
  }
}

function nameFormat(detail: SyntaxProblem['detail'] = 'text'): string {
  if (detail === 'script') return t('a shell script');
  return detail === 'text' ? t('plain text') : detail;
}

function nameFix({ detail }: SyntaxProblem): string {
  if (detail === 'encoding') return t('Remove the NUL characters');
  if (detail === 'margin') return t('Remove the start of each line');
  return detail === 'patch' ? t('Apply the patch') : t('Keep only the JSON');
}
