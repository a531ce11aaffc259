import { t } from '../../text/translations';
import { removeElement, replaceValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import type { TargetView, Text } from '../../descriptor/firmwareView';
import { hasForeignGlobSyntax } from '../../descriptor/machineGlob';
import { isKnownMachine } from '../../descriptor/machineTypes';
import { findMember } from '../../descriptor/typedTree';
import type { Fix } from '../rule';

/** Every machine pattern of a descriptor with its target, where the target's architecture is known. */
export function* listMachinePatterns(
  document: DescriptorDocument,
): Generator<{ pattern: Text; architecture: string; target: TargetView }> {
  for (const target of document.view.targets) {
    if (!target.architecture) continue;
    for (const pattern of target.machines) yield { pattern, architecture: target.architecture.value, target };
  }
}

/** The patterns that match no machine type known of their target's architecture. */
export function* listUnmatchedPatterns(
  document: DescriptorDocument,
): Generator<{ pattern: Text; architecture: string; target: TargetView }> {
  for (const found of listMachinePatterns(document)) {
    const { value } = found.pattern;
    if (!isKnownMachine(found.architecture, value) && !hasForeignGlobSyntax(value)) yield found;
  }
}

/** Puts another pattern in the place of one, or takes that out where the other is there already. */
export function replacePattern(
  document: DescriptorDocument,
  target: TargetView,
  { json }: Text,
  value: string,
): Fix {
  const list = findMember(target.object, 'machines')?.value;
  return list?.kind === 'list' && target.machines.some((other) => other.value === value)
    ? {
        title: t('Remove, as “{0}” is already listed', value),
        edits: [removeElement(document.text, list.json, json)],
      }
    : { title: t('Replace with “{0}”', value), edits: [replaceValue(document.text, json, value)] };
}
