import { setFlagsFromString } from 'node:v8';
import type { Workspace } from '../../workspace/workspace';

/** From this number of bytes on, optimised code saves more time than V8 needs to compile it. All of QEMU's schema has 1.2 million. */
const LONG = 4_000_000;

/**
 * Returns files for a program that reads each of them once and ends. Until it has read many bytes, V8 does not optimise code: for a whole
 * schema, the compiler takes longer than the code that it speeds up.
 */
export function expectShortRun(files: Workspace): Workspace {
  let left = LONG;
  setFlagsFromString('--no-opt');
  return {
    ...files,
    async read(path, limit, isKnownAsFile) {
      const content = await files.read(path, limit, isKnownAsFile);
      const isShort = left > 0;
      if ('bytes' in content) left -= content.bytes.length;
      if (isShort && left <= 0) setFlagsFromString('--opt');
      return content;
    },
  };
}
