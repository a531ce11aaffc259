/** Values of QEMU's development branch that no release of its schema lists, by enum. Found in two trees of 2026. */
const COMING: Readonly<Record<string, readonly string[]>> = {
  // The Secure VM Service Module of AMD SEV-SNP, as COCONUT-SVSM.
  FirmwareOSInterface: ['svsm'],
};

/** Whether a future schema may add a value to an enum. */
export function isComingValue(enumName: string, value: string): boolean {
  return Object.hasOwn(COMING, enumName) && COMING[enumName]?.includes(value) === true;
}
