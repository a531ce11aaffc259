import { buildProduct, buildTests } from './build.mjs';
import { makeChroot } from './chroot.mjs';
import { layers } from './layers.mjs';
import { packageExtension } from './package.mjs';

/**
 * What layers need before they run. Each function waits, and resolves with an error if the need cannot be met.
 * @typedef {object} Needs
 * @property {(name: string) => Promise<(Error & { errors?: unknown }) | undefined>} builds what the project builds for the layer
 * @property {(name: string) => Promise<unknown>} machine programs that any layer installs on the machine, if the layer looks at those; has no
 *   error
 * @property {(name: string) => Promise<Error | undefined>} own what the layer itself requires of the machine
 */

const builders = { tests: () => buildTests(), product: () => buildProduct(), package: packageExtension };

/**
 * Starts to build, install and download everything that the layers need. One build follows the other; the rest waits for the network.
 * @param {readonly string[]} names
 * @param {string} [release] of the programs that are tested
 * @returns {Needs}
 */
export function startNeeds(names, release) {
  const required = new Set(names.flatMap((name) => layers[name].builds));
  // Packing also builds the product.
  const madeBy = (build) => (build === 'product' && required.has('package') ? 'package' : build);
  const builds = new Map();
  let last = Promise.resolve();
  for (const build of Object.keys(builders).filter((each) => required.has(each) && madeBy(each) === each)) {
    last = settle(last.then(builders[build]));
    builds.set(build, last);
  }
  const preparations = new Map(names.map((name) => [name, settle(prepare(name, release))]));
  const downloads = new Map(names.map((name) => [name, settle(layers[name].download?.())]));
  return {
    builds: (name) => findError(layers[name].builds.map((build) => builds.get(madeBy(build)))),
    // What the machine has must not change while tests look at it.
    machine: async (name) => layers[name].builds.length > 0 && Promise.all(preparations.values()),
    own: (name) => findError([preparations.get(name), downloads.get(name)]),
  };
}

async function prepare(name, release) {
  if (release) process.env.QEMU_FIRMWARE_CHROOT = await makeChroot(name, release);
  else await layers[name].prepare?.();
}

/** @returns {Promise<Error | undefined>} the reason if the promise is rejected */
const settle = (promise) =>
  Promise.resolve(promise).then(
    () => undefined,
    (error) => error,
  );

const findError = async (outcomes) => (await Promise.all(outcomes)).find((error) => error !== undefined);
