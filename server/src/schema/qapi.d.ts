/** The bundler turns a schema file into a string. */
declare module '*.qapi' {
  const text: string;
  export default text;
}
