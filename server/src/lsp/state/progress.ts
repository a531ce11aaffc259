import { t } from '../../text/translations';
import type {
  CancellationToken,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageserver';
import type { Descriptor } from './documents';
import { readValue } from '../protocol/fromLsp';
import { describeError } from '../protocol/guard';
import type { Session } from './session';

/** A search of fewer folders shows no progress. */
const WORTH_SHOWING = 100;

type Value = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** Visits every reachable descriptor for a request; shows the progress of the search if the client supports it. */
export async function* visitDescriptors(
  session: Session,
  params: unknown,
  token: CancellationToken,
): AsyncGenerator<Descriptor> {
  yield* withProgress(session, params, (walked) => session.index.all(token, walked));
}

/** Like visitDescriptors, but only those that are open or in the workspace's folders. */
export async function* visitWorkspaceDescriptors(
  session: Session,
  params: unknown,
  token: CancellationToken,
): AsyncGenerator<Descriptor> {
  yield* withProgress(session, params, (walked) => session.index.inWorkspace(token, walked));
}

async function* withProgress(
  session: Session,
  params: unknown,
  search: (walked: (folders: number) => void) => AsyncGenerator<Descriptor>,
): AsyncGenerator<Descriptor> {
  const progress = new Progress(session, readValue(params, 'workDoneToken'));
  try {
    yield* search((folders) => {
      progress.walked(folders);
    });
  } finally {
    progress.end();
  }
}

function makeBegin(): WorkDoneProgressBegin {
  return { kind: 'begin', title: t('Looking for firmware descriptors') };
}

let lastToken = 0;

/** Uses the token of the request if it has one; otherwise, for a long search, one that the server creates if the client supports it. */
class Progress {
  private readonly token: string | number | undefined;
  /** The token that the client was asked to create. */
  private own: string | undefined;
  private begun: Promise<unknown> | undefined;

  constructor(
    private readonly session: Session,
    token: unknown,
  ) {
    this.token = typeof token === 'string' || typeof token === 'number' ? token : undefined;
    if (this.token !== undefined) this.begun = this.send(this.token, makeBegin());
  }

  walked(folders: number): void {
    if (folders % WORTH_SHOWING !== 0) return;
    if (!this.begun && this.session.client.workDoneProgress) this.begun = this.create();
    this.then({ kind: 'report', message: t('{0} folders', folders) });
  }

  end(): void {
    this.then({ kind: 'end' });
  }

  private async create(): Promise<void> {
    const token = `qemu-firmware-${++lastToken}`;
    await this.session.connection.sendRequest('window/workDoneProgress/create', { token });
    this.own = token;
    await this.send(token, makeBegin());
  }

  /** In the order of the calls; nothing if no progress was started. */
  private then(value: Value): void {
    this.begun = this.begun?.then(() => {
      const token = this.token ?? this.own;
      return token === undefined ? undefined : this.send(token, value);
    });
    this.begun?.catch((error: unknown) => {
      this.session.log(`Progress cannot be shown: ${describeError(error)}`);
    });
  }

  private send(token: string | number, value: Value): Promise<void> {
    return this.session.connection.sendNotification('$/progress', { token, value });
  }
}
