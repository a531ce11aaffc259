import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { inProject } from './project.mjs';

const unpack = JSON.stringify(inProject('server/src/schema/unpackText.ts'));

/**
 * Compresses the schema's texts in the bundle to half their size; the program unpacks them at start. Used for the server, whose size
 * matters when it is loaded over a network.
 *
 * @type {import('esbuild').Plugin}
 */
export const packTexts = {
  name: 'pack-texts',
  setup(build) {
    build.onLoad({ filter: /\.qapi$/ }, ({ path }) => {
      const packed = deflateRawSync(readFileSync(path), { level: 9 }).toString('base64');
      return {
        contents: `import { unpackText } from ${unpack};\nexport default unpackText(${JSON.stringify(packed)});\n`,
        loader: 'js',
      };
    });
  },
};
