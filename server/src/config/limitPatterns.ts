import { t } from '../text/translations';
import { measureGlob } from '../text/glob';
import type { Configuration, Override } from './configuration';

/** The total length of a configuration’s patterns after braces are expanded: each file is compared with all of them. */
const MAX_CHARACTERS = 256 * 1024;

/** Returns the configuration without the patterns beyond MAX_CHARACTERS. Reports these, and braces that are read as plain characters. */
export function limitPatterns(
  configuration: Configuration,
  report: (path: readonly string[], describe: () => string) => void,
): Configuration {
  const { exclude, overrides } = configuration;
  let left = MAX_CHARACTERS;
  let literals = 0;
  const fits = (pattern: string): boolean => {
    const { characters, isLiteral } = measureGlob(pattern);
    left -= characters;
    if (isLiteral) literals++;
    return left >= 0;
  };
  const limit = <T>(
    key: string,
    items: readonly T[] | undefined,
    isKept: (item: T) => boolean,
  ): readonly T[] => {
    const before = literals;
    const kept = (items ?? []).filter(isKept);
    if (literals > before)
      report([key], () =>
        t('“{0}”: braces that expand to too many patterns are read as plain characters', key),
      );
    if (kept.length < (items?.length ?? 0))
      report([key], () => t('“{0}”: too many or too long patterns; some of them are ignored', key));
    return kept;
  };
  const kept = limit('exclude', exclude, fits);
  const keptOverrides = limit('overrides', overrides, ({ files }: Override) => files.every(fits));
  return {
    ...configuration,
    ...(exclude && { exclude: kept }),
    ...(overrides && { overrides: keptOverrides }),
  };
}
