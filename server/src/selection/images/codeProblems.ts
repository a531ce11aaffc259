/** Problems that keep the code of a guest from running, as far as the image shows them. */
import type { GuestProblem } from '../../consumers/outcome';
import type { Confidential } from '../../consumers/guest';
import { isX86 } from '../../descriptor/architectures';
import { findDisproof } from '../../descriptor/confidentialImage';
import { findOtherArchitecture } from '../../descriptor/imageArchitecture';
import { t } from '../../text/translations';
import { isRead, type Boot, type BootLook } from './boot';
import { describeInstalled } from './installed';

/** Returns at most one problem: for an image without any code, no other reason is needed. */
export function findCodeProblem(boot: Boot, code: BootLook): GuestProblem | undefined {
  return findWrongKind(boot, code) ?? findWrongArchitecture(boot, code) ?? findUnconfidential(boot, code);
}

function findWrongKind(boot: Boot, { image, seen: { facts } }: BootLook): GuestProblem | undefined {
  const { path, element } = image;
  const what = isRead(facts) ? describeNoCode(facts.content, path) : undefined;
  if (what === undefined) return undefined;
  return {
    code: 'image-kind',
    severity: 'error',
    message: [what, t('The guest does not start.'), describeInstalled(boot)].join(' '),
    element,
  };
}

/** Returns a sentence on what an image is instead of code. IGVM files are for another option of QEMU. */
function describeNoCode(content: string, path: string): string | undefined {
  switch (content) {
    case 'variables':
      return t('{0} is a variable store, not firmware code.', path);
    case 'blank':
      return t('{0} is blank and contains no firmware code.', path);
    case 'igvm':
      return t('{0} is an IGVM file, which QEMU cannot load as ROM or into flash.', path);
    default:
      return undefined;
  }
}

function findWrongArchitecture(boot: Boot, { image, seen }: BootLook): GuestProblem | undefined {
  const { architecture } = boot.guest;
  const other = isRead(seen.facts) ? findOtherArchitecture(seen, architecture) : undefined;
  if (!other) return undefined;
  return {
    code: 'image-architecture',
    severity: 'error',
    message: [
      t('{0} has code for {1}, but the guest is {2}.', image.path, other.name, architecture),
      t('The guest does not start.'),
      describeInstalled(boot),
    ].join(' '),
    element: image.element,
  };
}

/** The features of firmware for confidential guests. */
const FEATURES: Readonly<Record<Confidential, string>> = {
  sev: 'amd-sev',
  'sev-es': 'amd-sev-es',
  'sev-snp': 'amd-sev-snp',
  tdx: 'intel-tdx',
};

function findUnconfidential({ guest }: Boot, { image, seen }: BootLook): GuestProblem | undefined {
  const { confidential, architecture } = guest;
  if (confidential === undefined || !isX86(architecture) || !isRead(seen.facts)) return undefined;
  const reason = findDisproof(FEATURES[confidential], seen);
  if (reason === undefined) return undefined;
  const needed = t('Use firmware whose descriptor lists the feature “{0}”.', FEATURES[confidential]);
  return {
    code: 'image-confidential',
    severity: 'error',
    message: [`${image.path}: ${reason}`, t('The guest does not start.'), needed].join(' '),
    element: image.element,
  };
}
