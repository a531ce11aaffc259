import { t } from '../../text/translations';
import { removeElement, replaceValue } from '../../descriptor/edits';
import { isComingValue } from '../../descriptor/comingValues';
import type { DescriptorDocument } from '../../descriptor/document';
import type { TypedEnum, TypedList } from '../../descriptor/typedTree';
import { hasValue } from '../../qapi/lookup';
import { findByWords, findClosest, isSlip } from '../../text/closest';
import { joinWithOr } from '../../text/conjunction';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { splitNames } from '../shared/names';
import { findLaterRelease } from '../shared/newer';

export const unknownValue: Rule = {
  code: 'unknown-value',
  severity: 'error',
  concerns: ['unlisted value'],
  *check(document) {
    const valuesByList = new Map<TypedList, ReadonlySet<string>>();
    for (const node of document.nodesOf('enum')) {
      if (isListed(node) || findLaterRelease(node, document.context)) continue;
      const known = node.type.values.map(({ name }) => name);
      // A different feature is a different promise, so a feature is suggested only if it has the same words.
      const findMeant = isFeature(node) ? findByWords : findClosest;
      const meant = SYNONYMS.get(node.value.toLowerCase()) ?? findMeant(node.value, known);
      const likely = meant !== undefined && known.includes(meant) ? meant : undefined;
      const list = node.parent?.kind === 'list' ? node.parent : undefined;
      if (list && !valuesByList.has(list)) valuesByList.set(list, new Set(listTexts(list)));
      const present = list && valuesByList.get(list);
      const candidates = listOfferedValues(node, known, likely).filter((name) => !present?.has(name));
      yield {
        range: node.json,
        severity: isFeature(node) ? 'warning' : undefined,
        message: [
          likely === undefined
            ? t(
                'Unknown value “{0}” for “{1}”. Use {2}.',
                node.value,
                findMemberName(node),
                formatShortList(known),
              )
            : t(
                'Unknown value “{0}” for “{1}”. Did you mean “{2}”?',
                node.value,
                findMemberName(node),
                likely,
              ),
          ...describeConsequence(node),
        ].join(' '),
        fixes: proposeFixes(document, node, candidates, likely),
      };
    }
  },
};

export const unknownValueDocs: RuleDocs = {
  rule: unknownValue,
  title: 'An unknown value',
  documentation: `The schema lists the values allowed here, and this is not one of them. libvirt ignores a file with an unknown
interface type, device, mode or architecture, without a message; libvirt 9.0 then selects no firmware at all. An unknown feature is only a warning: libvirt still uses the
file. But guests that require the intended feature never get this firmware.

A value is replaced automatically only if two letters are swapped, the case is wrong, or \`_\` is used for \`-\`. A feature tells
programs what the firmware can do, and a wrong one would tell them something false. A feature is therefore suggested only if it is
clear which one is meant: \`smm\` can only mean \`requires-smm\`, but \`acpi\` could
mean \`acpi-s3\` or \`acpi-s4\`.`,
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

/** Names that other projects use for the same thing. */
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

/** Describes the effect of a value for which no consumer rejects the whole file. */
function describeConsequence(node: TypedEnum): string[] {
  if (isFeature(node))
    return [t('Programs ignore it, so a guest that requires the feature is never given this firmware.')];
  return node.member?.name === 'format'
    ? [t('Firmware images are raw or qcow2; no program uses a file with another format.')]
    : [];
}

function formatShortList(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : joinWithOr(names);
}

/** The name of the member that has this value, by itself or in its list. */
function findMemberName({ member, parent, type }: TypedEnum): string {
  return (member ?? (parent?.kind === 'list' ? parent.member : undefined))?.name ?? type.name;
}

function listTexts({ elements }: TypedList): string[] {
  return elements.flatMap(({ json }) => (json.kind === 'string' ? [json.value] : []));
}

/** Returns the values to offer, the likely one first: all values of a short enum, else only the likely one. */
function listOfferedValues(node: TypedEnum, known: readonly string[], likely: string | undefined): string[] {
  if (likely === undefined) return known.length > 6 ? [] : [...known];
  // Another device would require other members than the present ones.
  const others = known.length > 6 || node.member?.name === 'device' ? [] : known;
  return [likely, ...others.filter((name) => name !== likely)];
}

function proposeFixes(
  document: DescriptorDocument,
  node: TypedEnum,
  candidates: readonly string[],
  likely: string | undefined,
): Fix[] {
  const replace = (value: string): Fix => ({
    title: t('Replace with “{0}”', value),
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
    return [{ title: t('Split into several values'), edits: [{ start, end, newText }], reveals: true }];
  }
  const fixes = candidates.map(replace);
  if (node.parent?.kind === 'list') {
    const edits = [removeElement(document.text, node.parent.json, node.json)];
    fixes.push({ title: t('Remove “{0}”', node.value), edits });
  }
  return fixes;
}
