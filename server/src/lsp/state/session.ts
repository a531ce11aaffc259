import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc';
import type { ClientFeatures } from '../protocol/capabilities';
import type { Workspace } from '../../workspace/workspace';
import type { DescriptorIndex } from './descriptorIndex';
import type { Documents, OpenDescriptor } from './documents';
import { offsetAt, uriOf } from '../protocol/fromLsp';
import { guard, type Log } from '../protocol/guard';
import type { Images } from './images';
import type { Schemas } from './schemas';
import type { Settings } from './settings';

/** What the handlers of one client share. */
export interface Session {
  readonly connection: MessageConnection;
  readonly client: ClientFeatures;
  readonly settings: Settings;
  readonly schemas: Schemas;
  readonly documents: Documents;
  readonly index: DescriptorIndex;
  /** The files of the machine; absent in a browser. */
  readonly workspace?: Workspace;
  /** Looks into images; absent where there are no files. */
  readonly images?: Images;
  /** The commands that the client has for code actions. */
  readonly commands: ReadonlySet<string>;
  /** The documentation of the rules. */
  readonly docsUri?: string;
  readonly log: Log;
}

/** Answers a request. The parameters are as the client sent them, not yet looked at. */
export function onRequest<R>(
  { connection, log }: Session,
  method: string,
  fallback: R,
  handler: (params: unknown, token: CancellationToken) => R | Promise<R>,
): void {
  // Parameters may be missing, or a list that is spread; the token comes last in any case.
  connection.onRequest(method, (...args: unknown[]) => {
    const token = args.at(-1) as CancellationToken;
    return guard(method, fallback, token, log, () => handler(args.length > 1 ? args[0] : undefined, token));
  });
}

/** Answers a request about a descriptor; about any other document the answer is `fallback`. */
export function onDescriptorRequest<R>(
  session: Session,
  method: string,
  fallback: R,
  handler: (open: OpenDescriptor, params: unknown, token: CancellationToken) => R | Promise<R>,
): void {
  onRequest(session, method, fallback, async (params, token) => {
    const open = await session.documents.descriptor(uriOf(params));
    return open ? handler(open, params, token) : fallback;
  });
}

/** Answers a request about a place in a descriptor, given as an offset; without a place the answer is `fallback`. */
export function onPositionRequest<R>(
  session: Session,
  method: string,
  fallback: R,
  handler: (
    open: OpenDescriptor,
    offset: number,
    params: unknown,
    token: CancellationToken,
  ) => R | Promise<R>,
): void {
  onDescriptorRequest(session, method, fallback, (open, params, token) => {
    const offset = offsetAt(open.document.lines, params, 'position');
    return offset === undefined ? fallback : handler(open, offset, params, token);
  });
}
