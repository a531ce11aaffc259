import { readAs } from '../../server/src/consumers/jsonDialect';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { getSchema } from '../../server/src/schema/bundled';
import type { Chooser } from '../../server/src/consumers/chooser';
import type { Candidate, Explanation } from '../../server/src/selection/explain';
import { readFirmware } from '../../server/src/consumers/firmware';
import type { Firmware } from '../../server/src/consumers/firmware';
import type { Guest } from '../../server/src/consumers/guest';
import { differences } from '../support/libvirtTrace';
import type { Outcome } from './daemon';

/** Why libvirt does not come to the descriptors, or to none of them that would do, as the explainer says it, and libvirt's error; none where it starts the guest anyway. */
const STOPS: readonly (readonly [said: RegExp, error: RegExp | undefined])[] = [
  [/asks for no firmware/, undefined],
  [/names its firmware itself/, undefined],
  [/where their <features> have <acpi/, /^unsupported configuration: UEFI requires ACPI/],
  [/with UEFI only\.$/, /^unsupported configuration: ACPI requires UEFI/],
  [/of the type q35 only/, /^unsupported configuration: Secure boot is supported (?:with q35|for x86_64) /],
  [/a <loader> with “readonly”/, /^loader attribute 'readonly' cannot be specified/],
  [/a <loader> with “type”/, /^loader attribute 'type' cannot be specified/],
  [/a <loader> with “secure”/, /^loader attribute 'secure' cannot be specified/],
  [/an <nvram> with “template”/, /^nvram attribute 'template' cannot be specified/],
  [/have <smm state="on"/, /^unsupported configuration: Secure boot requires SMM/],
  [
    /^No descriptor is of this firmware/,
    /^internal error: (?:mishandled storage format|argument key 'filename')/,
  ],
  [/of the type “rom” with /, /^(?:ROM loader type cannot|Invalid format '\w+' for ROM)/],
  [/asks for “enrolled-keys”/, /^firmware feature 'enrolled-keys' cannot be enabled/],
  [/chooses no firmware at all/, /^(?:internal error|Unable to access|cannot)/],
];

/** In what libvirt and the explainer differ on a guest. */
export function disagreements(
  real: Outcome,
  said: Explanation,
  guest: Guest,
  candidates: readonly Candidate[],
  chooser: Chooser,
): string[] {
  const wrong = differences(real.trace, said.candidates);
  if (said.stopped !== undefined) return [...wrong, ...stopped(real, said.stopped)];
  const picked = said.candidates.find(({ verdict }) => verdict === 'picked');
  if (picked?.path !== real.picked) wrong.push(`${picked?.path} is picked, not ${real.picked}`);
  const hasFirmware = picked ? !picked.message.includes('refuses the guest') : guest.firmware === undefined;
  if (hasFirmware !== (real.error === undefined)) wrong.push(`${picked?.message}, but ${real.error}`);
  const chosen = candidates.find(({ path }) => path === picked?.path);
  if (!chosen || !hasFirmware || wrong.length > 0) return wrong;
  const { file, template, mode, device } = firmwareOf(chosen, chooser);
  if (file !== real.executable) wrong.push(`the image is ${file}, not ${real.executable}`);
  if (device === 'flash' && mode === 'split' && template !== real.template)
    wrong.push(`the template is ${template}, not ${real.template}`);
  return wrong;
}

function stopped({ error, picked }: Outcome, why: string): string[] {
  const known = STOPS.find(([said]) => said.test(why));
  // Where a guest is refused for several reasons, the two need not name the same first.
  const isKnown = error !== undefined && STOPS.some(([, message]) => message?.test(error));
  const isSame = known && isKnown === (known[1] !== undefined) && isKnown === (error !== undefined);
  return isSame && picked === undefined ? [] : [`stopped (${why}), but ${picked} is picked, and ${error}`];
}

function firmwareOf({ text = '' }: Candidate, { consumer }: Chooser): Firmware {
  const seen = readAs(consumer.json, new DescriptorDocument(text, getSchema('latest')));
  if ('refused' in seen) throw new Error('what was picked cannot be read');
  return readFirmware(seen.root);
}
