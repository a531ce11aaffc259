/** A namespace as TypeScript compiles it: an object of functions and constants that bundlers cannot split. */
const NAMESPACE =
  /^(?:export )?var (\w+);\n\(function \(\1\) \{\n[^]*?^\}\)\(\1 \|\| \((?:exports\.\1 = )?\1 = \{\}\)\);\n/gm;
/** A class of a module that other modules import as a whole. */
const CLASS = /^(?:export )?class (\w+)(?: extends [\w.]+)? \{\n[^]*?^\}\n(?:exports\.\1 = \1;\n)?/gm;

/** TypeScript ends the variable name of an imported module with a number. */
const MEMBER = /\b\w+_\d+\.(\w+)/g;
const IMPORT = /^import \{([^}]*)\} from 'vscode-languageserver(?!-textdocument)/gm;

/** Returns the code without the namespaces and classes that neither `names` nor the remaining code mentions. @param {Set<string>} names */
export function dropNamespaces(text, names) {
  const code = dropComments(text);
  const unseen = new Map(
    [NAMESPACE, CLASS].flatMap((part) => [...code.matchAll(part)].map(([whole, name]) => [name, whole])),
  );
  const dropAll = () => [...unseen.values()].reduce((left, whole) => left.replace(whole, ''), code);
  const keep = (isNamed) => {
    for (const [name, whole] of unseen) {
      if (!isNamed(name) || !unseen.delete(name)) continue;
      keep((other) => mentions(whole, other));
    }
  };
  const rest = dropAll();
  keep((name) => names.has(name) || mentions(rest, name));
  return dropAll();
}

const mentions = (code, name) => new RegExp(`\\b${name}\\b`).test(code);

/**
 * Returns the names that code imports from the LSP packages, or uses as members of a module.
 * @param {string[]} texts @returns {Set<string>}
 */
export function findNames(texts) {
  const codes = texts.map(dropComments);
  const members = codes.flatMap((code) => [...code.matchAll(MEMBER)].map(([, name]) => name));
  const imports = codes.flatMap((code) => [...code.matchAll(IMPORT)].flatMap(([, list]) => list.split(',')));
  return new Set([...members, ...imports.map((name) => name.trim())]);
}

function dropComments(code) {
  return code.replace(/^\s*\/\*[^]*?\*\//gm, '');
}
