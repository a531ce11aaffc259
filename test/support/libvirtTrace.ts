import type { CandidateVerdict } from '../../server/src/selection/explain';

/** libvirt's debug messages about descriptors, each with the code of the same reason. [qemu_firmware.c, qemuFirmwareMatchDomain] */
const REASONS: readonly (readonly [message: RegExp, code: string])[] = [
  [/^No matching interface in/, 'interface'],
  [/^No matching path in/, 'path'],
  [/^Not matching FW interface \w+ or loader path/, 'path'],
  [/^No matching machine type in/, 'machine'],
  [/^Domain requires S3,/, 'acpi-s3'],
  [/^Domain requires S4,/, 'acpi-s4'],
  [/^User (?:requested|refused) Secure Boot,/, 'secure-boot'],
  [/^User (?:requested|refused) Enrolled keys,/, 'enrolled-keys'],
  [/ SMM,? /, 'smm'],
  [/^Discarding (?:flash|rom) loader$/, 'loader-type'],
  [/^Discarding (?:loader without stateless flash|(?:non-)?stateless loader)$/, 'stateless'],
  [/^Discarding (?:loader without split flash|non split loader)/, 'mode'],
  [/^Discarding loader with (?:mismatching|unsupported) nvram template format/, 'template-format'],
  [/^Domain requires SEV,/, 'sev'],
  [/^Domain requires SEV-ES,/, 'sev-es'],
  [/^Domain requires SEV-SNP /, 'sev-snp'],
  [/^Domain requires TDX,/, 'tdx'],
  [/^Discarding (?:readonly|read\/write) loader$/, 'readonly'],
  [/^Discarding loader with (?:mismatching|unsupported) flash format/, 'format'],
  [/^Firmware '.*' matches domain requirements$/, 'fits'],
];

/**
 * Returns the messages that decide about each descriptor. libvirt repeats the selection for the completed guest, and names each descriptor
 * once per round. The match of a later round counts; the reasons against the others are those of the first.
 */
export function decidingRound(trace: readonly string[]): readonly string[] {
  const end = trace.findIndex((line) => line.endsWith('matches domain requirements'));
  const [first = [], ...others] = splitRounds(end < 0 ? trace : trace.slice(0, end + 1));
  const last = others.at(-1);
  if (end < 0 || !last) return first;
  const said = new Map(first.map((line) => [fileOf(line), line]));
  return last.map((line, index) => (index === last.length - 1 ? line : (said.get(fileOf(line)) ?? line)));
}

function splitRounds(trace: readonly string[]): readonly (readonly string[])[] {
  const rounds: string[][] = [[]];
  const named = new Set<string>();
  for (const line of trace) {
    const file = fileOf(line);
    if (file !== undefined && named.has(file)) {
      named.clear();
      rounds.push([]);
    }
    if (file !== undefined) named.add(file);
    rounds.at(-1)?.push(line);
  }
  return rounds;
}

/** The codes of reasons for which libvirt skips a descriptor without a message. */
const SILENT = ['variables'];

/** Returns the differences between a trace, with a message for each descriptor that libvirt checked, and the candidates. */
export function differences(trace: readonly string[], candidates: readonly CandidateVerdict[]): string[] {
  const said = candidates.filter(
    ({ verdict, code }) => verdict === 'picked' || (verdict === 'refused' && !SILENT.includes(code)),
  );
  if (trace.length !== said.length) return [`${said.length} descriptors checked, not ${trace.length}`];
  return trace.flatMap((line, index) => {
    const { path: file = '', code = '' } = said[index] ?? {};
    const traced = REASONS.find(([message]) => message.test(line))?.[1];
    const named = fileOf(line);
    return traced === code && (named === undefined || named === file) ? [] : [`${file} ${code}: ${line}`];
  });
}

/** Returns the descriptor that a message names. One message has the paths of images but not of a descriptor. */
function fileOf(line: string): string | undefined {
  return line.startsWith('Not matching') ? undefined : /'(\/[^']+)'/.exec(line)?.[1];
}
