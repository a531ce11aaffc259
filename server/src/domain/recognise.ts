/** A domain has a few thousand characters; a longer text, in UTF-16 units, is not taken for one. */
export const MAX_DOMAIN_LENGTH = 1024 * 1024;

/** The elements around domains in the files of libvirt, and a plain list of domains. */
const ROOTS = ['domain', 'domains', 'domainsnapshot', 'domaincheckpoint', 'domstatus'];

/** Returns whether an element of this name is, or contains, the definition of a domain. */
export function isDomainRoot(name: string): boolean {
  return ROOTS.includes(name);
}

/** Returns whether the root element of a text can be, or contain, the definition of a libvirt domain. Reads only the beginning; never throws. */
export function startsDomain(text: string): boolean {
  if (text.length > MAX_DOMAIN_LENGTH) return false;
  const prolog = /\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>|\uFEFF/y;
  let at = 0;
  // Each pattern matches something, so the loop ends.
  while (prolog.test(text)) at = prolog.lastIndex;
  const root = /<([a-z]+)(?=[\s/>])/y;
  root.lastIndex = at;
  return isDomainRoot(root.exec(text)?.[1] ?? '');
}

/** Whether the path may be that of a domain: its content decides. */
export function isDomainPath(path: string): boolean {
  return /\.xml$/i.test(path);
}
