/** Reads the images of a domain: `<loader>`, `<nvram>` and `<varstore>`. [docs/formatdomain.rst] */
import type { XmlElement } from '@rgrove/parse-xml';
import type { Guest } from '../guest';
import { findChild, readText, readYesNo } from '../../domain/elements';

/** libvirt treats this format as if there were none. */
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
 * Reads the image that a guest names. One with a path but no type counts as ROM, unless libvirt makes the choice.
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

/** Reads the place of a guest's variables, and what they are created from. A `<source>` counts only if the type is given. */
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
