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
          'The executable does not support Secure Boot (no SecureBootConfigDxe), so it starts any system. Remove “secure-boot”, or use an image with this module.',
        ),
      });
    const list = findFeatureList(document);
    if (claim || !has || !list) return;
    const description = findMember(document.root, 'description')?.value?.json;
    const denied = description?.kind === 'string' && DENIAL.test(description.value) ? description : undefined;
    yield {
      // Firmware that supports more than it declares still starts: its variable store has no keys, and fewer guests are given it.
      severity: 'information',
      range: denied ?? executable.filename.json,
      message: denied
        ? t(
            '“description” says that the firmware has no Secure Boot, but the executable supports it (SecureBootConfigDxe): with keys in the variable store, the firmware rejects unsigned systems. Add “secure-boot”, or use an image without this module.',
          )
        : t(
            'The executable supports Secure Boot (SecureBootConfigDxe), but “features” does not list it: guests that require Secure Boot are not given this firmware.',
          ),
      related: denied && [{ range: executable.filename.json, message: t('The executable') }],
      fixes: addFeature(document, 'secure-boot'),
    };
  },
};

const DENIAL = /\b(?:without|no|non-?)\s*secure[- ]?boot/i;

export const imageSecureBootDocs: RuleDocs = {
  rule: imageSecureBoot,
  title: 'Secure Boot that the image lacks or the descriptor omits',
  documentation: `Secure Boot is a property of the build: the image either has the modules that check signatures, or it does not.
Programs select firmware by the feature \`secure-boot\`. If the descriptor lists it but the image has no such modules, the guest
starts anything, although its owner expects protection. If the image has the modules but the descriptor does not list
\`secure-boot\`, this is only informational, even if \`description\` says that the firmware has no Secure Boot. The modules are in
the compressed part of the image, so this check takes a moment. [edk2 SecurityPkg; FirmwareFeature]`,
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
