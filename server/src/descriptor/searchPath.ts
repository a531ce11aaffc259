/**
 * The folders whose descriptors a consumer reads together with `file`, its own first: those of packages, of the administrator and, where
 * it lies in one, of the user, below the same root. [firmware.json, Firmware] Paths are absolute, with `/`. A file outside a
 * descriptor directory has no such folders.
 */
export function foldersReadWith(file: string): readonly string[] {
  const own = /^(.*\/qemu\/firmware)\/[^/]+$/.exec(file)?.[1];
  if (own === undefined) return [];
  const root = /^(.*?)(?:\/usr\/share|\/etc|(?:\/home\/[^/]+|\/root)?\/\.config)\/qemu\/firmware$/.exec(
    own,
  )?.[1];
  if (root === undefined) return [own];
  return [...new Set([own, `${root}/etc/qemu/firmware`, `${root}/usr/share/qemu/firmware`])];
}
