import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { ClientFeatures } from '../protocol/capabilities';
import type { Workspace } from '../../workspace/workspace';
import type { DescriptorIndex } from './descriptorIndex';
import type { Documents, OpenDescriptor } from './documents';
import { readOffset, readUri } from '../protocol/fromLsp';
import type { DomainFiles } from './domainFiles';
import type { Domains } from './domains';
import type { SchemaTexts } from './schemaTexts';
import { guard, guardNotification, type Log } from '../protocol/guard';
import type { SessionImages } from './images';
import type { Schemas } from './schemas';
import type { Settings } from './settings';

/** The state that the handlers of one client share. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly settings: Settings;
  readonly schemas: Schemas;
  readonly documents: Documents;
  readonly index: DescriptorIndex;
  /** Absent without file access. */
  readonly domains?: Domains | undefined;
  readonly schemaTexts?: SchemaTexts | undefined;
  readonly domainFiles?: DomainFiles | undefined;
  /** The files of the machine; absent in a browser whose client reads none. */
  readonly workspace?: Workspace | undefined;
  /** Reads images; absent without file access. */
  readonly images?: SessionImages | undefined;
  /** The commands that the client has for code actions. */
  readonly commands: ReadonlySet<string>;
  /** The documentation of the rules. */
  readonly docsUri?: string | undefined;
  readonly log: Log;
}

/** Answers a request. The parameters are an object whose members are as the client sent them, not yet validated. */
export function onRequest<R>(
  { connection, log }: Session,
  method: string,
  handler: (params: unknown, token: CancellationToken) => R | Promise<R>,
): void {
  connection.onRequest(method, (params: unknown, token: CancellationToken) =>
    guard(method, token, log, () => handler(params, token)),
  );
}

/** Handles a notification, with parameters as in onRequest. */
export function onNotification(
  { connection, log }: Pick<Session, 'connection' | 'log'>,
  method: string,
  handler: (params: unknown) => void | Promise<void>,
): void {
  connection.onNotification(method, (params: unknown) =>
    guardNotification(method, log, () => handler(params)),
  );
}

/**
 * Answers a request about a descriptor. About a schema or a domain, its own handler of this method answers; about any other document the answer is
 * `fallback`.
 */
export function onDescriptorRequest<R>(
  session: Session,
  method: string,
  fallback: R,
  handler: (open: OpenDescriptor, params: unknown, token: CancellationToken) => R | Promise<R>,
): void {
  onRequest(session, method, async (params, token) => {
    const uri = readUri(params);
    const open = await session.documents.descriptor(uri);
    if (open) return handler(open, params, token);
    const found =
      (await session.schemaTexts?.answer(method, uri, params)) ??
      (await session.domains?.answer(method, uri, params, token));
    return found === undefined ? fallback : (found as R);
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
    const offset = readOffset(open.document.lines, params, 'position');
    return offset === undefined ? fallback : handler(open, offset, params, token);
  });
}
