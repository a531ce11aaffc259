import { t } from '../../text/translations';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, makeLoaded, makePlainImage, withImages } from '../shared/exampleImages';
import { findExecutable, isRead, refuteClaim } from '../shared/namedImages';
import { findDisproof } from '../../descriptor/confidentialImage';

export const imageConfidential: Rule = {
  code: 'image-confidential',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    if (!executable || !isRead(executable)) return;
    for (const claim of document.view.features) {
      const reason = findDisproof(claim.value, executable);
      if (reason === undefined) continue;
      yield refuteClaim(document, claim, executable, {
        message: t(
          '{0} A confidential guest with this firmware does not start. Remove “{1}”, or use an image that supports it.',
          reason,
          claim.value,
        ),
        what: t('The image'),
      });
    }
  },
};

export const imageConfidentialDocs: RuleDocs = {
  rule: imageConfidential,
  title: 'Missing support for confidential guests in the image',
  documentation: `Below its reset vector, OVMF has a table in which QEMU finds what SEV-ES, SEV-SNP and TDX guests require; the
drivers for SEV and TDX are modules in the image. If a part is missing, the feature cannot work. Even if all parts are present,
the feature may not work, so this rule never suggests adding a feature. An IGVM file lists the platforms that it supports. [QEMU
hw/i386/pc_sysfw_ovmf.c; edk2 OvmfPkg/ResetVector, OvmfPkg/AmdSevDxe, OvmfPkg/TdxDxe]`,
  examples: () => ({
    valid: [withImages({ features: ['amd-sev', 'verbose-dynamic'] }, '', makeCode())],
    invalid: [
      withImages(
        { mapping: makeLoaded('memory'), features: ['intel-tdx'] },
        '(the image does not have OVMF’s table)',
        makePlainImage('uefi', 0x400000, {
          core: { architecture: 'x86_64', kind: 'sec', offset: 0, debugStrings: false },
        }),
      ),
      withImages(
        { features: ['amd-sev', 'verbose-dynamic'] },
        '(the executable has no AmdSevDxe)',
        makeCode({}, { amdSev: false }),
      ),
      withImages(
        { mapping: makeLoaded('memory'), features: ['intel-tdx', 'verbose-dynamic'] },
        '(the image has metadata for TDX, but no TdxDxe)',
        makeCode({ size: 0x400000 }, { tdx: false }),
      ),
      withImages(
        { targets: [{ architecture: 'i386', machines: ['pc-q35-*'] }], features: ['amd-sev'] },
        '(the executable is a build for i386, without AmdSevDxe)',
        makeCode({}, { amdSev: false, dxeArchitecture: 'i386' }),
      ),
    ],
  }),
};
