import { DescriptorDocument } from '../descriptor/document';
import { getSchema } from '../schema/bundled';
import { t } from '../text/translations';
import type { GuestMachine } from '../commandline/guest';
import type { CommandLine } from '../commandline/qemu';
import { formatShellCommand, formatShellScript } from '../commandline/shell';
import { findConsumer } from '../consumers/index';
import { LIBVIRT_RELEASES, type LibvirtRelease } from '../consumers/libvirt/releases';
import { findVersionProblem } from '../schema/bundled';
import { loadByCommands, loadByLibvirt } from '../service/loadFirmware';
import { decodeUtf8 } from '../text/utf8';
import { checkConsumers } from './consumers';
import { FileError, readBytes, readStandardInput } from './files';
import { checkArchitecture } from './guestNames';
import { formatJsonText } from './json';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { COMMAND_LINE } from './syntax/other';
import { parse, requireOneOf } from './syntax/parse';

export async function printCommandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(COMMAND_LINE, args);
  const { options } = COMMAND_LINE;
  const format = requireOneOf('--format', values.format, options.format.values);
  const style = requireOneOf('--style', values.style, options.style.values);
  const release = values.consumer === undefined ? undefined : requireLibvirt(values.consumer, format);
  const version = values['qemu-version'];
  const problem = findVersionProblem(version);
  if (problem !== undefined) throw new UsageError(t('{0}: {1}', '--qemu-version', problem));
  const [file, extra] = positionals;
  if (file === undefined || extra !== undefined)
    throw new UsageError(t('command-line: specify one descriptor'));

  /** Returns the result, or throws a FileError if it is only a reason. */
  const needed = <T extends object>(result: T | string): T => {
    if (typeof result === 'string') throw new FileError(`${file}: ${result}`);
    return result;
  };
  const document = new DescriptorDocument(await readText(file), getSchema('latest'));
  const { arch, machine } = values;
  const wish = {
    architecture: checkArchitecture(arch),
    machine,
  };
  const print = async (printed: string, notes: readonly string[]): Promise<void> => {
    await output.out.document([printed]);
    for (const note of notes) await output.note(note);
  };
  if (format === 'libvirt') {
    const { xml, notes } = needed(loadByLibvirt(document, { ...wish, release })).how;
    await print(xml, notes);
  } else {
    const { guest, how } = needed(loadByCommands(document, { ...wish, style, version }));
    if (format === 'json') await output.out.document(formatJson(guest, how));
    else await print(formatShellScript(how.steps), how.notes);
  }
  return EXIT.clean;
}

/** Finds the release of libvirt with an id such as `libvirt@11.3`. Throws UsageError. */
function requireLibvirt(id: string, format: string): LibvirtRelease {
  if (format !== 'libvirt') throw new UsageError(t('{0} requires {1}', '--consumer', '--format libvirt'));
  const [known] = checkConsumers([id]).map((each) => findConsumer(each)?.id);
  const release = LIBVIRT_RELEASES.find(({ version }) => `libvirt@${version}` === known);
  if (!release) throw new UsageError(t('{0} takes {1}, not “{2}”', '--consumer', 'libvirt@…', id));
  return release;
}

function formatJson(guest: GuestMachine, { steps, notes }: CommandLine): readonly string[] {
  const { architecture, machine } = guest;
  const commands = steps.map((step) => ({ ...step, command: formatShellCommand(step) }));
  return formatJsonText({ version: 1, architecture, machine, steps: commands, notes });
}

/** Reads the text of a file. Throws FileError. */
async function readText(file: string): Promise<string> {
  const decoded = decodeUtf8(await readFileBytes(file));
  if ('text' in decoded) return decoded.text;
  throw new FileError(
    `${file}: ${t('Line {0} is not UTF-8: save the file as UTF-8.', decoded.invalid.line + 1)}`,
  );
}

async function readFileBytes(file: string): Promise<Uint8Array> {
  if (file === '-') return readStandardInput();
  try {
    return readBytes(file);
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${file}: ${error.message}`) : error;
  }
}
