/**
 * Finds out what consumers read in a descriptor by asking their models about valid descriptors with a member left out or replaced.
 */

const IMAGE = { filename: '/usr/share/OVMF/OVMF_CODE.fd', format: 'raw' };
const FLASH = {
  device: 'flash',
  mode: 'split',
  executable: IMAGE,
  'nvram-template': { filename: '/usr/share/OVMF/OVMF_VARS.fd', format: 'raw' },
};
const MEMORY = {
  device: 'memory',
  filename: '/usr/share/edk2/ovmf/OVMF.fd',
  'uefi-vars': { template: '/usr/share/edk2/ovmf/vars.json' },
};

/**
 * Each member with the mapping of a descriptor that has it, a value unknown to every schema, and a list with an element that is not a
 * string.
 */
const MEMBERS = [
  { path: 'description' },
  { path: 'interface-types', unknown: ['uefi', 'no-such'], mixed: ['uefi', 7] },
  { path: 'mapping.device', unknown: 'no-such' },
  { path: 'mapping.mode', unknown: 'no-such', of: 'flash' },
  { path: 'mapping.executable', of: 'flash' },
  { path: 'mapping.executable.filename', of: 'flash' },
  { path: 'mapping.executable.format', unknown: 'no-such', of: 'flash' },
  { path: 'mapping.nvram-template', of: 'flash' },
  { path: 'mapping.filename', of: 'memory' },
  { path: 'mapping.uefi-vars', of: 'memory' },
  { path: 'mapping.uefi-vars.template', of: 'memory' },
  { path: 'targets' },
  { path: 'targets.0.architecture', unknown: 'no-such' },
  { path: 'targets.0.machines', mixed: [7, 'pc-q35-*'] },
  { path: 'features', unknown: ['no-such'], mixed: [7] },
  { path: 'tags', mixed: [7] },
];

const makeDescriptor = (of) => ({
  description: 'UEFI firmware',
  'interface-types': ['uefi'],
  mapping: of === 'memory' ? MEMORY : FLASH,
  targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
  features: [],
  tags: [],
});

/** The descriptor with another value at a path; without a value, the member is omitted. */
function withValue(descriptor, path, value) {
  const copy = JSON.parse(JSON.stringify(descriptor));
  const names = path.split('.');
  const last = names.pop();
  const holder = names.reduce((inner, name) => inner[name], copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

/**
 * Returns the rows of a table that shows what each consumer does with each member.
 * @param {object[]} consumers
 * @param {(consumer: object, text: string) => boolean} loads
 * @returns {[name: string, ...cells: string[]][]}
 */
export function probeMembers(consumers, loads) {
  return MEMBERS.map(({ path, unknown, mixed, of }) => {
    const sound = makeDescriptor(of);
    const name = `\`${path.replace('.0.', '[].')}\`${of ? `, ${of}` : ''}`;
    return [
      name,
      ...consumers.map((consumer) => {
        const isTaken = (descriptor) => loads(consumer, JSON.stringify(descriptor));
        const takes = (value) => isTaken(withValue(sound, path, value));
        return isTaken(sound) ? describe({ takes, unknown, mixed }) : 'file rejected';
      }),
    ];
  });
}

function describe({ takes, unknown, mixed }) {
  const [isOptional, isUntyped] = [takes(undefined), takes(7)];
  if (isOptional && isUntyped) return 'not read';
  const words = [isOptional ? 'optional' : 'required'];
  if (isUntyped) words.push('any type');
  if (mixed !== undefined && !takes(mixed)) words.push('strings only');
  if (unknown !== undefined && !takes(unknown)) words.push('known values only');
  return words.join(', ');
}
