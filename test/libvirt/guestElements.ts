/** Elements of a guest's definition that affect its firmware. */
import { oneOf, type Random } from './random';

/** The values that guests are generated from. */
export interface Offer {
  /** Architectures by libvirt's names. */
  readonly architectures: readonly string[];
  /** The emulator's version, such as `7.2`. */
  readonly qemuVersion: string;
  /** The major version of libvirt. */
  readonly libvirt: number;
  /** Images and templates from descriptors, and other files that guests may name. */
  readonly images: readonly string[];
}

/** @param firmware what libvirt selects; empty if the guest names its firmware itself */
export function loader(random: Random, firmware: string, { images }: Offer): string {
  const isOwn = firmware === '';
  const attribute = (name: string, often: number, values: readonly string[]): string =>
    maybe(random, often, () => ` ${name}='${oneOf(random, values)}'`);
  const attributes = [
    attribute('type', isOwn ? 1 : 10, ['pflash', 'pflash', 'rom']),
    attribute('readonly', isOwn ? 2 : 10, ['yes', 'yes', 'yes', 'no']),
    attribute('secure', isOwn ? 8 : 5, ['yes', 'yes', 'no']),
    attribute('stateless', isOwn ? 5 : 2, ['yes', 'yes', 'no']),
    attribute('format', 10, ['raw', 'qcow2']),
  ].join('');
  return (isOwn && random(20) > 0) || random(12) === 0
    ? `<loader${attributes}>${oneOf(random, images)}</loader>`
    : `<loader${attributes}/>`;
}

/** Where the guest stores its firmware's variables: seldom in two places. */
export function variables(random: Random, offer: Offer): string {
  const kind = random(10);
  return (kind < 7 || kind === 9 ? nvram(random, offer) : '') + (kind >= 7 ? varstore(random, offer) : '');
}

function nvram(random: Random, { images }: Offer): string {
  const attributes = [
    maybe(random, 3, () => ` template='${oneOf(random, images)}'`),
    maybe(
      random,
      4,
      () => ` templateFormat='${oneOf(random, ['raw', 'raw', 'qcow2', 'qcow2', 'vmdk', 'none'])}'`,
    ),
    maybe(random, 4, () => ` format='${oneOf(random, ['raw', 'qcow2'])}'`),
  ].join('');
  const path = maybe(random, 3, () => '/var/lib/nvram/guest.fd');
  if (random(8) === 0)
    return `<nvram type='file'${attributes}><source file='/var/lib/nvram/guest.fd'/></nvram>`;
  return path === '' ? `<nvram${attributes}/>` : `<nvram${attributes}>${path}</nvram>`;
}

function varstore(random: Random, { images }: Offer): string {
  const attributes = [
    maybe(random, 2, () => ` template='${oneOf(random, images)}'`),
    maybe(random, 4, () => ` path='/var/lib/nvram/guest.json'`),
  ];
  return `<varstore${attributes.join('')}/>`;
}

export function suspend(random: Random): string {
  const [memory, disk] = [random(3), random(3)].map((choice) => ['', 'yes', 'no'][choice] ?? '');
  return [
    '<pm>',
    memory && `<suspend-to-mem enabled='${memory}'/>`,
    disk && `<suspend-to-disk enabled='${disk}'/>`,
    '</pm>',
  ].join('');
}

/** These guests require special hardware, but libvirt selects their firmware before it checks that. */
export function launchSecurity(random: Random, { libvirt }: Offer): string {
  const sev = (policy: string): string =>
    `<launchSecurity type='sev'><cbitpos>47</cbitpos><reducedPhysBits>1</reducedPhysBits>${policy && `<policy>${policy}</policy>`}</launchSecurity>`;
  const snp = `<launchSecurity type='sev-snp'><policy>0x00030000</policy></launchSecurity>`;
  const tdx = `<launchSecurity type='tdx'/>`;
  return oneOf(random, [
    sev('0x0001'),
    sev('0x0005'),
    sev(oneOf(random, ['12', '14', '7', '', ' 5 '])),
    ...(libvirt < 11 ? [] : [snp]),
    ...(libvirt < 12 ? [] : [tdx]),
  ]);
}

function maybe(random: Random, often: number, text: () => string): string {
  return random(often) === 0 ? text() : '';
}
