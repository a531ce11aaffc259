#!/usr/bin/env node
/**
 * Lists wording that readers stumble over: node scripts/plainWords.mjs [FILE|FOLDER...]
 * Reads everything that people read (messages, settings, documentation, comments and names in code) unless files or folders are named.
 * Prints `file:line: wording (use …)` and ends with 1 if there is any.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, inProject, root } from './project.mjs';

/**
 * Wording, as the source of a regular expression in which a space also matches a line break inside a comment, and what to write instead.
 * @type {readonly (readonly [string, string])[]}
 */
const WORDING = [
  ['is no(?! (?:longer|more|less|\\w+er)\\b)', '“is not a”, “unknown”, “invalid”'],
  ['are no(?! (?:longer|more|less|\\w+er)\\b)', '“are not”, “no … exists”'],
  ['nobody', '“no program”, “no guest”, passive voice'],
  ['somebody', '“someone”, the program or the person'],
  ['whoever', 'the person or the program'],
  ['whatever', '“any”, or leave it out'],
  ['stands?', '“is”, “appears”'],
  ['behind', '“after”'],
  ['in front of', '“before”'],
  ['wants?', '“requires”, “expects”'],
  ['wanted', '“expected”, “required”, “requested”'],
  ['pass(?:es|ed)? over', '“skips”, “ignores”'],
  ['(?:takes?|took|taken) in', '“includes”, “matches”, “accepts”'],
  ['(?:is|are|be) held against', '“is compared with”'],
  ['holds?', '“contains”, “keeps”, “applies”'],
  ['mend(?:s|ed|ing)?', '“fix”, “repair”'],
  ['anew', '“again”'],
  ['belongs? into', '“belongs in”'],
  ['such as are', '“such as”'],
  ['(?:is|are|was|were) (?:not )?there', '“exists”, “missing”, “not found”'],
  ['made of', '“consists of”'],
  ['(?:comes?|came) by', '“gets”'],
];

/**
 * Wording that is right English in a file: the file, the wording in lower case, and the reason.
 * @type {readonly (readonly [string, string, string])[]}
 */
const ALLOWED = [
  ['docs/qapi.md', 'want', 'codes of errors, which the corpus has, too'],
  ['server/src/qapi/check/codes.ts', 'want', 'codes of errors, which the corpus has, too'],
  ['server/src/qapi/parser.ts', 'want', 'codes of errors, which the corpus has, too'],
  ['server/src/qapi/check/shapes.ts', 'want', 'codes of errors, which the corpus has, too'],
  ['test/corpus/fieldImages.test.ts', 'wanted', 'names a folder of the corpus'],
  ['test/unit/qapi/check/shapes.test.ts', 'want', 'codes of errors'],
  ['test/unit/qapi/check/codes.test.ts', 'want', 'codes of errors'],
  ['test/unit/qapi/check/syntax.test.ts', 'want', 'codes of errors'],
  ['test/unit/qapi/parser.test.ts', 'want', 'codes of errors'],
];

/** Spaces, and what continues a comment on the next line. */
const GAP = '(?:\\s|\\n\\s*(?:\\*|//|##?)\\s)+';

const PATTERNS = WORDING.map(([source, instead]) => ({
  pattern: new RegExp(`\\b${source.replaceAll(' ', GAP)}\\b`, 'gi'),
  instead,
}));

/** What people read. Of translations, the keys: the English texts. */
const READ = [
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'package.json',
  'package.nls.json',
  'bench',
  'client',
  'docs',
  'man',
  'samples',
  'scripts',
  'server',
  'syntaxes',
  'test',
];

const IS_TEXT = /\.(?:ts|mts|mjs|md|json|1|qapi|svg|xml)$/;

/** Programs that the benchmark installs. */
const OTHERS = /^bench\/\.peers\//;

/** Files that quote such wording: this one, and its test. */
const QUOTES = /(?:^|\/)plainWords\.(?:mjs|test\.ts)$/;

/**
 * @param {string} text
 * @returns {{ line: number, wording: string, instead: string }[]} in the order of the text; lines count from 1
 */
export function findWording(text) {
  const found = PATTERNS.flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map(({ 0: wording, index }) => ({
      index,
      wording: wording.replace(/\s+/g, ' '),
      instead,
    })),
  );
  return found
    .sort((a, b) => a.index - b.index)
    .map(({ index, wording, instead }) => ({
      line: text.slice(0, index).split('\n').length,
      wording,
      instead,
    }));
}

/** @param {readonly string[]} [paths] relative to the project @returns {string[]} `file:line: wording (use …)` */
export function listWording(paths = READ) {
  return paths.flatMap(listFiles).flatMap((file) =>
    findWording(readFileSync(inProject(file), 'utf8'))
      .filter(({ wording }) => !isAllowed(file, wording))
      .map(({ line, wording, instead }) => `${file}:${line}: ${wording} (use ${instead})`),
  );
}

const isAllowed = (file, wording) =>
  ALLOWED.some(([where, what]) => where === file && what === wording.toLowerCase());

/** @returns {string[]} the entries of ALLOWED whose file no longer has the wording */
export function listStaleExceptions() {
  return ALLOWED.filter(
    ([file, allowed]) =>
      !findWording(readFileSync(inProject(file), 'utf8')).some(
        ({ wording }) => wording.toLowerCase() === allowed,
      ),
  ).map(([file, allowed]) => `${file}: ${allowed}`);
}

function listFiles(name) {
  const files = statSync(inProject(name)).isFile() ? [name] : filesBelow(name);
  return files.filter((file) => IS_TEXT.test(file) && !QUOTES.test(file) && !OTHERS.test(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2).map((name) => path.relative(root, path.resolve(name)));
  const found = listWording(named.length > 0 ? named : undefined);
  if (found.length > 0) console.log(found.join('\n'));
  process.exitCode = found.length > 0 ? 1 : 0;
}
