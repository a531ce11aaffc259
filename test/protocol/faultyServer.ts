import './faults';
import { startServer } from '../../server/src/lsp/connection';
import { run } from '../../server/src/nodeHost';

run(startServer);
