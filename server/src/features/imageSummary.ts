import { t } from '../text/translations';
import { isX86 } from '../descriptor/architectures';
import type { SeenImage } from '../descriptor/surroundings';
import type { StoredKeys } from '../images/facts';
import { formatBytes, describeContent } from './imageWords';
import { findDisproof } from '../descriptor/confidentialImage';
import { CONFIDENTIAL } from '../rules/shared/confidential';

/** Summarises an image in about five lines of plain text: kind, format and size, architecture and mode, variables, features. */
export function summariseImage(image: SeenImage): readonly string[] {
  const { format, size } = image.facts;
  const store = image.facts.variables ?? image.facts.json?.variables;
  return [
    describeContent(image.facts),
    t('{0}, {1}', format, formatBytes(size)),
    ...describeUse(image),
    ...(store ? [describeStore(store)] : []),
    ...describeFeatures(image),
    ...(image.pending === true ? [t('analysing compressed modules…')] : []),
  ];
}

/** Describes the architecture and the possible modes of UEFI firmware. */
function describeUse({ facts: { content, core, volumes }, deep }: SeenImage): string[] {
  if (content !== 'uefi') return [];
  const mode = volumes.some(({ kind }) => kind === 'variables')
    ? t('for the combined and stateless modes')
    : t('for the split and stateless modes');
  if (deep) return [t('{0} code, {1}', deep.dxeArchitecture, mode)];
  if (core?.architecture === 'i386')
    return [t('starts with i386 code (x86_64 firmware can do so, too), {0}', mode)];
  if (core) return [t('starts with {0} code, {1}', core.architecture, mode)];
  return [mode];
}

function describeStore({ pk, kek, db, dbx, count, enrolled }: StoredKeys): string {
  if (count === 0) return t('empty variable store, without keys');
  if (!pk) return t('variable store without a platform key');
  // A certificate can contain any text.
  const subject = pk.subject?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, MAX_SUBJECT);
  const keys = [subject === undefined ? 'PK' : `PK CN=${subject}`, `KEK ${kek}, db ${db}, dbx ${dbx}`];
  return enrolled
    ? t('variable store with enrolled keys: {0}', keys.join(', '))
    : t('variable store with keys, Secure Boot disabled: {0}', keys.join(', '));
}

const MAX_SUBJECT = 80;

/** Lists the features of a descriptor that the image certainly has, may have and does not have. */
function describeFeatures(image: SeenImage): string[] {
  const { deep, facts } = image;
  const { core, ovmf } = facts;
  const variables = facts.variables ?? facts.json?.variables;
  const isPc = isX86(core?.architecture);
  const known: readonly (readonly [feature: string, standing: Standing | undefined])[] = [
    ['secure-boot', toStanding(deep?.secureBoot)],
    ['enrolled-keys', variables?.complete === true ? toStanding(variables.enrolled) : undefined],
    ...(isPc
      ? ([
          ['requires-smm', toStanding(deep?.smm)],
          ['acpi-s3', deep && (deep.acpiS3 ? 'possible' : 'disproved')],
        ] as const)
      : []),
    ...[...CONFIDENTIAL].map((feature): readonly [string, Standing | undefined] => {
      if (findDisproof(feature, image) !== undefined) return [feature, 'disproved'];
      return [feature, ovmf && (deep ?? feature !== 'amd-sev') ? 'possible' : undefined];
    }),
    ...VERBOSE.map((feature) => [feature, core?.debugStrings === false ? 'disproved' : undefined] as const),
  ];
  const names = (group: Standing): string =>
    known
      .filter(([, standing]) => standing === group)
      .map(([feature]) => feature)
      .join(', ');
  const lines = [
    [names('proved'), (list: string) => t('has {0}', list)],
    [names('possible'), (list: string) => t('may have {0}', list)],
    [names('disproved'), (list: string) => t('does not have {0}', list)],
  ] as const;
  return lines.flatMap(([list, say]) => (list === '' ? [] : [say(list)]));
}

type Standing = 'proved' | 'possible' | 'disproved';

function toStanding(value: boolean | undefined): Standing | undefined {
  return value === undefined ? undefined : value ? 'proved' : 'disproved';
}

const VERBOSE = ['verbose-dynamic', 'verbose-static'];
