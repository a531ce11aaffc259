import type { XmlElement } from '@rgrove/parse-xml';
import { findChild, listElements } from './elements';

/** Templates that are filled in before libvirt reads the text: Jinja and Mustache, ERB, shells, Terraform, Ruby, autoconf. */
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|%\{|#\{|\$[A-Za-z_]|@[A-Z][A-Z0-9_]*@|%[A-Z][A-Z0-9_]*%/;

/** Returns whether a value is written by a template, so it is unknown in this text. */
export function hasPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/** The elements of a domain that decide which firmware it gets. */
const DECISIVE = ['os', 'features', 'launchSecurity', 'pm'];

/** Returns whether everything that concerns firmware is in the text itself, not in a template. */
export function isFirmwareKnown(domain: XmlElement): boolean {
  const { type = '' } = domain.attributes;
  return (
    !hasPlaceholder(type) &&
    !hasPlaceholder(ownText(domain)) &&
    DECISIVE.every((name) => isKnown(findChild(domain, name)))
  );
}

function isKnown(element: XmlElement | undefined): boolean {
  if (!element) return true;
  return (
    !hasPlaceholder(element.text) &&
    Object.entries(element.attributes).every((entry) => !entry.some(hasPlaceholder)) &&
    listElements(element).every(isKnown)
  );
}

/** Returns the text directly in an element: a template may add whole elements there. */
function ownText(element: XmlElement): string {
  return element.children.map((child) => ('text' in child && !('name' in child) ? child.text : '')).join(' ');
}
