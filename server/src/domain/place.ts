import type { XmlElement } from '@rgrove/parse-xml';
import type { TextRange } from '../text/lineIndex';
import { listElements } from './elements';
import { findAttribute, readStartTag } from './tags';

/** One step of a place: an element, chosen among several by its attribute `name`, or an attribute. */
const STEP = /^(@?)([\w-]+)(?:\[([\w-]+)\])?$/;

/** libvirt reads what is in all elements of these names. */
const MERGED = ['features', 'firmware', 'pm'];

/** Of several elements of these names, the last one counts; of others the first. */
const LAST = ['smm', 'feature'];

/**
 * Finds an element of a domain, such as `os/firmware/feature[secure-boot]`: of several, the one that libvirt uses. Undefined if it is
 * missing.
 */
export function findElement(domain: XmlElement, place: string): XmlElement | undefined {
  return findSteps(domain, place).at(-1)?.element;
}

/**
 * Finds the range of a place in a domain, such as `os/loader/@type`: the attribute with its value, or the name of the element. If it is
 * missing, the name of the nearest element around it that exists.
 */
export function locate(text: string, domain: XmlElement, place: string): TextRange {
  const steps = findSteps(domain, place);
  const element = steps.findLast((step) => step.element !== undefined)?.element ?? domain;
  const attribute = steps.at(-1)?.attribute;
  const isComplete = steps.every((step) => step.element !== undefined);
  const found = attribute !== undefined && isComplete ? findAttribute(text, element, attribute) : undefined;
  return found?.range ?? readStartTag(text, element).name;
}

interface Step {
  readonly element: XmlElement | undefined;
  readonly attribute?: string;
}

function findSteps(domain: XmlElement, place: string): readonly Step[] {
  const steps: Step[] = [];
  let parents: readonly XmlElement[] = [domain];
  for (const part of place.split('/')) {
    const [, at, name = '', key] = STEP.exec(part) ?? [];
    const [parent] = parents;
    if (at === '@') {
      steps.push({ element: parent, attribute: name });
      break;
    }
    const found = parents
      .flatMap(listElements)
      .filter((child) => child.name === name && (key === undefined || child.attributes.name === key));
    const element = LAST.includes(name) ? found.at(-1) : found[0];
    steps.push({ element });
    parents = MERGED.includes(name) ? found : element ? [element] : [];
  }
  return steps;
}
