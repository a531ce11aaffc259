import { t } from '../../text/translations';
import { removeElement, replaceValue } from '../../descriptor/edits';
import { isComingValue } from '../../descriptor/comingValues';
import type { DescriptorDocument } from '../../descriptor/document';
import type { TypedEnum, TypedList } from '../../descriptor/typedTree';
import { hasValue } from '../../qapi/lookup';
import { findByWords, findClosest, isSlip } from '../../text/closest';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { splitNames } from '../shared/names';
import { findLaterRelease } from '../shared/newer';

export const unknownValue: Rule = {
  code: 'unknown-value',
  severity: 'error',
  *check(document) {
    const listed = new Map<TypedList, ReadonlySet<string>>();
    for (const node of document.nodesOf('enum')) {
      if (isListed(node) || findLaterRelease(node, document.context)) continue;
      const known = node.type.values.map(({ name }) => name);
      // Another feature is another promise, so a feature is only suggested for one with the same words.
      const findMeant = isFeature(node) ? findByWords : findClosest;
      const meant = SYNONYMS.get(node.value.toLowerCase()) ?? findMeant(node.value, known);
      const likely = meant !== undefined && known.includes(meant) ? meant : undefined;
      const list = node.parent?.kind === 'list' ? node.parent : undefined;
      if (list && !listed.has(list)) listed.set(list, new Set(listTexts(list)));
      const present = list && listed.get(list);
      const offered = listOfferedValues(node, known, likely).filter((name) => !present?.has(name));
      yield {
        range: node.json,
        severity: isFeature(node) ? 'warning' : undefined,
        message: [
          likely === undefined
            ? t('“{0}” is not a {1}. It is one of: {2}.', node.value, node.type.name, formatShortList(known))
            : t('“{0}” is not a {1}. Did you mean “{2}”?', node.value, node.type.name, likely),
          ...describeConsequence(node),
        ].join(' '),
        fixes: proposeFixes(document, node, offered, likely),
      };
    }
  },
};

export const unknownValueDocs: RuleDocs = {
  rule: unknownValue,
  title: 'A value that the schema does not list',
  documentation: `The schema lists what may stand here, and this is none of it. libvirt drops a file with an interface type, device, mode or
architecture that it does not know, without a message. A feature that it does not know it only passes over, so that is a
warning: but the firmware is then not found by who asks for the feature that was meant.

A value is replaced automatically only where two letters changed places, or the case or a \`_\` for \`-\` is wrong. Another feature is another
promise, so only a feature with the same words is suggested: \`smm\` may be \`requires-smm\`, but \`acpi\` is not \`acpi-s3\`.`,
  examples: () => ({
    valid: [
      withMembers({
        features: ['secure-boot', 'requires-smm'],
        targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
      }),
    ],
    invalid: [
      withMembers({ 'interface-types': ['efi'] }),
      withMembers({ features: ['acpi-s3', 'verbose-dynamicc'] }),
      withMembers({ targets: [{ architecture: 'amd64', machines: ['pc-q35-*'] }] }),
    ],
  }),
};

/** Names that other projects have for the same thing. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['x64', 'x86_64'],
  ['i686', 'i386'],
  ['x86', 'i386'],
  ['ia32', 'i386'],
  ['armv7l', 'arm'],
  ['armhf', 'arm'],
  ['arm64', 'aarch64'],
  ['efi', 'uefi'],
  ['ovmf', 'uefi'],
  ['seabios', 'bios'],
  ['u-boot', 'uboot'],
  ['rom', 'memory'],
  ['sev', 'amd-sev'],
  ['qemu-vars', 'host-uefi-vars'],
  ['qemuvars', 'host-uefi-vars'],
]);

function isListed({ type, value }: TypedEnum): boolean {
  return hasValue(type, value) || isComingValue(type.name, value);
}

function isFeature({ type }: TypedEnum): boolean {
  return type.name === 'FirmwareFeature';
}

/** What comes of a value for which no consumer gives up the file. */
function describeConsequence(node: TypedEnum): string[] {
  if (isFeature(node))
    return [t('Consumers pass over it, so nobody who asks for the feature finds this firmware.')];
  return node.member?.name === 'format'
    ? [t('Firmware images are raw or qcow2; no consumer uses the file with another format.')]
    : [];
}

function formatShortList(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : names.join(', ');
}

function listTexts({ elements }: TypedList): string[] {
  return elements.flatMap(({ json }) => (json.kind === 'string' ? [json.value] : []));
}

/** The values to choose from, the likely one first: all of a short enum, else just that one. */
function listOfferedValues(node: TypedEnum, known: readonly string[], likely: string | undefined): string[] {
  if (likely === undefined) return known.length > 6 ? [] : [...known];
  // Another device would want other members than those that are there.
  const others = known.length > 6 || node.member?.name === 'device' ? [] : known;
  return [likely, ...others.filter((name) => name !== likely)];
}

function proposeFixes(
  document: DescriptorDocument,
  node: TypedEnum,
  offered: readonly string[],
  likely: string | undefined,
): Fix[] {
  const replace = (value: string): Fix => ({
    title: t('Replace by “{0}”', value),
    edits: [replaceValue(document.text, node.json, value)],
    safe: isSlip(node.value, value),
    reveals: value === likely,
  });
  const names = splitNames(
    node.value,
    node.type.values.map(({ name }) => name),
  );
  if (names.length > 1 && node.parent?.kind === 'list') {
    const newText = names.map((name) => JSON.stringify(name)).join(', ');
    const { start, end } = node.json;
    return [{ title: t('Split it into several'), edits: [{ start, end, newText }], reveals: true }];
  }
  const fixes = offered.map(replace);
  if (node.parent?.kind === 'list') {
    const edits = [removeElement(document.text, node.parent.json, node.json)];
    fixes.push({ title: t('Remove “{0}”', node.value), edits });
  }
  return fixes;
}
