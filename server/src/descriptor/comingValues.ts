/** Values that QEMU's development knows and no release of its schema lists, by enum. Seen in two trees of 2026. */
const COMING: Readonly<Record<string, readonly string[]>> = {
  // The Secure VM Service Module of AMD SEV-SNP, as COCONUT-SVSM.
  FirmwareOSInterface: ['svsm'],
};

/** Whether a value may become one of an enum of the schema. */
export function isComingValue(enumName: string, value: string): boolean {
  return Object.hasOwn(COMING, enumName) && COMING[enumName]?.includes(value) === true;
}
