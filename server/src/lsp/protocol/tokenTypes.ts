import type { TokenType as DescriptorTokenType } from '../../features/semanticTokens';
import type { QapiTokenType } from '../../features/qapi/semanticTokens';

export type TokenType = DescriptorTokenType | QapiTokenType;

/** Names of LSP's own token types, which every theme knows: first those of descriptors, then those that only schemas have. */
export const TOKEN_TYPES: readonly TokenType[] = [
  ...(['property', 'enumMember', 'type', 'operator', 'string'] as const),
  ...(['keyword', 'function', 'event', 'macro', 'decorator'] as const),
];
