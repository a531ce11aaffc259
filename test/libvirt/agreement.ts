import { readAs } from '../../server/src/consumers/jsonDialect';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { getSchema } from '../../server/src/schema/bundled';
import type { Chooser } from '../../server/src/consumers/chooser';
import type { Candidate, Explanation } from '../../server/src/selection/explain';
import { readFirmware } from '../../server/src/consumers/firmware';
import type { Firmware } from '../../server/src/consumers/firmware';
import { differences } from '../support/libvirtTrace';
import type { Outcome } from './daemon';

/** In what libvirt and the explainer differ on a guest. */
export function disagreements(
  real: Outcome,
  said: Explanation,
  candidates: readonly Candidate[],
  chooser: Chooser,
): string[] {
  const wrong = differences(real.trace, said.candidates);
  const { picked, outcome } = said;
  if (picked !== real.picked) wrong.push(`${picked} is picked, not ${real.picked}`);
  const hasFirmware = outcome === 'starts' || outcome === 'own';
  const errors = said.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (hasFirmware !== (real.error === undefined))
    wrong.push(`${outcome} ${errors.join(' ')}, but ${real.error}`);
  if (real.error !== undefined && !hasFirmware && !isSaid(real.error, said, errors))
    wrong.push(`${errors.join(' ')}, but ${real.error}`);
  const chosen = candidates.find(({ path }) => path === picked);
  if (!chosen || !hasFirmware || wrong.length > 0) return wrong;
  const { file, template, mode, device } = firmwareOf(chosen, chooser);
  if (file !== real.executable) wrong.push(`the image is ${file}, not ${real.executable}`);
  if (device === 'flash' && mode === 'split' && template !== real.template)
    wrong.push(`the template is ${template}, not ${real.template}`);
  return wrong;
}

/** Whether libvirt's error is among those that are said. What ails a descriptor is said in the words of the rules. */
function isSaid(error: string, { problems }: Explanation, errors: readonly string[]): boolean {
  const isBroken = problems.some(({ code }) => code === 'descriptor-breaks');
  return isBroken || errors.some((message) => message.includes(error.replace(/\.$/, '')));
}

function firmwareOf({ text = '' }: Candidate, { consumer }: Chooser): Firmware {
  const seen = readAs(consumer.json, new DescriptorDocument(text, getSchema('latest')));
  if ('refused' in seen) throw new Error('what was picked cannot be read');
  return readFirmware(seen.root);
}
