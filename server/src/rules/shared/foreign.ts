import { isX86 } from '../../descriptor/architectures';
import type { TargetView } from '../../descriptor/firmwareView';
import { findMember } from '../../descriptor/typedTree';

/** Whether a target is for an architecture in the schema other than x86. */
export function isForeign({ object }: TargetView): boolean {
  const architecture = findMember(object, 'architecture')?.value;
  if (architecture?.kind !== 'enum') return false;
  const { value, type } = architecture;
  return !isX86(value) && type.values.some(({ name }) => name === value);
}
