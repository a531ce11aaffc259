import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Listens on this machine for attempts to load a picture. Pages of VS Code may only load pictures over HTTPS; only the connection matters,
 * which is closed at once.
 */
export async function listenForPictures() {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `https://127.0.0.1:${server.address().port}`,
    /** Returns the number of connections so far. */
    count: () => count,
    /** Resolves after the first connection. */
    connected: async () => {
      if (count === 0) await once(server, 'connection');
    },
    end: () => new Promise((resolve) => server.close(resolve)),
  };
}
