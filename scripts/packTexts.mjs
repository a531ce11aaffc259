import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { inProject } from './project.mjs';

const unpack = JSON.stringify(inProject('server/src/schema/unpackText.ts'));

/**
 * Puts the schema's texts into the bundle in half of their size, to be unpacked when the program starts. It is for the server, whose size
 * counts where it is loaded over a network.
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
