import { t } from '../../text/translations';
import type { DescriptorDocument } from '../../descriptor/document';
import { insertElement, removeElement, removeElements } from '../../descriptor/edits';
import type { Text } from '../../descriptor/firmwareView';
import { findMember, type TypedList } from '../../descriptor/typedTree';
import type { Fix } from '../rule';

/** The list of features; undefined where there is none, or something else in its place. */
export function findFeatureList({ root }: DescriptorDocument): TypedList | undefined {
  const list = findMember(root, 'features')?.value;
  return list?.kind === 'list' ? list : undefined;
}

/** Takes a feature back. */
export function removeFeature(document: DescriptorDocument, { value, json }: Text): Fix[] {
  const list = findFeatureList(document);
  if (!list) return [];
  return [{ title: t('Remove “{0}”', value), edits: [removeElement(document.text, list.json, json)] }];
}

/** Takes several features back at once. */
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

/** Adds a feature. That is a promise: what contradicts it, such as a machine type, shows only then. */
export function addFeature(document: DescriptorDocument, name: string): Fix[] {
  const list = findFeatureList(document);
  if (!list) return [];
  return [
    { title: t('Add “{0}”', name), edits: [insertElement(document.text, list.json, name)], reveals: true },
  ];
}
