import { createRequire } from 'node:module';
import { connect } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { version } from '../../package.json';
import type { DeepFacts } from './images/deep';
import type * as imageWorker from './imageWorker';
import type { Host, LooksIntoImages, PausingReader, StartServer } from './lsp/protocol/host';
import { StreamReader, StreamWriter } from './lsp/protocol/streams';
import { rememberAnswers, type Recorded } from './service/rememberAnswers';
import { saysTheSame, type FilesRecord } from './service/recordFiles';
import { readTranslations } from './workspace/nodeTranslations';
import { askInThreads, keepThread } from './workspace/nodeThread';
import { findUserFolders } from './workspace/nodeMachine';
import { nodeWorkspace } from './workspace/nodeWorkspace';
import { refuseOtherComputers } from './workspace/otherComputers';
import { makeLinesVisible } from './text/visible';

const USAGE = 'usage: qemu-firmware-language-server --stdio | --node-ipc | --socket=PORT';

/** Ends the process with a line that says why it cannot serve a client. */
function fail(reason: string): never {
  process.stderr.write(`qemu-firmware server: ${makeLinesVisible(reason)}\n`);
  process.exit(2);
}

function parseOptions(args: string[]): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({
      args,
      options: {
        stdio: { type: 'boolean' },
        'node-ipc': { type: 'boolean' },
        socket: { type: 'string' },
        // Clients add it: the connection reads it by itself.
        clientProcessId: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch {
    return fail(USAGE);
  }
}

type Transport = [PausingReader, MessageWriter];

function makeTransport(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream & { readonly writableLength: number },
): Transport {
  const reader = new StreamReader(input);
  return [reader, new StreamWriter(output, reader)];
}

function chooseTransport({ stdio, 'node-ipc': ipc, socket }: ReturnType<typeof parseOptions>): Transport {
  if ([stdio, ipc, socket].filter((option) => option !== undefined).length !== 1) return fail(USAGE);
  if (stdio) return makeTransport(process.stdin, process.stdout);
  if (ipc) {
    if (!process.send) return fail('--node-ipc is for a parent that has opened an IPC channel');
    process.on('disconnect', () => process.exit(1));
    return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  }
  const port = Number(socket);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    return fail(`${String(socket)} is not a port; ${USAGE}`);
  const stream = connect(port, '127.0.0.1');
  stream.on('error', (error) => fail(`port ${port}: ${error.message}`));
  return makeTransport(stream, stream);
}

const IMAGE_WORKER = path.join(__dirname, 'imageWorker.js');
/** Ten times the maximum for an image on an idle machine; see Budget. An image on a hanging disk must not block the others. */
const MODULES_LIMIT = 10_000;
const modules = askInThreads(IMAGE_WORKER, MODULES_LIMIT);

/** Loaded with the first image. */
const images: LooksIntoImages = {
  headers: async (image) =>
    await (createRequire(__filename)(IMAGE_WORKER) as typeof imageWorker).readHeaders(image),
  modules: async (image) => (await modules(image)) as DeepFacts | undefined,
};

const SELECTION_WORKER = path.join(__dirname, 'selectionWorker.js');
const selection = askInThreads(SELECTION_WORKER);
/** A domain takes milliseconds, on a busy computer a hundred times as long; its images may be on a hanging disk. */
const domains = keepThread(SELECTION_WORKER, 60_000);

const QAPI_WORKER = path.join(__dirname, 'qapiWorker.js');

const hasShares = process.platform === 'win32';
/** The files that an answer read are on this machine; see selectionWorker.ts. */
const ownFiles = hasShares ? refuseOtherComputers(nodeWorkspace, () => false) : nodeWorkspace;

const host: Host = {
  connect: createConnection,
  workspace: nodeWorkspace,
  hasShares,
  schemaUri: pathToFileURL(path.join(__dirname, 'schema')).href,
  translations: readTranslations,
  selection: rememberAnswers(
    (given) => selection(given) as Promise<Recorded<FilesRecord>>,
    (record) => saysTheSame(record, ownFiles),
  ),
  domains: {
    ask: rememberAnswers(
      (given) => domains.ask(given) as Promise<Recorded<FilesRecord>>,
      (record) => saysTheSame(record, ownFiles),
    ),
    rest() {
      domains.rest();
    },
  },
  qapi: keepThread(QAPI_WORKER, 10_000),
  drafts: askInThreads(SELECTION_WORKER),
  images,
  user: findUserFolders(),
  defer: setImmediate,
  catchBugs(caught) {
    process.on('uncaughtException', caught);
  },
  exit(code, reason) {
    if (reason !== undefined) process.stderr.write(`qemu-firmware server: ${makeLinesVisible(reason)}\n`);
    process.exit(code);
  },
  canWatch(processId) {
    try {
      return process.kill(processId, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  },
};

/** Serves the client that the command line names; ends the process with the reason if it names none. */
export function run(startServer: StartServer): void {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(`${USAGE}\n`);
  else if (options.version) process.stdout.write(`${version}\n`);
  else startServer(...chooseTransport(options), host);
}
