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
  [/^Discarding (?:readonly|read\/write) loader$/, 'readonly'],
  [/^Discarding loader with (?:mismatching|unsupported) flash format/, 'format'],
  [/^Firmware '.*' matches domain requirements$/, 'fits'],
];

/** libvirt asks again for the firmware that it has filled in; the first round ends with what fits. */
export function firstRound(trace: readonly string[]): readonly string[] {
  const end = trace.findIndex((line) => line.endsWith('matches domain requirements'));
  return end < 0 ? trace : trace.slice(0, end + 1);
}

/** In what a trace, a message for each descriptor that libvirt looked at, differs from what is said of the candidates. */
export function differences(trace: readonly string[], candidates: readonly CandidateVerdict[]): string[] {
  const said = candidates.filter(({ verdict }) => verdict === 'picked' || verdict === 'refused');
  if (trace.length !== said.length) return [`${said.length} descriptors looked at, not ${trace.length}`];
  return trace.flatMap((line, index) => {
    const { path: file = '', code = '' } = said[index] ?? {};
    const wanted = REASONS.find(([message]) => message.test(line))?.[1];
    // One message has the paths of images, and none of a descriptor.
    const named = line.startsWith('Not matching') ? undefined : /'(\/[^']+)'/.exec(line)?.[1];
    return wanted === code && (named === undefined || named === file) ? [] : [`${file} ${code}: ${line}`];
  });
}
