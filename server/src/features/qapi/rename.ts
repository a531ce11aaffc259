import { t } from '../../text/translations';
import { listMembers } from '../../qapi/lookup';
import type { Definition } from '../../qapi/schema';
import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import { findUses } from './navigate';
import { isBuiltin } from './language';
import type { QapiFile } from './qapiFile';
import { listDeclarations, resolveName, type Symbol } from './symbol';
import type { View } from './view';

/** A name that can be changed, or the reason why it cannot, as a sentence. */
export type Renamable =
  { readonly range: TextRange; readonly placeholder: string } | { readonly refusal: string };

/** Finds the name at `offset` and checks that its declaration is in a file that may be changed. */
export function findRenamable(
  file: QapiFile,
  offset: number,
  views: readonly View[],
  mayChange: (path: string) => boolean,
): Renamable {
  const place = file.nameAt(offset);
  const symbol = place && findSymbol(place.start, file, views);
  if (!place || !symbol) return { refusal: t('Only names that the schema declares can be renamed.') };
  if (symbol.kind === 'condition')
    return { refusal: t('“{0}” is defined by QEMU’s build system, not by the schema.', symbol.name) };
  if (symbol.kind === 'feature' && SPECIAL_FEATURES.has(symbol.name))
    return { refusal: t('The feature “{0}” has a special meaning and cannot be renamed.', symbol.name) };
  const outside = findUses(file, offset, views).find((use) => !mayChange(use.file.path));
  if (outside)
    return { refusal: t('{0}, which is outside the source tree, also uses this name.', outside.file.path) };
  return { range: { start: place.start, end: place.end }, placeholder: place.name };
}

const SPECIAL_FEATURES: ReadonlySet<string> = new Set(['deprecated', 'unstable']);

function findSymbol(offset: number, file: QapiFile, views: readonly View[]): Symbol | undefined {
  const place = file.nameAt(offset);
  for (const view of place ? views : []) {
    const symbol = place && resolveName(place, view);
    if (symbol && (symbol.kind === 'condition' || listDeclarations(symbol, view).length > 0)) return symbol;
  }
  return undefined;
}

/** The edits of one file. */
export interface FileEdits {
  readonly file: QapiFile;
  readonly edits: readonly TextEdit[];
}

/** Renames what the name at `offset` refers to, in code and documentation. Returns the reason if the new name is not allowed. */
export function renameSymbol(
  file: QapiFile,
  offset: number,
  newName: string,
  views: readonly View[],
): readonly FileEdits[] | { readonly refusal: string } {
  const symbol = findSymbol(offset, file, views);
  if (!symbol) return { refusal: t('Only names that the schema declares can be renamed.') };
  const refusal = views
    .map((view) => findProblem(symbol, newName, view))
    .find((found) => found !== undefined);
  if (refusal !== undefined) return { refusal };
  const byFile = new Map<QapiFile, TextEdit[]>();
  for (const { file: each, place } of findUses(file, offset, views)) {
    const edits = byFile.get(each) ?? [];
    edits.push({ start: place.start, end: place.end, newText: newName });
    byFile.set(each, edits);
  }
  return [...byFile].map(([each, edits]) => ({ file: each, edits }));
}

/** [qapi-code-gen.rst, Naming rules] Letters, digits, hyphens and underscores after an optional prefix of a downstream project and `x-`. */
const GENERAL = /^(?:__[A-Za-z0-9.-]+_)?(?:x-)?(?<stem>[A-Za-z0-9][\w-]*)$/;

/** Explains why a symbol must not get this name; undefined if it may. */
function findProblem(symbol: Symbol, newName: string, view: View): string | undefined {
  const stem = newName.length <= MAX_LENGTH ? GENERAL.exec(newName)?.groups?.stem : undefined;
  const [declared] = listDeclarations(symbol, view);
  if (stem === undefined || !declared)
    return t('“{0}” is not a QAPI name. Use letters, digits and hyphens.', newName);
  const isValue = declared.kind === 'entry' && declared.owner.kind === 'enum';
  if (!isValue && !/^[A-Za-z]/.test(stem)) return t('“{0}” must start with a letter.', newName);
  if (declared.kind === 'definition') return findDefinitionProblem(declared.definition, newName, stem, view);
  if (/[A-Z_]/.test(stem) && !/[A-Z_]/.test(symbol.name))
    return t('“{0}” must be in lower case, with hyphens between words.', newName);
  if (
    symbol.kind === 'entry' &&
    newName !== symbol.name &&
    hasEntry(declared.kind === 'entry' ? declared.owner : undefined, newName, view)
  )
    return t('“{0}” already has the name “{1}”.', symbol.owner, newName);
  return undefined;
}

function findDefinitionProblem(
  definition: Definition,
  newName: string,
  stem: string,
  view: View,
): string | undefined {
  if (isBuiltin(newName) || (newName !== definition.name && view.find(newName)))
    return t('The schema already has a definition “{0}”.', newName);
  switch (definition.kind) {
    case 'event':
      return /[a-z-]/.test(stem)
        ? t('The name of an event must be in upper case, such as SHUTDOWN.')
        : undefined;
    case 'command':
      return /[A-Z_]/.test(stem) && !/[A-Z_]/.test(definition.name)
        ? t('“{0}” must be in lower case, with hyphens between words.', newName)
        : undefined;
    default:
      return /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(stem) && !stem.endsWith('List')
        ? undefined
        : t('The name of a type must be in CamelCase and must not end in List.');
  }
}

function hasEntry(owner: Definition | undefined, name: string, view: View): boolean {
  if (!owner) return false;
  const isSame = (other: { readonly name: string }): boolean => toC(other.name) === toC(name);
  switch (owner.kind) {
    case 'enum':
      return owner.values.some(isSame);
    case 'alternate':
      return owner.alternatives.some(isSame);
    case 'command':
    case 'event':
      return owner.members?.some(isSame) ?? false;
    default:
      return listMembers(view.schema, owner).some(({ member }) => isSame(member));
  }
}

/** Two names clash if they are equal in C. */
function toC(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '_');
}

/** In UTF-16 units; no name in QEMU has more than 60. */
const MAX_LENGTH = 200;
