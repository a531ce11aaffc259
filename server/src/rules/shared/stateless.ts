import { t } from '../../text/translations';
import { changeMembers } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonProperty } from '../../descriptor/json';
import type { TextEdit } from '../../text/textEdit';
import type { FlashMode, MappingView } from '../../descriptor/firmwareView';
import type { Fix } from '../rule';

/** Proposes to change a flash mapping to a mode without a template, and to remove its template. */
export function changeMode(
  document: DescriptorDocument,
  mapping: MappingView,
  mode: Exclude<FlashMode, 'split'>,
): Fix {
  return {
    title: t('Change mode to “{0}” and remove “nvram-template”', mode),
    edits: [
      changeMembers(document.text, mapping.object.json, {
        removed: listNamed(mapping, ['nvram-template']),
        values: { mode },
        order: mapping.object.allowed.map(({ member }) => member.name),
      }),
    ],
  };
}

/** Returns the edit that loads the executable of a flash mapping into memory; undefined if it is not known to be raw. [QEMU: -bios] */
export function loadIntoMemory(document: DescriptorDocument, mapping: MappingView): TextEdit | undefined {
  const { filename, format } = mapping.executable ?? {};
  if (!filename || format?.value !== 'raw') return undefined;
  return changeMembers(document.text, mapping.object.json, {
    removed: listNamed(mapping, ['mode', 'executable', 'nvram-template']),
    values: { device: 'memory', filename: filename.value },
    order: ['device', 'filename'],
  });
}

function listNamed({ object }: MappingView, names: readonly string[]): JsonProperty[] {
  return object.members.filter(({ name }) => names.includes(name)).map(({ json }) => json);
}
