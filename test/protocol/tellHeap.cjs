/** Loaded ahead of the server: says how large the heap is without garbage, whenever it is asked. Needs --expose-gc. */
const process = require('node:process');

process.on('message', () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
