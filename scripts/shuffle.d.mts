/** The same items in an order that depends on nothing but their number and the seed. */
export function shuffle<T>(items: readonly T[], seed: number): T[];
