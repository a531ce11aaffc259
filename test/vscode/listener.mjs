import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Listens on this machine for whoever loads a picture. Pages of VS Code may load pictures by HTTPS only; what counts is the connection,
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
    /** How many connections there were. */
    count: () => count,
    /** Resolves when somebody has connected. */
    connected: async () => {
      if (count === 0) await once(server, 'connection');
    },
    end: () => new Promise((resolve) => server.close(resolve)),
  };
}
