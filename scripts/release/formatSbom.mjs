/**
 * @param {object} bom of npm @param {string[]} bundled packages as NAME@VERSION
 * @param {{ name: string, version: string }} product
 * @returns {string} JSON; throws a sentence if the bill lacks a bundled package
 */
export function formatSbom(bom, bundled, { name, version }) {
  const ref = `${name}@${version}`;
  const components = bundled.map((each) => {
    const found = bom.components.find((component) => `${component.name}@${component.version}` === each);
    if (!found) throw new Error(`npm’s bill of materials lacks ${each}. Run npm ci.`);
    // The packages are needed to build this project, but they are part of the product.
    return { ...found, 'bom-ref': each, scope: 'required', properties: undefined };
  });
  const component = {
    ...bom.metadata.component,
    type: 'application',
    'bom-ref': ref,
    name,
    version,
    purl: `pkg:npm/${ref}`,
    description: 'Language server, linter and VS Code extension for QEMU firmware descriptors',
    properties: undefined,
    scope: undefined,
  };
  const dependencies = [
    { ref, dependsOn: bundled },
    ...bundled.map((each) => ({ ref: each, dependsOn: [] })),
  ];
  const metadata = { lifecycles: bom.metadata.lifecycles, component };
  const kept = { ...bom, serialNumber: undefined, metadata, components, dependencies };
  return `${JSON.stringify(kept, null, 2)}\n`;
}
