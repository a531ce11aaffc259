import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { getSchema } from '../../../server/src/schema/bundled';
import { loadByCommands, loadByLibvirt } from '../../../server/src/service/loadFirmware';
import { hasControls } from '../../../server/src/text/visible';
import { descriptor, single, split } from '../commandline/support';

/** By an old schema: what is loaded does not depend on the release that judges the text. */
const read = (text: string): DescriptorDocument => new DescriptorDocument(text, getSchema('7.2'));

const WISH = { style: 'blockdev', version: 'latest' } as const;
const INJECTED = '\ntouch PWNED #';

/** What terminals, shells and editors take for more than a character. */
const CONTROLS = [
  '\n',
  '\r',
  '\0',
  '\b',
  '\t',
  '\u001b[2J',
  '\u007f',
  '\u009b',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
];

/** Descriptors that have a text in one of the members that commands are made from. */
const MEMBERS: Readonly<Record<string, (text: string) => string>> = {
  device: (text) => descriptor({ mapping: { ...split(), device: `flash${text}` } }),
  mode: (text) => descriptor({ mapping: single(`split${text}`) }),
  'mode of another type': (text) => descriptor({ mapping: { ...split(), mode: [text] } }),
  format: (text) => descriptor({ mapping: split(`raw${text}`) }),
  executable: (text) => descriptor({ mapping: split('raw', `/a${text}`) }),
  template: (text) => descriptor({ mapping: split('raw', '/a', `/b${text}`) }),
  filename: (text) => descriptor({ mapping: { device: 'kernel', filename: `/k${text}` } }),
  'uefi-vars': (text) =>
    descriptor({ mapping: { device: 'memory', filename: '/m', 'uefi-vars': { template: `/u${text}` } } }),
  architecture: (text) => descriptor({ targets: [{ architecture: `x86_64${text}`, machines: ['q35'] }] }),
  machine: (text) => descriptor({ targets: [{ architecture: 'x86_64', machines: [`q35${text}`] }] }),
  pattern: (text) => descriptor({ targets: [{ architecture: 'x86_64', machines: [`pc-q35-*${text}`] }] }),
  'pattern without SMM': (text) =>
    descriptor({
      targets: [{ architecture: 'x86_64', machines: [`pc-i440fx-*${text}`] }],
      features: ['requires-smm'],
    }),
  feature: (text) => descriptor({ features: ['requires-smm', `secure-boot${text}`] }),
  key: (text) => descriptor({ [`key${text}`]: 1 }),
};

/** Everything that is shown, and everything that is run, of both ways to load a firmware. */
function load(text: string): { shown: readonly string[]; run: readonly string[] } {
  const commands = loadByCommands(read(text), WISH);
  const element = loadByLibvirt(read(text));
  const shown = [commands, element].flatMap((found) =>
    typeof found === 'string' ? [found] : found.how.notes,
  );
  const run = typeof commands === 'string' ? [] : commands.how.steps;
  const words = run.flatMap((step) => (step.action === 'copy' ? [step.from, step.to] : step.argv));
  const lines = typeof element === 'string' ? [] : element.how.xml.split('\n');
  return { shown, run: [...words, ...lines] };
}

describe('how a descriptor’s firmware is loaded', () => {
  for (const [name, make] of Object.entries(MEMBERS))
    it(`lets no control character of a descriptor through: ${name}`, () => {
      for (const control of [...CONTROLS, INJECTED]) {
        const { shown, run } = load(make(control));
        assert.deepEqual([...shown, ...run].filter(hasControls), []);
        assert.ok(!run.some((word) => word.includes('touch')), run.join('\n'));
      }
    });

  it('lets none through, in any member', () => {
    const scrap = fc.array(fc.constantFrom(...CONTROLS, INJECTED, 'a', '/', ',', '*'), { maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(MEMBERS)), scrap, (make, parts) => {
        const { shown, run } = load(make(parts.join('')));
        assert.deepEqual([...shown, ...run].filter(hasControls), []);
      }),
    );
  });

  it('says which pattern it means by its codes', () => {
    const { shown } = load(MEMBERS.pattern?.(INJECTED) ?? '');
    assert.match(shown.join('\n'), /“pc-q35-\*\\u000atouch PWNED #”/);
  });

  it('keeps a path in the one value of QEMU’s that it is', () => {
    const path = '/x,read-only=off,file.driver=nbd';
    const found = loadByCommands(read(descriptor({ mapping: single('stateless', path) })), WISH);
    assert.ok(typeof found !== 'string');
    const [run] = found.how.steps;
    assert.ok(run?.action === 'run');
    const options = run.argv.at(-1)?.split(/(?<!,)(?:,,)*,(?!,)/) ?? [];
    assert.deepEqual(options.slice(-1), ['file.filename=/x,,read-only=off,,file.driver=nbd']);
  });
});
