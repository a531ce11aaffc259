import { configurations } from './configurations';
import { descriptors } from './descriptors';
import { domains } from './domains';
import { fileNames } from './fileNames';
import { images } from './images';
import { messages } from './messages';
import { schemas } from './schemas';
import type { Target } from './target';

/** Every kind of untrusted input. */
export const TARGETS: readonly Target[] = [
  descriptors,
  images,
  schemas,
  domains,
  configurations,
  fileNames,
  messages,
];

/** Throws for an unknown name. */
export function findTarget(name: string): Target {
  const found = TARGETS.find((target) => target.name === name);
  if (!found)
    throw new Error(`Unknown target “${name}”. Use one of ${TARGETS.map((one) => one.name).join(', ')}.`);
  return found;
}
