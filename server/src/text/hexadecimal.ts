/** Formats an offset or a size as tools for firmware images do: `0x84000`. */
export function toHex(value: number): string {
  return `0x${value.toString(16)}`;
}
