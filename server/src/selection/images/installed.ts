import { t } from '../../text/translations';
import type { Boot } from './boot';

/** A sentence that names installed firmware for guests like this one, or says what to look for. */
export function describeInstalled({ guest, os, installed }: Boot): string {
  const type = os.loader?.type ?? 'pflash';
  const device = type === 'pflash' ? 'flash' : 'memory';
  const fitting = installed.filter((firmware) => firmware.device === device);
  const template = os.nvram?.template;
  const found =
    fitting.find((firmware) => template !== undefined && firmware.template === template) ??
    fitting.find(({ features }) => !features.includes('enrolled-keys'));
  if (found?.file === undefined) return t('Name firmware for {0}.', guest.architecture);
  return found.template === undefined || found.template === template
    ? t('Installed for {0}: {1}.', guest.architecture, found.file)
    : t('Installed for {0}: {1}, with the template {2}.', guest.architecture, found.file, found.template);
}
