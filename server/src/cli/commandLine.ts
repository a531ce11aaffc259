import { DescriptorDocument } from '../descriptor/document';
import { getSchema } from '../schema/bundled';
import { t } from '../text/translations';
import { parseArgs } from 'node:util';
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
import { formatJsonText } from './json';
import { requireOneOf } from './options';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';

const COMMAND_LINE_HELP = `Usage: qemu-firmware command-line [OPTION]... DESCRIPTOR

Prints the commands that start a guest with the firmware of a descriptor, for a POSIX shell: first the copy of
what the guest writes to, into the current folder, then QEMU. "-" is standard input.

  --format FORMAT       text (the default), json, or libvirt: an <os> element that gives a guest this firmware
  --consumer ID         with --format libvirt: the release that reads the element, such as libvirt@11.3
  --style STYLE         how QEMU gets an image for flash: blockdev (the default) or drive
  --qemu-version V      for this release of QEMU, such as 3.1 (default: latest)
  --arch ARCHITECTURE   for this architecture (default: the first that the descriptor names)
  --machine TYPE        for this machine type, such as q35 (default: the first that fits)
  -h, --help            print this

Exit status: 0 the commands were printed, 2 wrong usage, or a descriptor that no guest can be started from.
`;

export async function printCommandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      style: { type: 'string', default: 'blockdev' },
      consumer: { type: 'string' },
      'qemu-version': { type: 'string', default: 'latest' },
      arch: { type: 'string' },
      machine: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    await output.out.document([COMMAND_LINE_HELP]);
    return EXIT.clean;
  }
  const format = requireOneOf('--format', values.format, ['text', 'json', 'libvirt']);
  const style = requireOneOf('--style', values.style, ['blockdev', 'drive']);
  const release = values.consumer === undefined ? undefined : requireLibvirt(values.consumer, format);
  const version = values['qemu-version'];
  const problem = findVersionProblem(version);
  if (problem !== undefined) throw new UsageError(t('{0}: {1}', '--qemu-version', problem));
  const [file, extra] = positionals;
  if (file === undefined || extra !== undefined) throw new UsageError(t('command-line: name one descriptor'));

  /** What there is, or the end with the reason why there is none. */
  const needed = <T extends object>(result: T | string): T => {
    if (typeof result === 'string') throw new FileError(`${file}: ${result}`);
    return result;
  };
  const document = new DescriptorDocument(await readText(file), getSchema('latest'));
  const { arch, machine } = values;
  const wish = {
    architecture: arch,
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

/** The release of libvirt with an id such as `libvirt@11.3`. Throws UsageError. */
function requireLibvirt(id: string, format: string): LibvirtRelease {
  if (format !== 'libvirt') throw new UsageError(t('{0} goes with {1}', '--consumer', '--format libvirt'));
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

/** Throws FileError. */
async function readText(file: string): Promise<string> {
  const decoded = decodeUtf8(await readFileBytes(file));
  if ('text' in decoded) return decoded.text;
  throw new FileError(`${file}: ${t('Line {0} is not UTF-8: save it as that.', decoded.invalid.line + 1)}`);
}

async function readFileBytes(file: string): Promise<Uint8Array> {
  if (file === '-') return readStandardInput();
  try {
    return readBytes(file);
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${file}: ${error.message}`) : error;
  }
}
