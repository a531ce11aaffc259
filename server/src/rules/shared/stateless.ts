import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import type { MappingView } from '../../descriptor/firmwareView';
import { toPlain } from '../../descriptor/json';
import type { Fix } from '../rule';

/** A fix that sets a flash mapping to mode stateless and removes its template. */
export function makeStateless(document: DescriptorDocument, mapping: MappingView): Fix {
  return {
    title: t('Set mode to “stateless” without the template'),
    edits: [replaceValue(document.text, mapping.object.json, makeStatelessMapping(mapping))],
  };
}

/** A flash mapping in mode stateless, as it would be written anew: without its template. */
function makeStatelessMapping({ object }: MappingView): Record<string, unknown> {
  const { device, executable, ...others } = toPlain(object.json) as Record<string, unknown>;
  delete others['nvram-template'];
  return { device, ...others, mode: 'stateless', executable };
}
