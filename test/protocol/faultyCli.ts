import './faults';
import '../../server/src/cli/main';
