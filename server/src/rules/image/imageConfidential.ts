import { t } from '@vscode/l10n';
import { isX86 } from '../../descriptor/architectures';
import type { DescriptorDocument } from '../../descriptor/document';
import type { SeenImage } from '../../descriptor/surroundings';
import type { Rule, RuleDocs } from '../rule';
import { code, loaded, plainImage, withImages } from './exampleImages';
import { executableOf, isRead, refuted } from './named';

export const imageConfidential: Rule = {
  code: 'image-confidential',
  severity: 'warning',
  *check(document) {
    const executable = executableOf(document);
    if (!executable || !isRead(executable)) return;
    for (const claim of document.view.features) {
      const reason = disproof(claim.value, executable);
      if (reason === undefined) continue;
      yield refuted(document, claim, executable, {
        message: t(
          '{0} A confidential guest that gets this firmware does not start. Remove “{1}”, or name an image that was built for it.',
          reason,
          claim.value,
        ),
        what: t('The image'),
      });
    }
  },
};

/** Whether the executable of a descriptor is known to lack what a feature of confidential guests needs. */
export function isDisproved(document: DescriptorDocument, feature: string): boolean {
  const executable = executableOf(document);
  return executable !== undefined && isRead(executable) && disproof(feature, executable) !== undefined;
}

/** A sentence on what an image lacks for a feature of confidential guests. Having it would prove nothing. */
export function disproof(feature: string, { facts, deep }: SeenImage): string | undefined {
  const { igvm, ovmf, core, content } = facts;
  if (igvm) return missingPlatform(feature, igvm.platforms);
  const isPc = content === 'uefi' && isX86(core?.architecture);
  if (!isPc) return undefined;
  switch (feature) {
    case 'amd-sev':
      return deep && !deep.amdSev ? t('The image has no driver for SEV (AmdSevDxe).') : undefined;
    case 'amd-sev-es':
      return ovmf?.sevEs ? undefined : t('The image’s table for OVMF has no reset vector for SEV-ES.');
    case 'amd-sev-snp':
      return [SECRETS, CPUID].every((type) => ovmf?.sevMetadata?.includes(type))
        ? undefined
        : t('The image’s table for OVMF has no metadata for SEV-SNP.');
    case 'intel-tdx':
      if (!ovmf?.tdvf) return t('The image’s table for OVMF has no metadata for TDX.');
      return deep && !deep.tdx ? t('The image has no driver for TDX (TdxDxe).') : undefined;
    default:
      return undefined;
  }
}

/** Types of sections in the metadata that SEV-SNP cannot do without. */
const SECRETS = 2;
const CPUID = 3;

const PLATFORMS: Readonly<Record<string, string>> = {
  'amd-sev': 'sev',
  'amd-sev-es': 'sev-es',
  'amd-sev-snp': 'sev-snp',
  'intel-tdx': 'tdx',
};

function missingPlatform(feature: string, platforms: readonly string[]): string | undefined {
  const wanted = PLATFORMS[feature];
  if (wanted === undefined || platforms.length === 0 || platforms.includes(wanted)) return undefined;
  return t('The IGVM file is for these platforms only: {0}.', platforms.join(', '));
}

export const imageConfidentialDocs: RuleDocs = {
  rule: imageConfidential,
  title: 'Support for confidential guests that the image lacks',
  documentation: `OVMF has a table below its reset vector in which QEMU looks for what SEV-ES, SEV-SNP and TDX guests need; the drivers for SEV and TDX are
modules of its. What is not there cannot work. That it is there proves nothing, so nothing is said of features that could be added. An IGVM file
lists its platforms. [QEMU hw/i386/pc_sysfw_ovmf.c; edk2 OvmfPkg/ResetVector, OvmfPkg/AmdSevDxe, OvmfPkg/TdxDxe]`,
  examples: () => ({
    valid: [withImages({ features: ['amd-sev', 'verbose-dynamic'] }, '', code())],
    invalid: [
      withImages(
        { mapping: loaded('memory'), features: ['intel-tdx'] },
        '(the image has no table for OVMF)',
        plainImage('uefi', 0x400000, {
          core: { architecture: 'x86_64', kind: 'sec', offset: 0, debugStrings: false },
        }),
      ),
      withImages(
        { features: ['amd-sev', 'verbose-dynamic'] },
        '(the executable has no AmdSevDxe)',
        code({}, { amdSev: false }),
      ),
      withImages(
        { mapping: loaded('memory'), features: ['intel-tdx', 'verbose-dynamic'] },
        '(the image has metadata for TDX, but no TdxDxe)',
        code({ size: 0x400000 }, { tdx: false }),
      ),
      withImages(
        { targets: [{ architecture: 'i386', machines: ['pc-q35-*'] }], features: ['amd-sev'] },
        '(the executable is a build for i386, without AmdSevDxe)',
        code({}, { amdSev: false, dxeArchitecture: 'i386' }),
      ),
    ],
  }),
};
