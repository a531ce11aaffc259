import { readAs } from '../../server/src/consumers/jsonDialect';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { getSchema } from '../../server/src/schema/bundled';
import type { Chooser } from '../../server/src/consumers/chooser';
import type { Outcome } from '../../server/src/consumers/outcome';
import type { Candidate, Explanation } from '../../server/src/selection/explain';
import { readFirmware } from '../../server/src/consumers/firmware';
import type { Firmware } from '../../server/src/consumers/firmware';
import { differences } from '../support/libvirtTrace';
import type { Answer } from './daemon';

/** libvirt's message if no descriptor matches. */
const NONE_FITS =
  /^(?:operation failed: )?Unable to find (?:any firmware to satisfy '\w+'|'\w+' firmware that is compatible)/;

/** libvirt's messages about the emulator once the guest has its firmware. */
const NOT_OF_FIRMWARE = /'[-\w]+' launch security is not supported|SEV launch security is not supported/;

/** Returns the differences between libvirt and the explainer for a guest. */
export function disagreements(
  real: Answer,
  said: Explanation,
  candidates: readonly Candidate[],
  chooser: Chooser,
): string[] {
  const wrong = differences(real.trace, said.candidates);
  if (said.picked !== real.picked) wrong.push(`${said.picked} is picked, not ${real.picked}`);
  const outcome = outcomeOf(real);
  // libvirt does not report further problems of a guest that this emulator cannot run.
  const isOpen = said.outcome === 'refused' && NOT_OF_FIRMWARE.test(real.error ?? '');
  if (said.outcome !== outcome && !isOpen) wrong.push(`${said.outcome}, not ${outcome}`);
  else if (outcome === 'refused' && !isSaid(real.error ?? '', said)) wrong.push('refused for another reason');
  const chosen = candidates.find(({ path }) => path === real.picked);
  if (!chosen || outcome !== 'starts' || wrong.length > 0) return wrong;
  const { file, template, mode, device } = firmwareOf(chosen, chooser);
  if (file !== real.executable) wrong.push(`the image is ${file}, not ${real.executable}`);
  if (device === 'flash' && mode === 'split' && template !== real.template)
    wrong.push(`the template is ${template}, not ${real.template}`);
  return wrong;
}

function outcomeOf({ error, picked }: Answer): Outcome {
  if (error === undefined || NOT_OF_FIRMWARE.test(error)) return picked === undefined ? 'own' : 'starts';
  return NONE_FITS.test(error) ? 'none' : 'refused';
}

/** Whether libvirt's error is among the reported ones. Problems of a descriptor have the messages of the rules. */
function isSaid(error: string, { problems }: Explanation): boolean {
  const words = error.replace(/\.$/, '');
  return problems.some(({ code, message }) => code === 'descriptor-breaks' || message.includes(words));
}

function firmwareOf({ text = '' }: Candidate, { consumer }: Chooser): Firmware {
  const candidate = readAs(consumer.json, new DescriptorDocument(text, getSchema('latest')));
  if ('refused' in candidate) throw new Error('what was picked cannot be read');
  return readFirmware(candidate.root);
}
