import { tMarkdown } from '../text/translations';
import { globsOverlap, isGlob, matchesGlob, subsumes } from '../descriptor/machineGlob';
import {
  findAliasedFamily,
  isKnownMachine,
  listMachineNames,
  listUsualGlobs,
} from '../descriptor/machineTypes';
import { findMember, type TypedList, type TypedNode } from '../descriptor/typedTree';
import { joinWithAnd } from '../text/conjunction';
import { escapeText, joinInline, makeCode, type Markdown } from '../text/markdown';

/** Finds the list of machine types that contains `node`; undefined if there is none. */
export function findMachinesAround(node: TypedNode): TypedList | undefined {
  const list = node.parent?.kind === 'list' ? node.parent : undefined;
  const declared = list?.member?.allowed;
  return declared?.owner === 'FirmwareTarget' && declared.member.name === 'machines' ? list : undefined;
}

/** Finds the architecture of the target that has this list of machine types. */
export function findArchitecture(machines: TypedList): string | undefined {
  const architecture = findMember(machines.member?.object, 'architecture')?.value?.json;
  return architecture?.kind === 'string' ? architecture.value : undefined;
}

/** Describes an element of `machines` in one line of Markdown; undefined for an unknown architecture. */
export function describeMachines(pattern: string, architecture: string): Markdown | undefined {
  if (listUsualGlobs(architecture).length === 0) return undefined;
  const family = findAliasedFamily(architecture, pattern);
  if (family !== undefined)
    return tMarkdown(
      'Alias of the newest {0}. libvirt compares full names, so an alias never matches.',
      makeCode(family),
    );
  const shown = escapeText(architecture);
  if (!isKnownMachine(architecture, pattern))
    return tMarkdown('Matches no known machine type of {0}.', shown);
  if (isGlob(pattern)) return tMarkdown('Matches {0}.', describeMatched(pattern, architecture));
  const versions = listMachineNames(architecture).find((name) => isGlob(name) && matchesGlob(name, pattern));
  return versions === undefined
    ? tMarkdown('A machine type of {0} without versions.', shown)
    : tMarkdown('One of the {0} machine types of {1}.', makeCode(versions), shown);
}

/** The maximum number of names; a pattern such as `*` matches dozens. */
const MAX_NAMED = 3;

function describeMatched(pattern: string, architecture: string): Markdown {
  const names = listMachineNames(architecture).filter((name) => globsOverlap(pattern, name));
  const named = names.slice(0, MAX_NAMED).map((name) => {
    if (!isGlob(name)) return makeCode(name);
    const family = name.slice(0, -2);
    const shown = escapeText(family);
    return subsumes(pattern, name)
      ? tMarkdown('every {0} machine type, such as {1}', shown, makeCode(`${family}-${EXAMPLE_VERSION}`))
      : tMarkdown('some versions of {0}', shown);
  });
  const more = names.length - named.length;
  if (more > 0) return tMarkdown('{0} and {1} more', joinInline(named, ', '), more);
  return joinWithAnd(named);
}

/** A release of QEMU as an example. */
const EXAMPLE_VERSION = '10.2';
