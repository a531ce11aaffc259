import type { XmlElement } from '@rgrove/parse-xml';
import { findChild, listElements } from './elements';

/** Code of templates that are filled in before libvirt reads the text: Jinja and Mustache, ERB, shells, Terraform, Ruby, autoconf. */
const CODE = /\{\{|\{%|<%|\$\{|%\{|#\{|\$[A-Za-z_]|@[A-Z][A-Z0-9_]*@|%[A-Z][A-Z0-9_]*%/;

/** Names that are replaced in values: Python's `%(x)s`, `[[ x ]]`, `@x@`, `__X__`. */
const NAMES = /%\([A-Za-z_]\w*\)[a-z]|\[\[[^[\]]+\]\]|@[A-Za-z_]\w*@|__[A-Z][A-Z0-9_]*__|^\s*__\w+__\s*$/;

/** A name in braces, as in XSLT and in Python. A folder can have such a name, too. */
const IN_BRACES = /\{\$?[A-Za-z_][\w.-]*\}/;

/** Prefixes of elements and attributes that belong to a template: XSLT, Genshi, Zope. */
const PREFIXES = /^(?:xsl|py|tal|metal):/;

/** Returns whether a text contains the code of a template outside of comments, so it need not be XML yet. */
export function hasTemplateCode(text: string): boolean {
  return CODE.test(removeComments(text));
}

/** Returns a text without its comments, in one pass. One that is not closed ends with the text. */
function removeComments(text: string): string {
  let rest = '';
  let end = 0;
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', end)) {
    rest += text.slice(end, start);
    const close = text.indexOf('-->', start + 4);
    if (close < 0) return rest;
    end = close + 3;
  }
  return rest + text.slice(end);
}

/** Returns whether a value is written by a template, so it is unknown in this text. */
export function hasPlaceholder(value: string): boolean {
  return CODE.test(value) || NAMES.test(value) || (!/^\s*\//.test(value) && IN_BRACES.test(value));
}

/** Returns whether an element or attribute with this name belongs to a template, not to libvirt. */
export function isOfTemplate(name: string): boolean {
  return PREFIXES.test(name);
}

/** The elements of a domain that decide which firmware it gets, each with those in it that do not, or with those that do. */
const DECISIVE: readonly { name: string; except?: readonly string[]; only?: readonly string[] }[] = [
  {
    name: 'os',
    except: 'cmdline initrd dtb shim boot bootmenu bios smbios acpi init initarg initenv initdir'.split(' '),
  },
  { name: 'features', only: ['acpi', 'smm'] },
  { name: 'launchSecurity' },
  { name: 'pm' },
];

/** Returns whether everything that concerns firmware is in the text itself, not in a template. */
export function isFirmwareKnown(domain: XmlElement): boolean {
  const { type = '' } = domain.attributes;
  return (
    !hasPlaceholder(type) &&
    !hasPlaceholder(readOwnText(domain)) &&
    !Object.keys(domain.attributes).some(isOfTemplate) &&
    !listElements(domain).some(({ name }) => isOfTemplate(name)) &&
    DECISIVE.every(({ name, except = [], only }) => {
      const element = findChild(domain, name);
      return (
        !element ||
        (isKnownItself(element) &&
          listElements(element)
            .filter(
              (child) =>
                isOfTemplate(child.name) || (only?.includes(child.name) ?? !except.includes(child.name)),
            )
            .every(isKnown))
      );
    })
  );
}

function isKnown(element: XmlElement): boolean {
  return isKnownItself(element) && listElements(element).every(isKnown);
}

/** Whether an element is known except for those in it. */
function isKnownItself(element: XmlElement): boolean {
  return (
    !isOfTemplate(element.name) &&
    !hasPlaceholder(readOwnText(element)) &&
    Object.entries(element.attributes).every(
      ([name, value]) => !isOfTemplate(name) && !hasPlaceholder(name) && !hasPlaceholder(value),
    )
  );
}

/** Returns the text directly in an element: a template may add whole elements there. */
function readOwnText(element: XmlElement): string {
  return element.children
    .map((child) => ('text' in child && !('name' in child) ? child.text : ''))
    .join(element.children.some((child) => 'name' in child) ? ' ' : '');
}
