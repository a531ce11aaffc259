import { open, stat, type FileHandle } from 'node:fs/promises';
import { clampRange } from '../text/byteRange';
import type { OpenFile } from './workspace';

/** Opens a regular file of this machine, links followed; undefined where there is none or it cannot be opened. Never rejects. */
export async function openFile(path: string): Promise<OpenFile | undefined> {
  // A named pipe would keep whoever opens it waiting.
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const handle = await open(path).catch(() => undefined);
  return handle && makeFile(handle, found.size);
}

function makeFile(handle: FileHandle, size: number): OpenFile {
  return {
    size,
    async read(wanted, most) {
      const { offset, length } = clampRange(wanted, most, size);
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
    close: () => handle.close(),
  };
}
