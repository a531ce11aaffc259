import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { listImagePaths } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const relativePath: Rule = {
  code: 'relative-path',
  severity: 'warning',
  concerns: ['unusual path'],
  *check(document) {
    for (const { value, json } of listImagePaths(document.view)) {
      if (value.startsWith('/') || value.startsWith('@')) continue;
      const absolute = findAbsolutePath(value);
      yield {
        range: json,
        message: t(
          '“{0}” is not an absolute path. Programs look for it relative to their own working directory. Write the full path.',
          value,
        ),
        fixes:
          absolute === undefined
            ? undefined
            : [
                {
                  title: t('Replace with “{0}”', absolute),
                  edits: [replaceValue(document.text, json, absolute)],
                },
              ],
      };
    }
  },
};

export const relativePathDocs: RuleDocs = {
  rule: relativePath,
  title: 'A path that is not absolute',
  documentation: `Programs use the file name unchanged: libvirt compares it with the path in the guest’s configuration and passes it
to QEMU, which does not run in the descriptor’s folder. Only an absolute path works. A path that starts with a placeholder of a
build, such as \`@DATADIR@\`, is not reported. No quick fix is offered if the text does not show which absolute path is meant, as
for \`~\`, a variable, a drive letter, a network address, or a path relative to another folder.`,
  examples: () => ({
    valid: [
      withMembers({
        mapping: { device: 'memory', filename: '@DATADIR@/bios-256k.bin' },
        'interface-types': ['bios'],
      }),
    ],
    invalid: [withMembers({ mapping: { device: 'memory', filename: 'bios-256k.bin' } })],
  }),
};

/** Returns the path that is certainly meant: trimmed, taken from a `file:` address, with a missing slash, or in its usual folder. */
function findAbsolutePath(written: string): string | undefined {
  const path = decodeAddress(written.trim());
  if (path === undefined || path.startsWith('/')) return path;
  if (!/^[\w.+/-]*\w$/.test(path) || path.startsWith('.')) return undefined;
  if (/^(?:usr|opt|etc|var|srv|nix)\//.test(path)) return `/${path}`;
  if (/^(?:OVMF|AAVMF|qemu|edk2|edk2-\w+|seabios)\//.test(path)) return `/usr/share/${path}`;
  if (!/^[^/]+\.\w+$/.test(path)) return undefined;
  return `/usr/share/${/aavmf/i.test(path) ? 'AAVMF' : /ovmf/i.test(path) ? 'OVMF' : 'qemu'}/${path}`;
}

/** Returns the path in a `file:` address of this machine, undefined for an invalid one or another machine, and any other text unchanged. [RFC 8089] */
function decodeAddress(text: string): string | undefined {
  const address = /^file:(.*)$/is.exec(text)?.[1];
  if (address === undefined) return text;
  const path = address.replace(/^\/\/(?:localhost)?(?=\/)/i, '');
  try {
    return /^\/(?!\/)/.test(path) ? decodeURIComponent(path) : undefined;
  } catch {
    return undefined;
  }
}
