import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { removeElements, removeMember, replaceValue } from '../descriptor/edits';
import { findFlashMode, type FlashMode, type MappingView } from '../descriptor/firmwareView';
import { touches } from '../descriptor/json';
import { suggestNvramTemplate } from '../descriptor/suggestedValue';
import { hasDuplicates, findMember } from '../descriptor/typedTree';
import { insertInOrder } from '../rules/shared/absence';
import { joinWithAnd } from '../text/conjunction';
import { overlap, type TextEdit } from '../text/textEdit';
import type { TextRange } from '../text/lineIndex';

/** Changes a descriptor so that the same firmware is loaded in another way. */
export interface Refactoring {
  readonly title: string;
  /** They do not overlap; two edits at one place apply in this order. */
  readonly edits: readonly TextEdit[];
}

/**
 * Lists the other ways to load the firmware whose mapping is at `range`, each with all dependent changes: the mode, the template, and
 * contradicting features. Empty if the syntax is invalid or a member is duplicate.
 */
export function listRefactorings(document: DescriptorDocument, range: TextRange): Refactoring[] {
  const { root, syntax, view } = document;
  const { mapping } = view;
  const place = mapping?.object.member?.json;
  if (!root || !mapping || !place || syntax.problems.length > 0 || hasDuplicates(root)) return [];
  if (!overlap(place, range) && !touches(place, range.start)) return [];
  return [...listModeChanges(document, mapping), ...listDeviceChanges(document, mapping)];
}

const MODES: readonly FlashMode[] = ['split', 'combined', 'stateless'];

function listModeChanges(document: DescriptorDocument, mapping: MappingView): Refactoring[] {
  const current = findFlashMode(mapping);
  const hasModes = mapping.object.allowed.some(({ member }) => member.name === 'mode');
  if (current === undefined || !hasModes) return [];
  return MODES.filter((mode) => mode !== current).map((mode) =>
    makeModeChange(document, mapping, current, mode),
  );
}

function makeModeChange(
  document: DescriptorDocument,
  mapping: MappingView,
  current: FlashMode,
  mode: FlashMode,
): Refactoring {
  const { text, view } = document;
  const { object, nvramTemplate: template } = mapping;
  const edits = [
    mapping.mode
      ? replaceValue(text, mapping.mode.json, mode)
      : insertInOrder(document, object, 'mode', mode),
  ];
  const gained: string[] = [];
  const lost: string[] = [];
  if (mode === 'split' && !template) {
    edits.push(insertInOrder(document, object, 'nvram-template', suggestNvramTemplate(view)));
    gained.push('nvram-template');
  }
  if (mode !== 'split' && template) {
    edits.push(removeMember(text, object.json, template.member.json));
    lost.push('nvram-template');
  }
  const contradicting = listContradictedFeatures(current, mode);
  const features = view.features.filter(({ value }) => contradicting.includes(value));
  const list = findMember(document.root, 'features')?.value?.json;
  if (features.length > 0 && list?.kind === 'array') {
    edits.push(...removeElements(list, new Set(features.map(({ json }) => json))));
    lost.push(...features.map(({ value }) => value));
  }
  return { title: makeTitle(mode, gained, lost), edits };
}

function makeTitle(mode: FlashMode, gained: readonly string[], lost: readonly string[]): string {
  const [more, less] = [gained, lost].map((names) => joinWithAnd(names.map((name) => t('“{0}”', name))));
  if (more && less) return t('Convert to {0} flash, add {1}, remove {2}', mode, more, less);
  if (more) return t('Convert to {0} flash, add {1}', mode, more);
  return less ? t('Convert to {0} flash, remove {1}', mode, less) : t('Convert to {0} flash', mode);
}

/** If flash stores the variables, the host does not; and these confidential guests have no flash. */
const STATELESS_ONLY = ['host-uefi-vars', 'amd-sev-snp', 'intel-tdx'];

/** Keys are enrolled in the template and removed with it. Firmware that never had a template has them built in. [FirmwareFeature] */
function listContradictedFeatures(current: FlashMode, mode: FlashMode): readonly string[] {
  return [...(current === 'split' ? ['enrolled-keys'] : []), ...(mode === 'stateless' ? [] : STATELESS_ONLY)];
}

/** `-bios` loads a raw image and stores no variables, like stateless flash. The reverse works only for UEFI: a BIOS is not built for flash. */
function listDeviceChanges(document: DescriptorDocument, mapping: MappingView): Refactoring[] {
  const { executable, filename, object } = mapping;
  // The whole mapping is rewritten: unknown members would be lost.
  if (object.members.some(({ allowed }) => !allowed)) return [];
  const rewritten = (title: string, value: object): Refactoring[] => [
    { title, edits: [replaceValue(document.text, object.json, value)] },
  ];
  if (findFlashMode(mapping) === 'stateless') {
    const isRaw = executable?.format?.value === 'raw';
    return isRaw && executable.filename && !mapping.nvramTemplate
      ? rewritten(t('Convert to memory'), { device: 'memory', filename: executable.filename.value })
      : [];
  }
  const isUefi = document.view.interfaceTypes.some(({ value }) => value === 'uefi');
  if (mapping.device?.value !== 'memory' || !isUefi || !filename || object.named.has('uefi-vars')) return [];
  if (!document.context.schema.definitions.has('FirmwareFlashMode')) return [];
  return rewritten(makeTitle('stateless', [], []), {
    device: 'flash',
    mode: 'stateless',
    executable: { filename: filename.value, format: 'raw' },
  });
}
