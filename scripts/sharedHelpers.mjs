/**
 * The helpers that TypeScript writes into every CommonJS file of a package, in one place for a whole bundle: see `slimPackages`. They copy
 * values where TypeScript defines getters, because everything in the packages has its value once its module has run.
 */

/** `export * from`: what `exports` has already stays. */
export function exportStar(from, exports) {
  for (const name of Object.keys(from))
    if (name !== 'default' && !Object.hasOwn(exports, name)) exports[name] = from[name];
}

/** `import * as`: what the module has is found through it, as some of it is made when it is first read. */
export function importStar(module) {
  return module?.__esModule ? module : Object.assign(Object.create(module), { default: module });
}

/** `import` of a default. */
export function importDefault(module) {
  return module?.__esModule ? module : { default: module };
}
