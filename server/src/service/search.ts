import type { Chooser } from '../consumers/chooser';
import { readFirmware } from '../consumers/firmware';
import { readAs } from '../consumers/jsonDialect';
import { findMachine } from '../descriptor/machineTypes';
import type { SchemaContext } from '../descriptor/schemaContext';
import { openCandidate } from '../selection/candidateDocument';
import type { Files, Unreadable } from '../selection/directory';
import type { Candidate } from '../selection/explain';
import { listSearchedFiles, openCandidates, listSearchPath, type User } from '../selection/listing';
import type { GuestWishes } from '../selection/question';
import { judgeFile, type FileVerdict } from '../selection/verdict';

/** The files that a consumer finds when it looks for firmware. */
export interface Found {
  readonly chooser: Chooser;
  /** The directories that it searches, the least specific first. */
  readonly folders: readonly string[];
  /** The files in them, in the order in which it reads them. */
  readonly candidates: readonly Candidate[];
  /** The directories and files that it cannot read. */
  readonly unreadable: readonly Unreadable[];
}

/** Reads the search path of a consumer. @param files the files of the computer in question, by their paths there */
export async function searchDescriptors(chooser: Chooser, user: User, files: Files): Promise<Found> {
  const { manner } = chooser.consumer;
  const folders = listSearchPath(manner, user);
  const unreadable: Unreadable[] = [];
  const listed = await listSearchedFiles(folders, manner, files, (found) => unreadable.push(found));
  const candidates = await openCandidates(listed, files);
  for (const { path, problem } of candidates) if (problem) unreadable.push({ path, problem });
  return { chooser, folders, candidates, unreadable };
}

/** A file of the search path, and what the consumer does with it independently of the guest. */
export interface ListedFile extends FileVerdict {
  readonly path: string;
  readonly name: string;
  /** The file that hides or replaces this one. */
  readonly by?: string | undefined;
  /** The files that this one hides or replaces, the most specific first. */
  readonly over: readonly string[];
}

/** @param context the schema for the wording of reasons */
export function judgeCandidate(candidate: Candidate, { chooser }: Found, context: SchemaContext): ListedFile {
  const { path, name, by, over } = candidate;
  return { path, name, by, over, ...judgeFile(candidate, chooser.consumer, context) };
}

/** Returns a guest that suits a file: with its first architecture and machine, and its features. Undefined if the consumer cannot read it. */
export function makeGuestFor(
  candidate: Candidate,
  { chooser }: Found,
  context: SchemaContext,
): GuestWishes | undefined {
  const document = openCandidate(candidate, context);
  if (!document) return undefined;
  const seen = readAs(chooser.consumer.json, document);
  if (!('root' in seen)) return undefined;
  const { targets, interfaceTypes, features, mode, device } = readFirmware(seen.root);
  const [target] = targets;
  if (!target) return undefined;
  const { architecture } = target;
  const machines = target.machines.flatMap((pattern) => findMachine(architecture, pattern) ?? []);
  if (!interfaceTypes.includes('uefi')) return { architecture, machine: machines[0], firmware: 'bios' };
  const has = (feature: string): boolean => features.includes(feature);
  return {
    architecture,
    machine: machines[0],
    firmware: 'uefi',
    secureBoot: has('secure-boot'),
    enrolledKeys: has('secure-boot') ? has('enrolled-keys') : undefined,
    smm: has('requires-smm') || undefined,
    stateless: device === 'flash' && mode === 'stateless' ? true : undefined,
    confidential: device === 'memory' ? CONFIDENTIAL_FEATURES.find(([name]) => has(name))?.[1] : undefined,
  };
}

const CONFIDENTIAL_FEATURES = [
  ['intel-tdx', 'tdx'],
  ['amd-sev-snp', 'sev-snp'],
] as const;
