/** The texts of the files of a small source tree with schemas, by path. */
export const TEA_FILES: Readonly<
  Record<
    | 'VERSION'
    | 'qapi/qapi-schema.json'
    | 'qapi/cups.json'
    | 'qapi/kettle.json'
    | 'docs/interop/firmware.json',
    string
  >
>;
