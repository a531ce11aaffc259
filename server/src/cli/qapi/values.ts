import type { QAPI } from '../syntax/qapi';
import type { parse } from '../syntax/parse';

/** The options of `qapi`, read. */
export type QapiValues = ReturnType<typeof parse<(typeof QAPI)['options']>>['values'];
