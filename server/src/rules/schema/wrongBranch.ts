import { t } from '../../text/translations';
import { changeMembers, insertElement, replaceValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import { findFeature } from '../../descriptor/firmwareView';
import { toPlain } from '../../descriptor/json';
import { suggestFlashFile } from '../../descriptor/suggestedValue';
import type { Stray } from '../../descriptor/strays';
import { findMember, type TypedMember, type TypedObject } from '../../descriptor/typedTree';
import { listBranchMembers, type DeclaredMember } from '../../qapi/lookup';
import type { TextEdit } from '../../text/textEdit';
import { joinWithAnd, joinWithOr } from '../../text/conjunction';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { listMissingMembers, suggestMemberValue } from '../shared/absence';
import { findFlatFormat } from '../shared/flatFormat';

export const wrongBranch: Rule = {
  code: 'wrong-branch',
  severity: 'warning',
  concerns: ['stray'],
  *check(document) {
    const all = document.strays.filter((stray) => stray.reason === 'branch');
    for (const object of new Set(all.map(({ member }) => member.object))) {
      const strays = all.filter(({ member }) => member.object === object);
      const [first] = strays;
      if (!first || !object.branch) continue;
      const missing = listMissingMembers(object, document);
      const draft = isMemoryDraft(object, strays);
      const flat = findFlatFormat(document, object);
      yield {
        range: first.member.json.key,
        severity: missing.length > 0 || draft ? 'error' : undefined,
        message: draft
          ? makeDraftMessage(strays)
          : `${describePlace(object, strays)} ${describeConsequence(object, missing[0])}`,
        related: [...strays.slice(1).map(({ member }) => member), ...(flat ? [flat] : [])].map((member) => ({
          range: member.json.key,
          message: t('Also “{0}”', member.name),
        })),
        fixes: proposeFixes(document, object, strays),
      };
    }
  },
};

export const wrongBranchDocs: RuleDocs = {
  rule: wrongBranch,
  title: 'A member of another device',
  documentation: `The members of \`mapping\` depend on \`device\`: flash firmware has \`executable\`, \`mode\` and
\`nvram-template\`; kernel, memory and igvm firmware have \`filename\`. Programs ignore a member of another device. If a member
that the device requires is then missing, libvirt ignores the file, and this is an error. It is also an error if device \`memory\`
has the members of flash. A draft of QEMU’s schema used those members for firmware whose variable store is a JSON file, but QEMU then
adopted \`filename\` and \`uefi-vars\` instead.`,
  examples: () => ({
    valid: [withMembers({ mapping: { device: 'memory', filename: '/usr/share/qemu/bios-256k.bin' } })],
    invalid: [
      withMembers({ mapping: { device: 'flash', filename: '/usr/share/OVMF/OVMF.fd' } }),
      withMembers({
        mapping: { device: 'memory', executable: { filename: '/usr/share/seabios/bios.bin', format: 'raw' } },
      }),
      withMembers({
        mapping: {
          device: 'memory',
          mode: 'split',
          executable: { filename: '/usr/share/edk2/ovmf/OVMF.qemuvars.fd', format: 'raw' },
          'nvram-template': { filename: '/usr/share/edk2/ovmf/vars.blank.json', format: 'json' },
        },
      }),
    ],
  }),
};

type WrongBranch = Extract<Stray, { reason: 'branch' }>;

/** Whether device memory has the flash members of that draft, with a variable store in JSON. */
function isMemoryDraft(object: TypedObject, strays: readonly WrongBranch[]): boolean {
  return object.branch?.name === 'memory' && findJsonTemplate(strays) !== undefined;
}

/** Returns the path of an NVRAM template in JSON, which flash cannot have. */
function findJsonTemplate(strays: readonly WrongBranch[]): string | undefined {
  const template = strays.find(({ member }) => member.name === 'nvram-template')?.member.value;
  const plain = template?.json.kind === 'object' ? (toPlain(template.json) as Record<string, unknown>) : {};
  const { filename, format } = plain;
  return typeof filename === 'string' && (format === 'json' || filename.endsWith('.json'))
    ? filename
    : undefined;
}

function describePlace(object: TypedObject, strays: readonly WrongBranch[]): string {
  const names = formatNames(strays.map(({ member }) => member));
  const devices = joinWithOr(strays[0]?.branches ?? []);
  return strays.length > 1
    ? t('{0} belong to {1} {2}.', names, getDiscriminator(object), devices)
    : t('{0} belongs to {1} {2}.', names, getDiscriminator(object), devices);
}

function describeConsequence(object: TypedObject, missing: DeclaredMember | undefined): string {
  return missing
    ? t(
        'The {0} {1} requires “{2}”, which is missing.',
        getDiscriminator(object),
        object.branch?.name ?? '',
        missing.member.name,
      )
    : t('Programs ignore such members here.');
}

function makeDraftMessage(strays: readonly WrongBranch[]): string {
  return t(
    '{0}: this syntax for the device “memory” is from a draft that QEMU did not adopt. Name the image in “filename” and the JSON template of its variables in “uefi-vars”.',
    formatNames(strays.map(({ member }) => member)),
  );
}

function formatNames(members: readonly TypedMember[]): string {
  return joinWithAnd(members.map(({ name }) => t('“{0}”', name)));
}

function getDiscriminator({ type }: TypedObject): string {
  return type.kind === 'union' ? type.discriminator : '';
}

/** Proposes another device, the same file in the right member, or removing the members that do not belong. */
function proposeFixes(
  document: DescriptorDocument,
  object: TypedObject,
  strays: readonly WrongBranch[],
): Fix[] {
  const fixes: Fix[] = isMemoryDraft(object, strays)
    ? convert(document, object, strays)
    : [...proposeOtherDevices(document, object), ...convert(document, object, strays)];
  if (listMissingMembers(object, document).length === 0) {
    const members = strays.map(({ member }) => member);
    const title = t('Remove {0}', formatNames(members));
    fixes.unshift({ title, edits: [rebuildMapping(document, object, members, {})] });
  }
  return fixes;
}

/** The devices, the most likely first: firmware is seldom loaded as a kernel, and igvm is rare. */
const LIKELY = ['flash', 'memory', 'kernel', 'igvm'];

/** Proposes the devices whose branch allows all present members and requires no others. */
function proposeOtherDevices(document: DescriptorDocument, object: TypedObject): Fix[] {
  const { type } = object;
  const device = type.kind === 'union' ? findMember(object, type.discriminator)?.value?.json : undefined;
  if (type.kind !== 'union' || !device) return [];
  const present = object.members.map(({ name }) => name).filter((name) => name !== type.discriminator);
  return type.branches
    .filter((branch) => {
      const members = listBranchMembers(document.context.schema, branch).map(({ member }) => member);
      const required = members.filter(
        ({ name, optional }) => !optional || (name === 'nvram-template' && !present.includes('mode')),
      );
      return (
        present.every((name) => members.some((member) => member.name === name)) &&
        required.every(({ name }) => present.includes(name))
      );
    })
    .sort((a, b) => LIKELY.indexOf(a.name) - LIKELY.indexOf(b.name))
    .map((branch) => ({
      title: t('Change {0} to “{1}”', type.discriminator, branch.name),
      edits: [replaceValue(document.text, device, branch.name)],
    }));
}

/** Names the same file as this branch requires: `executable.filename` as `filename`, or the reverse. */
function convert(document: DescriptorDocument, object: TypedObject, strays: readonly WrongBranch[]): Fix[] {
  const missing = listMissingMembers(object, document);
  const flat = findFlatFormat(document, object);
  const old = [...strays.map(({ member }) => member), ...(flat ? [flat] : [])];
  const file = findFile(old);
  const [required] = missing.map(({ member }) => member.name);
  // Only flash accepts a format other than raw.
  if (!file || !(required === 'executable' || (required === 'filename' && file.format === 'raw'))) return [];
  const others = missing
    .slice(1)
    .map((entry) => [entry.member.name, suggestMemberValue(document, object, entry)]);
  const value = required === 'filename' ? file.filename : file;
  const added = { [required]: value, ...Object.fromEntries(others) } as Record<string, unknown>;
  const names = formatNames(old);
  const template = isMemoryDraft(object, strays) ? findJsonTemplate(strays) : undefined;
  if (template === undefined || !object.allowed.some(({ member }) => member.name === 'uefi-vars'))
    return [
      {
        title: t('Change {0} to “{1}”', names, required),
        edits: [rebuildMapping(document, object, old, added)],
        reveals: true,
      },
    ];
  const mapping = rebuildMapping(document, object, old, { ...added, 'uefi-vars': { template } });
  const features = findMember(document.root, 'features')?.value;
  const needsFeature = features?.kind === 'list' && !findFeature(document.view, 'host-uefi-vars');
  const addFeature = needsFeature ? [insertElement(document.text, features.json, 'host-uefi-vars')] : [];
  return [
    {
      title: needsFeature
        ? t('Replace {0} with “{1}” and “uefi-vars”, and add the feature “host-uefi-vars”', names, required)
        : t('Change {0} to “{1}” and “uefi-vars”', names, required),
      edits: [mapping, ...addFeature],
      reveals: true,
    },
  ];
}

/** Returns the image that members of the wrong device name, with its format: from its own object, from beside it, or from its name. */
function findFile(members: readonly TypedMember[]): { filename: string; format: unknown } | undefined {
  const plain = new Map(members.map(({ name, value }) => [name, value && toPlain(value.json)]));
  const inner = plain.get('executable');
  const { filename = plain.get('filename') ?? inner, format = plain.get('format') } = Object(inner) as Record<
    string,
    unknown
  >;
  if (typeof filename !== 'string') return undefined;
  const usual = suggestFlashFile(filename);
  return { ...usual, format: format ?? usual.format };
}

/** Returns the edit that removes members and adds others, each in its place in the schema’s order. */
function rebuildMapping(
  document: DescriptorDocument,
  object: TypedObject,
  removed: readonly TypedMember[],
  added: Readonly<Record<string, unknown>>,
): TextEdit {
  const names = new Set(removed.map(({ name }) => name));
  return changeMembers(document.text, object.json, {
    removed: object.members.filter(({ name }) => names.has(name)).map(({ json }) => json),
    values: added,
    order: object.allowed.map(({ member }) => member.name),
  });
}
