/** A namespace as TypeScript compiles it: an object of functions and constants that no bundler takes apart. */
const NAMESPACE =
  /^(?:export )?var (\w+);\n\(function \(\1\) \{\n[^]*?^\}\)\(\1 \|\| \((?:exports\.\1 = )?\1 = \{\}\)\);\n/gm;

/** TypeScript gives the variable of an imported module a number at its end. */
const MEMBER = /\b\w+_\d+\.(\w+)/g;
const IMPORT = /^import \{([^}]*)\} from 'vscode-language/gm;

/** The code without the namespaces that are neither in `names` nor named by one that stays. @param {Set<string>} names */
export function dropNamespaces(text, names) {
  const code = dropComments(text);
  const all = [...code.matchAll(NAMESPACE)].map(([whole, name]) => ({ whole, name }));
  const kept = new Set();
  const keep = (isNamed) => {
    for (const each of all) {
      if (kept.has(each) || !isNamed(each.name)) continue;
      kept.add(each);
      keep((name) => new RegExp(`\\b${name}\\b`).test(each.whole));
    }
  };
  keep((name) => names.has(name));
  return all.reduce((left, each) => (kept.has(each) ? left : left.replace(each.whole, '')), code);
}

/** What code imports by name from the packages of LSP, or names as a member of a module. @param {string[]} texts @returns {Set<string>} */
export function findNames(texts) {
  const codes = texts.map(dropComments);
  const members = codes.flatMap((code) => [...code.matchAll(MEMBER)].map(([, name]) => name));
  const imports = codes.flatMap((code) => [...code.matchAll(IMPORT)].flatMap(([, list]) => list.split(',')));
  return new Set([...members, ...imports.map((name) => name.trim())]);
}

function dropComments(code) {
  return code.replace(/^\s*\/\*[^]*?\*\//gm, '');
}
