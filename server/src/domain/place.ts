import type { XmlElement } from '@rgrove/parse-xml';
import type { TextRange } from '../text/lineIndex';
import { listElements } from './elements';
import { findAttribute, readStartTag } from './tags';

/** One step of a place: an element, chosen among several by its attribute `name`, or an attribute. */
const STEP = /^(@?)([\w-]+)(?:\[([\w-]+)\])?$/;

/**
 * Finds an element of a domain, such as `os/firmware/feature[secure-boot]`: the first of that name, as libvirt does. Undefined if it is
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
  let element: XmlElement | undefined = domain;
  for (const part of place.split('/')) {
    const [, at, name = '', key] = STEP.exec(part) ?? [];
    if (at === '@') {
      steps.push({ element, attribute: name });
      break;
    }
    element = listElements(element).find(
      (child) => child.name === name && (key === undefined || child.attributes.name === key),
    );
    steps.push({ element });
  }
  return steps;
}
