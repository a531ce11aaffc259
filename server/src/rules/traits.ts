import type { DescriptorDocument } from '../descriptor/document';
import { isX86 } from '../descriptor/architectures';
import { listImagePaths, type FirmwareView } from '../descriptor/firmwareView';
import { mayHaveDuplicates } from '../descriptor/json';
import { hasForeignGlobSyntax } from '../descriptor/machineGlob';
import { findAliasedFamily, isKnownMachine } from '../descriptor/machineTypes';
import type { TypedObject } from '../descriptor/typedTree';
import { hasValue } from '../qapi/lookup';
import { CONFIDENTIAL } from './shared/confidential';

/**
 * What a descriptor may have and most have not. A rule that can only find something in a descriptor with a trait says so, and is not started
 * for others. A trait never decides about a finding: a document may have it without a mistake, and rules check everything themselves.
 */
const TESTS = {
  /** Characters beyond ASCII, or escapes of any character. */
  'unusual text': (document) => document.mayBeOdd,
  /** Numbers, deep nesting, or an object that may have a member twice. */
  'unusual JSON': ({ outline }) =>
    outline.numbers.length > 0 || outline.depth > USUAL_DEPTH || outline.objects.some(mayHaveDuplicates),
  /** A member that the schema does not allow in its place. */
  stray: ({ strays }) => strays.length > 0,
  /** A value of the wrong type. */
  mismatch: (document) => document.nodesOf('mismatch').length > 0,
  /** A value that its enum does not list. */
  'unlisted value': (document) => document.nodesOf('enum').some(({ type, value }) => !hasValue(type, value)),
  /** An object without a required member, or without an NVRAM template. */
  'missing member': (document) => document.nodesOf('object').some(lacksMember),
  /** An empty list of targets, machines or interface types. */
  'empty list': (document) =>
    document
      .nodesOf('list')
      .some(({ json, member }) => json.elements.length === 0 && !MAY_BE_EMPTY.has(member?.name)),
  /** A target that is not for x86. */
  'other architecture': ({ view }) => view.targets.some(({ architecture }) => !isX86(architecture?.value)),
  /** A machine pattern that may match nothing, or several of them in one target. */
  'unusual machines': ({ view }) => view.targets.some(hasUnusualMachines),
  'unusual interface': ({ view }) =>
    view.interfaceTypes.some(({ value }) => value !== 'uefi' && value !== 'bios'),
  'unusual device': ({ view: { mapping } }) =>
    mapping?.device?.value !== 'flash' && mapping?.device?.value !== 'memory',
  /** A flash mode other than split. */
  'unusual mode': ({ view: { mapping } }) => mapping?.mode !== undefined && mapping.mode.value !== 'split',
  /** A format other than raw, or an image with the name of another format. */
  'unusual format': ({ view: { mapping } }) =>
    [mapping?.executable, mapping?.nvramTemplate].some(
      (file) =>
        file !== undefined && (file.format?.value !== 'raw' || file.filename?.value.endsWith('.qcow2')),
    ),
  /** An image outside the folders of packages, or one that is known to be unreadable. */
  'unusual path': ({ view, surroundings }) =>
    (surroundings?.unreadableImages?.size ?? 0) > 0 ||
    listImagePaths(view).some(({ value }) => !value.startsWith('/usr/') || UNUSUAL_PATH.test(value)),
  /** The file is, or would be, among those that programs read. */
  placed: ({ isInstalled, surroundings }) => isInstalled || surroundings?.entry !== undefined,
  'confidential guests': ({ view }) => view.features.some(({ value }) => CONFIDENTIAL.has(value)),
  'variables on the host': ({ view }) =>
    hasFeature(view, 'host-uefi-vars') || view.mapping?.object.named.has('uefi-vars') === true,
  'enrolled keys': ({ view }) => hasFeature(view, 'enrolled-keys'),
  SMM: ({ view }) => hasFeature(view, 'requires-smm'),
  'static log': ({ view }) => hasFeature(view, 'verbose-static'),
} satisfies Readonly<Record<string, (document: DescriptorDocument) => boolean | undefined>>;

export type Trait = keyof typeof TESTS;

/** A set of traits: a bit for each. */
export type Traits = number;

/** All traits: every rule is started. */
export const ALL_TRAITS: Traits = -1;

const KNOWN = Object.entries<(document: DescriptorDocument) => boolean | undefined>(TESTS);
const BITS = new Map<string, Traits>(KNOWN.map(([trait], index) => [trait, 1 << index]));

/** Returns the traits of a document; all of them if a bug prevents that, so that each rule meets it by itself. */
export function findTraits(document: DescriptorDocument): Traits {
  try {
    let traits = 0;
    for (let index = 0; index < KNOWN.length; index++) if (KNOWN[index]?.[1](document)) traits |= 1 << index;
    return traits;
  } catch {
    return ALL_TRAITS;
  }
}

/** Returns a set of traits. */
export function toTraits(traits: readonly Trait[]): Traits {
  return traits.reduce((set, trait) => set | (BITS.get(trait) ?? 0), 0);
}

/** A descriptor needs four levels. */
const USUAL_DEPTH = 8;
const MAY_BE_EMPTY: ReadonlySet<string | undefined> = new Set(['tags', 'features']);
const UNUSUAL_PATH = /rpmbuild|BUILDROOT|\/\.{0,2}$/;

function lacksMember({ allowed, named }: TypedObject): boolean {
  return allowed.some(
    ({ member }) => (!member.optional || member.name === 'nvram-template') && !named.has(member.name),
  );
}

function hasUnusualMachines({ architecture, machines }: FirmwareView['targets'][number]): boolean {
  if (!architecture) return false;
  return machines.length > 1 || machines.some(({ value }) => !isUsualMachine(architecture.value, value));
}

function isUsualMachine(architecture: string, pattern: string): boolean {
  return (
    isKnownMachine(architecture, pattern) &&
    findAliasedFamily(architecture, pattern) === undefined &&
    !hasForeignGlobSyntax(pattern)
  );
}

function hasFeature({ features }: FirmwareView, name: string): boolean {
  return features.some(({ value }) => value === name);
}
