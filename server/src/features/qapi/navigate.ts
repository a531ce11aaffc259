import type { SourceRange } from '../../qapi/schema';
import type { TextRange } from '../../text/lineIndex';
import type { Part } from './descriptorUses';
import { getNameRange, type Name } from './names';
import type { QapiFile } from './qapiFile';
import {
  findTypeName,
  listDeclarations,
  locate,
  resolveName,
  toKey,
  type Declared,
  type Symbol,
} from './symbol';
import type { View } from './view';

/** A place in a file to go to. */
export interface Target {
  readonly file: QapiFile;
  /** The name, without quotes. */
  readonly range: TextRange;
  /** Everything that belongs to the declaration. */
  readonly full: TextRange;
}

/** What a name leads to. */
export interface Targets {
  readonly origin: TextRange;
  readonly targets: readonly Target[];
}

/**
 * Finds the declarations of the name at an offset, or the file that an include names. The same file may be seen from several root
 * schemas, so each of them may have another declaration.
 */
export function findDefinitions(file: QapiFile, offset: number, views: readonly View[]): Targets | undefined {
  const place = file.nameAt(offset);
  if (!place) return undefined;
  const targets = views.flatMap((view) => {
    if (place.role === 'include') return findIncluded(place, file, view);
    const symbol = resolveName(place, view);
    return symbol ? toTargets(listDeclarations(symbol, view), view) : [];
  });
  return makeTargets(place, targets);
}

/** Finds the definition of the type of a member, branch, boxed argument or result; on a value, that of its enum. */
export function findTypeDefinitions(
  file: QapiFile,
  offset: number,
  views: readonly View[],
): Targets | undefined {
  const place = file.nameAt(offset);
  if (!place) return undefined;
  const targets = views.flatMap((view) => {
    const symbol = resolveName(place, view);
    return listDeclared(symbol, view).flatMap((declared) => {
      const type = findTypeName(declared);
      const found = type === undefined ? [] : listDeclarations({ kind: 'definition', name: type }, view);
      return toTargets(found.length === 0 && declared.kind === 'definition' ? [declared] : found, view);
    });
  });
  return makeTargets(place, targets);
}

function listDeclared(symbol: Symbol | undefined, view: View): readonly Declared[] {
  return symbol ? listDeclarations(symbol, view) : [];
}

function findIncluded({ name }: Name, from: QapiFile, view: View): Target[] {
  const file = view.findIncluded(from.path, name);
  const start = { start: 0, end: 0 };
  return file ? [{ file, range: start, full: start }] : [];
}

function toTargets(declarations: readonly Declared[], view: View): Target[] {
  return declarations.flatMap((declared) => {
    const { name, full } = locate(declared);
    const target = toTarget(name, view);
    return target ? [{ ...target, full: { start: full.start, end: full.end } }] : [];
  });
}

/** Returns the place of a name token without its quotes; undefined if its file is not in the view. */
export function toTarget(token: SourceRange, view: View): Target | undefined {
  const file = view.files.get(token.file);
  const range = file && getNameRange(token, file.text);
  return range && { file, range, full: range };
}

function makeTargets({ start, end }: Name, targets: readonly Target[]): Targets | undefined {
  const known = new Map(targets.map((target) => [`${target.range.start} ${target.file.path}`, target]));
  return known.size > 0 ? { origin: { start, end }, targets: [...known.values()] } : undefined;
}

/** A name that refers to a symbol. */
export interface Use {
  readonly file: QapiFile;
  readonly place: Name;
}

/** Returns the members and values that the name at an offset refers to, each with the view in which it does. */
export function findParts(
  file: QapiFile,
  offset: number,
  views: readonly View[],
): readonly { readonly part: Part; readonly view: View }[] {
  const place = file.nameAt(offset);
  return views.flatMap((view) => {
    const symbol = place && resolveName(place, view);
    return symbol?.kind === 'entry' ? [{ part: symbol, view }] : [];
  });
}

/** Whether a name declares what it refers to. */
export function isDeclaration({ role }: Name): boolean {
  return ['definition', 'member', 'value', 'alternative', 'feature'].includes(role);
}

/** More are of no use to readers: conditions such as CONFIG_LINUX have about a hundred. */
const MAX_USES = 10_000;

/** Lists the names, in all files of the views, that refer to what the name at `offset` refers to; those in one file in its order. */
export function findUses(file: QapiFile, offset: number, views: readonly View[]): readonly Use[] {
  const place = file.nameAt(offset);
  if (!place) return [];
  const uses = new Map<string, Use>();
  for (const view of views) {
    const symbol = resolveName(place, view);
    if (!symbol) continue;
    const key = toKey(symbol);
    for (const each of view.files.values())
      for (const other of each.placesOf(symbol.name)) {
        const found = resolveName(other, view);
        if (found && toKey(found) === key && uses.size < MAX_USES)
          uses.set(`${other.start} ${each.path}`, { file: each, place: other });
      }
  }
  return [...uses.values()];
}

/** Lists the same in this file only. */
export function findHighlights(file: QapiFile, offset: number, views: readonly View[]): readonly Name[] {
  const place = file.nameAt(offset);
  if (!place) return [];
  const found = new Map<number, Name>();
  for (const view of views) {
    const symbol = resolveName(place, view);
    const key = symbol && toKey(symbol);
    for (const other of symbol ? file.placesOf(symbol.name) : []) {
      const same = resolveName(other, view);
      if (same && toKey(same) === key) found.set(other.start, other);
    }
  }
  return [...found.values()];
}
