import type { GuestExample } from '../guestRule';

/** A domain with these elements in `<os>`, on a q35 machine with ACPI. @param os the first tag of `<os>` */
export function withElements(os: string, elements: string, more: GuestParts = {}): GuestExample {
  const { type = TYPE, features = '<acpi/>', others = '', ...rest } = more;
  const inside = [type, ...(elements === '' ? [] : [elements])].map((line) => `    ${line}\n`).join('');
  const text = `<domain type='kvm'>
  <name>guest</name>
  <memory unit='GiB'>2</memory>
  ${os}
${inside}  </os>
  <features>
    ${features}
  </features>
${others === '' ? '' : `  ${others}\n`}</domain>
`;
  const shownFeatures = more.features === undefined ? '' : `\n<features>${features}</features>`;
  const shown = `${os}\n${inside.replace(/^ {2}/gm, '')}</os>${shownFeatures}${others === '' ? '' : `\n${others}`}`;
  return { text, shown, ...rest };
}

/** Parts of a domain that differ from an ordinary one. */
export interface GuestParts extends Pick<GuestExample, 'consumer' | 'descriptors'> {
  /** The element `<type>`. */
  readonly type?: string;
  /** What stands in `<features>`. */
  readonly features?: string;
  /** Further elements of the domain. */
  readonly others?: string;
}

const TYPE = `<type arch='x86_64' machine='q35'>hvm</type>`;
