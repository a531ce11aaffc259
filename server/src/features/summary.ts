import { t } from '../text/translations';
import { shorten } from '../text/trimming';
import { makeVisible } from '../text/visible';
import type { DescriptorDocument } from '../descriptor/document';
import { findFlashMode, type FirmwareView, type TargetView } from '../descriptor/firmwareView';

/** Summarises a descriptor in half a line, such as `split · raw · x86_64 pc-q35-*`; missing and invalid parts are left out. */
export function summariseDescriptor(document: DescriptorDocument): string {
  if (document.isMask) return t('mask');
  const { view } = document;
  const parts = [findDevice(view), view.mapping?.executable?.format?.value, summariseTargets(view)];
  return makeVisible(shorten(parts.filter((part) => part !== undefined && part !== '').join(' · ')));
}

/** Summarises a target in half a line, such as `x86_64 · pc-q35-*`. */
export function summariseTarget({ architecture, machines }: TargetView): string {
  return [architecture?.value, formatNames(machines.map(({ value }) => value))].filter(Boolean).join(' · ');
}

/** Lists the first names and the number of further ones, without duplicates. */
export function formatNames(names: readonly string[]): string {
  const different = [...new Set(names)];
  const rest = different.length - SHOWN;
  return different.slice(0, SHOWN).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

/** The number of names that are shown. */
const SHOWN = 2;

function findDevice(view: FirmwareView): string | undefined {
  return findFlashMode(view.mapping) ?? view.mapping?.device?.value;
}

/** Summarises one target with its machines, or several targets by their architectures. */
function summariseTargets({ targets }: FirmwareView): string {
  const [first] = targets;
  if (!first) return '';
  if (targets.length === 1)
    return [first.architecture?.value, formatNames(first.machines.map(({ value }) => value))]
      .filter(Boolean)
      .join(' ');
  return formatNames(targets.flatMap(({ architecture }) => architecture?.value ?? []));
}
