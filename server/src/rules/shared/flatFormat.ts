import type { DescriptorDocument } from '../../descriptor/document';
import { findMember, type TypedMember, type TypedObject } from '../../descriptor/typedTree';

/**
 * Returns the `format` that is beside the executable’s path in a flash mapping instead of in one object with it. The two belong
 * together, whether the path is in “filename” or in “executable”.
 */
export function findFlatFormat(
  { strays }: DescriptorDocument,
  object: TypedObject | undefined,
): TypedMember | undefined {
  const [executable, filename] = ['executable', 'filename'].map(
    (name) => findMember(object, name)?.value?.json,
  );
  const path = executable ?? filename;
  return path?.kind === 'string' && object?.branch?.name === 'flash'
    ? strays.find(
        ({ member }) =>
          member.object === object && member.name === 'format' && member.value?.json.kind === 'string',
      )?.member
    : undefined;
}
