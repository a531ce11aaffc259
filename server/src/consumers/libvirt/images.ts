/** What a domain says of its images: `<loader>`, `<nvram>` and `<varstore>`. [docs/formatdomain.rst] */
import type { XmlElement } from '@rgrove/parse-xml';
import type { Guest } from '../guest';
import { findChild, readText, readYesNo } from './xml';

/** To libvirt, a format of that name is as if there were none. */
function toFormat(value: string | undefined): string | undefined {
  return value === 'none' ? undefined : value;
}

type Loader = Pick<
  Guest,
  | 'hasLoader'
  | 'loader'
  | 'loaderType'
  | 'isDefaultLoaderType'
  | 'loaderReadonly'
  | 'loaderSecure'
  | 'loaderFormat'
  | 'stateless'
>;

/**
 * The image that a guest names. One with a path and no type counts as ROM, unless libvirt is to choose.
 * [domain_postparse.c, virDomainDefPostParseOs]
 */
export function readLoader(os: XmlElement, firmware: Guest['firmware']): Loader {
  const loader = findChild(os, 'loader');
  const path = readText(loader);
  const { type, readonly, secure, format, stateless } = loader?.attributes ?? {};
  const named = type === 'rom' || type === 'pflash' ? type : undefined;
  const isDefault = named === undefined && path !== undefined && firmware === undefined;
  return {
    hasLoader: loader && true,
    loader: path,
    loaderType: isDefault ? 'rom' : named,
    isDefaultLoaderType: isDefault ? true : undefined,
    loaderReadonly: readYesNo(readonly),
    loaderSecure: readYesNo(secure),
    loaderFormat: toFormat(format),
    stateless: readYesNo(stateless),
  };
}

type Variables = Pick<
  Guest,
  | 'hasNvram'
  | 'nvram'
  | 'nvramType'
  | 'lacksNvramSource'
  | 'nvramFormat'
  | 'nvramTemplate'
  | 'templateFormat'
  | 'hasVarstore'
  | 'varstore'
  | 'varstoreTemplate'
>;

/** Where the variables of a guest are to be, and what they are made from. A `<source>` counts only where the type is said. */
export function readVariables(os: XmlElement): Variables {
  const nvram = findChild(os, 'nvram');
  const varstore = findChild(os, 'varstore');
  const { type, format, template, templateFormat } = nvram?.attributes ?? {};
  const source = type === undefined ? undefined : findChild(nvram, 'source')?.attributes;
  return {
    hasNvram: nvram && true,
    nvram: type === undefined ? readText(nvram) : (source?.file ?? source?.dev),
    nvramType: type,
    lacksNvramSource: type !== undefined && source === undefined ? true : undefined,
    nvramFormat: toFormat(format),
    nvramTemplate: template,
    templateFormat: toFormat(templateFormat),
    hasVarstore: varstore && true,
    varstore: varstore?.attributes.path,
    varstoreTemplate: varstore?.attributes.template,
  };
}
