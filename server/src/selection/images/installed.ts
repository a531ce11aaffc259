import { t } from '../../text/translations';
import type { Boot } from './boot';

/** Returns a sentence that names installed firmware for guests like this one, or says what to look for. */
export function describeInstalled(boot: Boot): string {
  return findInstalled(boot) ?? t('Use firmware for {0}.', boot.guest.architecture);
}

/** Features with which not every guest starts. */
const SPECIAL: ReadonlySet<string> = new Set(['enrolled-keys', 'requires-smm']);

/** Returns a sentence that names installed firmware for guests like this one; undefined if there is none. */
export function findInstalled({ guest, os, installed }: Boot): string | undefined {
  const type = os.loader?.type ?? 'pflash';
  const device = type === 'pflash' ? 'flash' : 'memory';
  const fitting = installed.filter((firmware) => firmware.device === device);
  const template = os.nvram?.template;
  const found =
    fitting.find((firmware) => template !== undefined && firmware.template === template) ??
    fitting.find(({ features }) => !features.some((feature) => SPECIAL.has(feature))) ??
    fitting.find(({ features }) => !features.includes('enrolled-keys'));
  if (found?.file === undefined) return undefined;
  return found.template === undefined || found.template === template
    ? t('Installed for {0}: {1}.', guest.architecture, found.file)
    : t('Installed for {0}: {1}, with the template {2}.', guest.architecture, found.file, found.template);
}
