import { t } from '../../text/translations';
import type { DescriptorDocument } from '../../descriptor/document';
import { insertElement, removeElement, removeElements } from '../../descriptor/edits';
import type { Text } from '../../descriptor/firmwareView';
import { findMember, type TypedList } from '../../descriptor/typedTree';
import type { Fix } from '../rule';

/** Returns the list of features; undefined if it is missing or not a list. */
export function findFeatureList({ root }: DescriptorDocument): TypedList | undefined {
  const list = findMember(root, 'features')?.value;
  return list?.kind === 'list' ? list : undefined;
}

/** Proposes to remove a feature. */
export function removeFeature(document: DescriptorDocument, { value, json }: Text): Fix[] {
  const list = findFeatureList(document);
  if (!list) return [];
  return [{ title: t('Remove “{0}”', value), edits: [removeElement(document.text, list.json, json)] }];
}

/** Proposes to remove several features at once. */
export function removeFeatures(document: DescriptorDocument, features: readonly Text[]): Fix[] {
  const list = findFeatureList(document);
  if (!list) return [];
  const names = features.map(({ value }) => t('“{0}”', value)).join(', ');
  return [
    {
      title: t('Remove {0}', names),
      edits: removeElements(list.json, new Set(features.map(({ json }) => json))),
    },
  ];
}

/** Proposes to add a feature. It may reveal what contradicts it, such as a machine type. */
export function addFeature(document: DescriptorDocument, name: string): Fix[] {
  const list = findFeatureList(document);
  if (!list) return [];
  return [
    { title: t('Add “{0}”', name), edits: [insertElement(document.text, list.json, name)], reveals: true },
  ];
}
