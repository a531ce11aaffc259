import type { ImageAt } from './image';
import { isPc } from './image';
import { isFlash, type Loading } from './loading';

/** Lists the features that images prove, in alphabetical order as in descriptors. [FirmwareFeature] */
export function listProvenFeatures(
  executable: ImageAt,
  variables: ImageAt | undefined,
  architectures: readonly string[],
): readonly string[] {
  const { facts, deep } = executable;
  if (facts.igvm) return facts.igvm.platforms.flatMap((platform) => OF_PLATFORM[platform] ?? []);
  const isForPc = isPc(architectures);
  const proofs: readonly (readonly [string, boolean | undefined])[] = [
    ['acpi-s3', isForPc && deep?.acpiS3],
    ['amd-sev', architectures.includes('x86_64') && deep?.amdSev],
    ['enrolled-keys', variables?.facts.variables?.enrolled],
    ['requires-smm', isForPc && deep?.smm],
    ['secure-boot', deep?.secureBoot],
  ];
  return proofs.filter(([, isProven]) => isProven === true).map(([name]) => name);
}

const OF_PLATFORM: Readonly<Record<string, string>> = {
  sev: 'amd-sev',
  'sev-es': 'amd-sev-es',
  'sev-snp': 'amd-sev-snp',
  tdx: 'intel-tdx',
};

/**
 * Lists further features that firmware may have, judging by its image: every OVMF build for x86_64 has what SEV-ES, SEV-SNP and TDX guests
 * look for, whether the rest of the build supports them or not.
 */
export function listPossibleFeatures(
  { facts: { ovmf, core }, deep }: ImageAt,
  loading: Loading,
  architectures: readonly string[],
): readonly string[] {
  const isConfidential = architectures.includes('x86_64') && deep?.smm === false;
  const hasNoStore = loading === 'stateless' || loading === 'memory';
  const hasLog = isPc(architectures) ? 'verbose-dynamic' : 'verbose-static';
  const signs: readonly (readonly [string, boolean | undefined])[] = [
    ['amd-sev-es', isConfidential && deep.amdSev && ovmf?.sevEs],
    [
      'amd-sev-snp',
      isConfidential && hasNoStore && [SECRETS, CPUID].every((it) => ovmf?.sevMetadata?.includes(it)),
    ],
    ['intel-tdx', isConfidential && !isFlash(loading) && deep.tdx && ovmf?.tdvf !== undefined],
    [hasLog, core?.debugStrings],
  ];
  return signs.filter(([, isThere]) => isThere === true).map(([name]) => name);
}

/** Section types in the SEV-SNP metadata that its guests require. */
const SECRETS = 2;
const CPUID = 3;
