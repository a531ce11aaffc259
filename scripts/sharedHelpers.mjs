/**
 * The helpers that TypeScript writes into every CommonJS file of a package, once for a whole bundle; see `slimPackages`. They copy values
 * where TypeScript defines getters, because every export of the packages has its value once its module has run.
 */

/** `export * from`: existing members of `exports` stay. */
export function exportStar(from, exports) {
  for (const name of Object.keys(from))
    if (name !== 'default' && !Object.hasOwn(exports, name)) exports[name] = from[name];
}

/** `import * as`: members are read through the module, as some are created on first access. */
export function importStar(module) {
  return module?.__esModule ? module : Object.assign(Object.create(module), { default: module });
}

/** `import` of a default export. */
export function importDefault(module) {
  return module?.__esModule ? module : { default: module };
}
