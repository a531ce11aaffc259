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

/** A search that ends before that many folders needs no progress of its own. */
const WORTH_SHOWING = 100;

type Value = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** Every descriptor that can be reached, for a request; shows the progress of the search as far as the client can. */
export async function* visitDescriptors(
  session: Session,
  params: unknown,
  token: CancellationToken,
): AsyncGenerator<Descriptor> {
  yield* withProgress(session, params, (walked) => session.index.all(token, walked));
}

/** As visitDescriptors, without those that are neither open nor in the workspace's folders. */
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

/** Shown by the token of the request where it has one; else, if it takes long and the client can, by one of our own. */
class Progress {
  private readonly token: string | number | undefined;
  /** The one that the client was asked to make. */
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

  /** In the order of the calls; nothing where no progress was begun. */
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
