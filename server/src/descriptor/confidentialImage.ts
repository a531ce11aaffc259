import { t } from '../text/translations';
import { lookUp } from '../text/table';
import { isX86 } from './architectures';
import type { SeenImage } from './surroundings';

/** Explains what an image lacks for a feature of confidential guests. The presence of these parts would prove nothing. */
export function findDisproof(feature: string, { facts, deep }: SeenImage): string | undefined {
  const { igvm, ovmf, core, content } = facts;
  if (igvm) return findMissingPlatform(feature, igvm.platforms);
  // Only x86 images have OVMF's table, even if their first executable is in a part that was not read.
  const isPc = content === 'uefi' && (isX86(core?.architecture) || (!core && ovmf !== undefined));
  if (!isPc) return undefined;
  switch (feature) {
    case 'amd-sev':
      return deep && !deep.amdSev ? t('The image has no SEV driver (AmdSevDxe).') : undefined;
    case 'amd-sev-es':
      return ovmf?.sevEs ? undefined : t('The image’s OVMF table has no SEV-ES reset vector.');
    case 'amd-sev-snp':
      return [SECRETS, CPUID].every((type) => ovmf?.sevMetadata?.includes(type))
        ? undefined
        : t('The image’s OVMF table has no SEV-SNP metadata.');
    case 'intel-tdx':
      if (!ovmf?.tdvf) return t('The image’s OVMF table has no TDX metadata.');
      return deep && !deep.tdx ? t('The image has no TDX driver (TdxDxe).') : undefined;
    default:
      return undefined;
  }
}

/** Types of metadata sections that SEV-SNP requires. */
const SECRETS = 2;
const CPUID = 3;

const PLATFORMS: Readonly<Record<string, string>> = {
  'amd-sev': 'sev',
  'amd-sev-es': 'sev-es',
  'amd-sev-snp': 'sev-snp',
  'intel-tdx': 'tdx',
};

function findMissingPlatform(feature: string, platforms: readonly string[]): string | undefined {
  const platform = lookUp(PLATFORMS, feature);
  if (platform === undefined || platforms.length === 0 || platforms.includes(platform)) return undefined;
  return t('The IGVM file supports only these platforms: {0}.', platforms.join(', '));
}
