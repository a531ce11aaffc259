import { t } from '../../text/translations';
import { changeMembers } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonProperty } from '../../descriptor/json';
import type { TextEdit } from '../../text/textEdit';
import type { MappingView } from '../../descriptor/firmwareView';
import type { Fix } from '../rule';

/** A fix that sets a flash mapping to mode stateless and removes its template. */
export function makeStateless(document: DescriptorDocument, mapping: MappingView): Fix {
  return {
    title: t('Set mode to “stateless” without the template'),
    edits: [
      changeMembers(document.text, mapping.object.json, {
        removed: listNamed(mapping, ['nvram-template']),
        values: { mode: 'stateless' },
        order: mapping.object.allowed.map(({ member }) => member.name),
      }),
    ],
  };
}

/** A change that loads the executable of a flash mapping into memory; undefined where that is not known to be raw. [QEMU: -bios] */
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
