import assert from 'node:assert/strict';
import { findConsumer, judge } from '../../../server/src/consumers/index';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { withMembers } from '../../../server/src/rules/examples';
import { getSchema } from '../../../server/src/schema/bundled';

export const SOUND = withMembers({}).text;

/** Returns the verdict on a text followed by its codes, such as `skips: template-missing`. */
export function verdictOf(id: string, text: string, version = 'latest'): string {
  const consumer = findConsumer(id);
  assert.ok(consumer, id);
  const { verdict, because } = judge(consumer, new DescriptorDocument(text, getSchema(version)));
  const codes = [...new Set(because.map(({ code }) => code))].join(', ');
  return codes === '' ? verdict : `${verdict}: ${codes}`;
}

/** The verdicts of those whose behaviour is measured, in this order: libvirt 11.3 and 9.0, systemd-vmspawn 257, mkosi 27. */
export function verdictsOn(text: string): string[] {
  return ['libvirt@11.3', 'libvirt@9.0', 'vmspawn@257', 'mkosi@27'].map((id) => verdictOf(id, text));
}

/** The sound descriptor with some root members changed. */
export function changed(changes: Readonly<Record<string, unknown>>): string {
  return withMembers(changes).text;
}

/** The sound descriptor with another value, as JSON text, for its tags: the member that hardly anybody reads. */
export function withTags(value: string): string {
  return SOUND.replace('"tags": []', () => `"tags": ${value}`);
}
