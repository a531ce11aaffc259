import type { Line, Printer } from '../../../server/src/cli/outcome';
import type { Sink } from '../../../server/src/cli/output';
import { makePrinter } from '../../../server/src/cli/printer';

/** What a stream is given, write by write. */
export function makeSink(): Sink & { readonly writes: string[] } {
  const writes: string[] = [];
  return {
    writes,
    write(text, done) {
      writes.push(typeof text === 'string' ? text : new TextDecoder().decode(text));
      done();
    },
  };
}

/** What a printer prints. */
export async function record(print: (printer: Printer) => Promise<void>): Promise<string> {
  const sink = makeSink();
  await print(makePrinter(sink));
  return sink.writes.join('');
}

/** Lines as they are printed. */
export function printLines(lines: Iterable<Line>): Promise<string> {
  return record((printer) => printer.lines(lines));
}
