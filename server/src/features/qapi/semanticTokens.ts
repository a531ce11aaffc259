import type { TextRange } from '../../text/lineIndex';
import { isDeprecated } from '../documentation';
import type { Name, Role } from './names';
import type { QapiFile } from './qapiFile';
import { listDeclarations, resolveName } from './symbol';
import { isBuiltin } from './language';
import type { View } from './view';

/** Names of LSP's own token types. */
export type QapiTokenType =
  'keyword' | 'type' | 'property' | 'enumMember' | 'function' | 'event' | 'macro' | 'decorator' | 'string';

/** On one line. */
export interface QapiToken extends TextRange {
  readonly type: QapiTokenType;
  readonly deprecated: boolean;
}

const TYPES: Readonly<Partial<Record<Role, QapiTokenType>>> = {
  key: 'keyword',
  member: 'property',
  discriminator: 'property',
  alternative: 'property',
  value: 'enumMember',
  branch: 'enumMember',
  feature: 'decorator',
  docFeature: 'decorator',
  condition: 'macro',
};

/** Classifies the names of a file by what they refer to. A type that no root schema defines is a plain `string`. */
export function listTokens(file: QapiFile, views: readonly View[]): readonly QapiToken[] {
  const [view] = views;
  if (!view) return [];
  return file.names.flatMap((name) => {
    const found = name.start < name.end ? classify(name, view) : undefined;
    return found ? [{ start: name.start, end: name.end, ...found }] : [];
  });
}

function classify(name: Name, view: View): Pick<QapiToken, 'type' | 'deprecated'> | undefined {
  const symbol = resolveName(name, view);
  const [declared] = symbol ? listDeclarations(symbol, view) : [];
  if (name.role === 'type' && !declared)
    return { type: isBuiltin(name.name) ? 'type' : 'string', deprecated: false };
  const type = TYPES[name.role];
  if (declared?.kind === 'definition') {
    const { kind } = declared.definition;
    const own = kind === 'command' ? 'function' : kind === 'event' ? 'event' : 'type';
    return { type: own, deprecated: isDeprecated(declared.definition) };
  }
  if (declared?.kind === 'entry') {
    const own = declared.owner.kind === 'enum' ? 'enumMember' : 'property';
    return { type: type ?? own, deprecated: isDeprecated(declared.entry) };
  }
  const fallback = declared?.kind === 'feature' ? 'decorator' : undefined;
  const known = type ?? fallback;
  return known && { type: known, deprecated: false };
}
