import { t } from '../../text/translations';
import { removeElement, replaceValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import type { TargetView, Text } from '../../descriptor/firmwareView';
import { hasForeignGlobSyntax } from '../../descriptor/machineGlob';
import { isKnownMachine } from '../../descriptor/machineTypes';
import { findMember } from '../../descriptor/typedTree';
import type { Fix } from '../rule';

/** Lists the machine patterns of a descriptor, with their targets, for targets with a known architecture. */
export function* listMachinePatterns(
  document: DescriptorDocument,
): Generator<{ pattern: Text; architecture: string; target: TargetView }> {
  for (const target of document.view.targets) {
    if (!target.architecture) continue;
    for (const pattern of target.machines) yield { pattern, architecture: target.architecture.value, target };
  }
}

/** Lists the patterns that match no known machine type of their target’s architecture. */
export function* listUnmatchedPatterns(
  document: DescriptorDocument,
): Generator<{ pattern: Text; architecture: string; target: TargetView }> {
  for (const found of listMachinePatterns(document)) {
    const { value } = found.pattern;
    if (!isKnownMachine(found.architecture, value) && !hasForeignGlobSyntax(value)) yield found;
  }
}

/** Proposes to replace a pattern with another, or to remove it if the other is already listed. */
export function replacePattern(
  document: DescriptorDocument,
  target: TargetView,
  { json }: Text,
  value: string,
): Fix {
  const list = findMember(target.object, 'machines')?.value;
  return list?.kind === 'list' && target.machines.some((other) => other.value === value)
    ? {
        title: t('Remove it, as “{0}” is already listed', value),
        edits: [removeElement(document.text, list.json, json)],
      }
    : { title: t('Replace with “{0}”', value), edits: [replaceValue(document.text, json, value)] };
}
