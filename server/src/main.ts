import { startServer } from './lsp/connection';
import { run } from './nodeHost';

run(startServer);
