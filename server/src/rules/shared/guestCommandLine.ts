import type { XmlElement } from '@rgrove/parse-xml';
import { listElements } from '../../domain/elements';

/** The namespace decides, not its prefix. [docs/drvqemu.rst] */
export const NAMESPACE = 'http://libvirt.org/schemas/domain/qemu/1.0';

/** Options of QEMU that load firmware, with the value that says so. [qemu-options.hx] */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  '-bios': /^/,
  '-pflash': /^/,
  '-drive': /(?:^|,)if=pflash\b/,
  '-machine': /(?:^|,)pflash[01]=/,
  '-M': /(?:^|,)pflash[01]=/,
};

/** Lists the options of QEMU in a domain that load firmware past libvirt, each with its value. */
export function listFirmwareArguments(
  domain: XmlElement,
): readonly (readonly [option: XmlElement, value: XmlElement])[] {
  const args = listArguments(domain);
  return args.flatMap((arg, index) => {
    const { value: option = '' } = arg.attributes;
    const next = args[index + 1];
    const pattern = Object.hasOwn(OPTIONS, option) ? OPTIONS[option] : undefined;
    return next && pattern?.test(next.attributes.value ?? '') === true ? [[arg, next] as const] : [];
  });
}

function listArguments(domain: XmlElement): readonly XmlElement[] {
  const findUri = (element: XmlElement, prefix: string): string | undefined =>
    element.attributes[`xmlns:${prefix}`];
  return listElements(domain).flatMap((element) => {
    const [, prefix, name] = /^([^:]+):(.+)$/.exec(element.name) ?? [];
    if (prefix === undefined || name !== 'commandline') return [];
    if ((findUri(element, prefix) ?? findUri(domain, prefix)) !== NAMESPACE) return [];
    return listElements(element).filter((child) => child.name === `${prefix}:arg`);
  });
}
