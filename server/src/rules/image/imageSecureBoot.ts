import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import { findMember } from '../../descriptor/typedTree';
import type { SeenImage } from '../../descriptor/surroundings';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, makePlainImage, Q35, makeUnreadable, withImages } from '../shared/exampleImages';
import { findExecutable, refuteClaim } from '../shared/namedImages';
import { findFeatureList, addFeature } from '../shared/features';

export const imageSecureBoot: Rule = {
  code: 'image-secure-boot',
  severity: 'warning',
  needsWholeText: true,
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    const claim = findFeature(document.view, 'secure-boot');
    const has = executable?.deep?.secureBoot;
    if (!executable || has === undefined) return;
    if (claim && !has)
      yield refuteClaim(document, claim, executable, {
        message: t(
          'The executable has no code for Secure Boot (no SecureBootConfigDxe): it starts whatever it finds. Remove “secure-boot”, or name an image that was built with it.',
        ),
      });
    const list = findFeatureList(document);
    if (claim || !has || !list) return;
    const description = findMember(document.root, 'description')?.value?.json;
    const denied = description?.kind === 'string' && DENIAL.test(description.value) ? description : undefined;
    yield {
      // Firmware that can do more than it says starts all the same: its variable store has no keys, and fewer guests find it.
      severity: 'information',
      range: denied ?? executable.filename.json,
      message: denied
        ? t(
            'The description denies Secure Boot, but the executable has it (SecureBootConfigDxe): with keys in the variable store it refuses unsigned systems. Add “secure-boot”, or name an image that was built without it.',
          )
        : t(
            'The executable has Secure Boot (SecureBootConfigDxe), and the features do not say so: guests that ask for it do not get this firmware.',
          ),
      related: denied && [{ range: executable.filename.json, message: t('The executable') }],
      fixes: addFeature(document, 'secure-boot'),
    };
  },
};

const DENIAL = /\b(?:without|no|non-?)\s*secure[- ]?boot/i;

export const imageSecureBootDocs: RuleDocs = {
  rule: imageSecureBoot,
  title: 'Secure Boot that the image does not have, or not mentioned',
  documentation: `Secure Boot is a matter of the build: the image has the modules that check signatures, or it has not. Guests are given firmware by the
feature \`secure-boot\`, so one without the modules lets everything start where its owner expects protection. Firmware that has them and does not
mention it, or whose description denies it, is only worth knowing. Found in the compressed part of the image, so it takes a moment.
[edk2 SecurityPkg; FirmwareFeature]`,
  examples: () => ({
    valid: [
      withImages({}, '', makeCode()),
      withImages(
        { targets: Q35, features: ['secure-boot', 'requires-smm'] },
        '',
        makeCode({}, { secureBoot: true, smm: true }),
      ),
    ],
    invalid: [
      withImages(
        { targets: ARM, features: ['secure-boot'] },
        '(the executable has no module for Secure Boot)',
        makeArmCode(false),
        makeUnreadable(0x4000000),
      ),
      withImages(
        { targets: ARM, features: [] },
        '(the executable has modules for Secure Boot)',
        makeArmCode(true),
        makeUnreadable(0x4000000),
      ),
    ],
  }),
};

const ARM = [{ architecture: 'aarch64', machines: ['virt-*'] }];

function makeArmCode(secureBoot: boolean): SeenImage {
  const nothing = { smm: false, acpiS3: false, amdSev: false, tdx: false, tpm: false };
  return {
    ...makePlainImage('uefi', 0x4000000),
    deep: { ...nothing, secureBoot, dxeArchitecture: 'aarch64' },
  };
}
