import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesBelow, inProject } from './project.mjs';

/**
 * @typedef {object} Message
 * @property {string} text the English text, which is the key of its translations
 * @property {string} place `file:line`
 */

/** The translating functions of server/src/text/translations.ts and client/src/texts.ts. */
const TRANSLATES = /^t(?:Markdown)?$/;

/** Files that pass on texts from elsewhere to the translation packages. */
const TRANSLATORS = ['server/src/text/translations.ts', 'client/src/texts.ts'];

/**
 * Returns the messages that the sources pass to `t` and `tMarkdown`. Throws if a message is not a literal and so cannot be translated.
 * @returns {Message[]}
 */
export function messages() {
  const saying = sources().filter(({ fileName }) => !TRANSLATORS.includes(fileName));
  return saying.flatMap((source) => {
    const found = [];
    visit(source, (node) => {
      if (!ts.isCallExpression(node) || !TRANSLATES.test(node.expression.getText(source))) return;
      const [text] = node.arguments;
      const place = placeOf(source, node);
      if (!text || !ts.isStringLiteralLike(text))
        throw new Error(`${place}: the message must be a string literal`);
      found.push({ text: text.text, place });
    });
    return found;
  });
}

/** The names of properties that users read. */
const SHOWN = new Set(['message', 'title', 'label', 'detail', 'tooltip', 'placeHolder', 'prompt']);

/** Calls whose argument users read. */
const SAYS = /^(?:UsageError|FileError|(?:this\.)?output\.note|this\.fail)$/;

/** Texts that are not translated: documentation, and the help of the command line. */
const WRITTEN = /Docs\b/;

/** Returns the texts that users read and that bypass translation, as `file:line: text`. @returns {string[]} */
export function findUntranslated() {
  return sources().flatMap((source) => {
    const found = [];
    visit(source, (node) => {
      const text = shownText(node, source);
      if (!text || !isSentence(text, source)) return;
      found.push(`${placeOf(source, node)}: ${text.getText(source)}`);
    });
    return found;
  });
}

/** Returns the expression that `node` shows to a user, unless it is a translated message. */
function shownText(node, source) {
  if (ts.isPropertyAssignment(node) && SHOWN.has(node.name.getText(source)) && !isWritten(node, source))
    return node.initializer;
  if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && SAYS.test(node.expression.getText(source)))
    return node.arguments?.[0];
  return undefined;
}

function isWritten(node, source) {
  for (let at = node; at; at = at.parent)
    if (ts.isVariableDeclaration(at) && at.type && WRITTEN.test(at.type.getText(source))) return true;
  return false;
}

/** Options of the command line, and icons of VS Code. */
const NAMES = /--[a-z-]+|\$\([a-z-]+\)/g;

/** Whether the text contains words, not only names and punctuation around placeholders. */
function isSentence(expression, source) {
  if (ts.isConditionalExpression(expression))
    return isSentence(expression.whenTrue, source) || isSentence(expression.whenFalse, source);
  if (ts.isStringLiteralLike(expression)) return / /.test(expression.text.trim());
  if (!ts.isTemplateExpression(expression)) return false;
  const literals = [expression.head, ...expression.templateSpans.map(({ literal }) => literal)];
  return literals.some(({ text }) => /[A-Za-z]{2,}/.test(text.replace(NAMES, '')));
}

function sources() {
  return ['server/src', 'client/src']
    .flatMap((folder) => filesBelow(folder, (file) => file.endsWith('.ts')))
    .map((file) =>
      ts.createSourceFile(file, readFileSync(inProject(file), 'utf8'), ts.ScriptTarget.Latest, true),
    );
}

function visit(node, look) {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

function placeOf(source, node) {
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
}
