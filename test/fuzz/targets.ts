import { configurations } from './configurations';
import { descriptors } from './descriptors';
import { domains } from './domains';
import { fileNames } from './fileNames';
import { images } from './images';
import { messages } from './messages';
import { schemas } from './schemas';
import type { Target } from './target';

/** Every kind of input that somebody else may have made. */
export const TARGETS: readonly Target[] = [
  descriptors,
  images,
  schemas,
  domains,
  configurations,
  fileNames,
  messages,
];

/** Throws for a name that no target has. */
export function findTarget(name: string): Target {
  const found = TARGETS.find((target) => target.name === name);
  if (!found)
    throw new Error(`There is no target "${name}", only ${TARGETS.map((one) => one.name).join(', ')}.`);
  return found;
}
