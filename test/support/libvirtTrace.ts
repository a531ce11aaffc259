import type { CandidateVerdict } from '../../server/src/selection/explain';

/** libvirt's debug messages on descriptors, each with the code of the same reason. [qemu_firmware.c, qemuFirmwareMatchDomain] */
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
 * The messages that say what became of each descriptor. libvirt asks again for what it has filled in, and names each descriptor once in a
 * round. What fits in a later round counts; why the others do not is what it said of them first.
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

/** The codes of reasons for which libvirt passes over a descriptor without a message. */
const SILENT = ['variables'];

/** In what a trace, a message for each descriptor that libvirt looked at, differs from what is said of the candidates. */
export function differences(trace: readonly string[], candidates: readonly CandidateVerdict[]): string[] {
  const said = candidates.filter(
    ({ verdict, code }) => verdict === 'picked' || (verdict === 'refused' && !SILENT.includes(code)),
  );
  if (trace.length !== said.length) return [`${said.length} descriptors looked at, not ${trace.length}`];
  return trace.flatMap((line, index) => {
    const { path: file = '', code = '' } = said[index] ?? {};
    const wanted = REASONS.find(([message]) => message.test(line))?.[1];
    const named = fileOf(line);
    return wanted === code && (named === undefined || named === file) ? [] : [`${file} ${code}: ${line}`];
  });
}

/** The descriptor that a message names. One message has the paths of images, and none of a descriptor. */
function fileOf(line: string): string | undefined {
  return line.startsWith('Not matching') ? undefined : /'(\/[^']+)'/.exec(line)?.[1];
}
