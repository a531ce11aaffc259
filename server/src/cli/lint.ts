import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isDescriptorPath, looksLikeDescriptor } from '../descriptor/recognise';
import { schemaContext, type SchemaContext } from '../descriptor/schemaContext';
import { schemaFor, versionProblem } from '../schema/bundled';
import { loadUserSchema } from '../schema/userSchema';
import { nodeWorkspace } from '../workspace/nodeWorkspace';
import { FileError, jsonFilesIn, kindOf, readBytes, readStandardInput } from './files';
import { formatJson, formatText, summarise } from './format';
import { lintBytes, type FileReport } from './lintFile';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';

export const LINT_HELP = `Usage: qemu-firmware lint [OPTION]... PATH...

Checks firmware descriptors. A folder is searched for descriptors; "-" is standard input.

  --format text|json        how findings are printed (default: text)
  --fail-on error|warning   the least severity that makes the exit status 1 (default: error)
  --qemu-version VERSION    hold descriptors against this release, such as 7.2 (default: latest)
  --schema PATH             a QEMU source tree, or its docs/interop/firmware.json
  --stdin-filename NAME     what standard input is called in the output
  -h, --help                print this

Exit status: 0 nothing found at or above the threshold, 1 findings, 2 wrong usage or an unreadable file.
`;

export async function lint(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
      'qemu-version': { type: 'string', default: 'latest' },
      schema: { type: 'string' },
      'stdin-filename': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    output.out(LINT_HELP);
    return EXIT.clean;
  }
  const format = oneOf('--format', values.format, ['text', 'json']);
  const failOn = oneOf('--fail-on', values['fail-on'], ['error', 'warning']);
  const context = await schemaFromOptions(values['qemu-version'], values.schema);
  if (positionals.length === 0) throw new UsageError('lint: name a file, a folder or "-"');

  const linter = new Linter(context, values['stdin-filename'] ?? '-', output);
  for (const path of positionals) await linter.lint(path);
  output.out(format === 'json' ? formatJson(linter.reports) : formatText(linter.reports));
  if (linter.failed) return EXIT.failure;
  const { errors, warnings } = summarise(linter.reports);
  return errors > 0 || (failOn === 'warning' && warnings > 0) ? EXIT.findings : EXIT.clean;
}

/** Lints what the command line names, one after the other; a file that cannot be read does not stop the others. */
class Linter {
  readonly reports: FileReport[] = [];
  failed = false;

  constructor(
    private readonly context: SchemaContext,
    private readonly stdinName: string,
    private readonly output: Output,
  ) {}

  async lint(path: string): Promise<void> {
    if (path === '-') {
      this.add(this.stdinName, await readStandardInput());
      return;
    }
    this.guarded(path, () => {
      if (kindOf(path) === 'folder') this.folder(path);
      else this.add(path, readBytes(path));
    });
  }

  private folder(folder: string): void {
    const before = this.reports.length;
    const { files, problems } = jsonFilesIn(folder);
    for (const problem of problems) this.fail(problem);
    for (const file of files) {
      this.guarded(file, () => {
        const bytes = readBytes(file);
        if (isDescriptorPath(resolve(file)) || looksLikeDescriptor(new TextDecoder().decode(bytes)))
          this.add(file, bytes);
      });
    }
    if (this.reports.length === before) this.output.note(`${folder}: no firmware descriptor in this folder`);
  }

  private add(path: string, bytes: Uint8Array): void {
    this.reports.push(lintBytes(path, bytes, this.context));
  }

  private guarded(path: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.fail(`${path}: ${error.message}`);
    }
  }

  private fail(line: string): void {
    this.failed = true;
    this.output.note(line);
  }
}

/** On a command line a wish that cannot be granted is a mistake, not a reason to do something else. */
async function schemaFromOptions(version: string, path: string | undefined): Promise<SchemaContext> {
  const problem = versionProblem(version);
  if (problem !== undefined) throw new UsageError(`--qemu-version: ${problem}`);
  if (path === '') throw new UsageError('--schema: the path is empty');
  if (path === undefined) return schemaFor(version);
  const loaded = await loadUserSchema(path, nodeWorkspace);
  if (typeof loaded === 'string') throw new UsageError(`--schema: ${loaded}`);
  return schemaContext(loaded.schema, version, 'user');
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${option} takes ${allowed.join(' or ')}, not “${value}”`);
  return found;
}
