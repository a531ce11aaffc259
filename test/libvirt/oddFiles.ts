import { descriptor, flash, split } from './descriptors';
import { ADMINISTRATOR, DISTRIBUTION, type Tree } from './directories';

/** The odd files, each in an otherwise valid directory. */
export const ODD_FILES: Readonly<Record<string, Tree[string]>> = {
  'no JSON': 'firmware',
  'a space': ' ',
  'a comment': `// mine\n${descriptor('odd')}`,
  'a byte order mark': `\ufeff${descriptor('odd')}`,
  'text after the end': `${descriptor('odd')}}`,
  'an array': '[]',
  'an empty object': '{}',
  'a raw tab': descriptor('odd').replace('"odd"', '"o\tdd"'),
  'a member twice': descriptor('odd').replace('{', '{"tags":[],'),
  'an unknown member': descriptor('odd').replace('{', '{"mine":[],'),
  'no description and tags': descriptor('odd').replace('"description":"odd",', '').replace(',"tags":[]', ''),
  'an unknown interface': descriptor('odd', { interfaces: ['uefi', 'efi'] }),
  'no interfaces': descriptor('odd').replace('"interface-types"', '"interfaces"'),
  'no targets': descriptor('odd').replace('"targets"', '"target"'),
  'no features': descriptor('odd').replace('"features"', '"feature"'),
  'an unknown architecture': descriptor('odd', { targets: [{ architecture: 'amd64', machines: ['*'] }] }),
  'an architecture of QEMU 7.1': descriptor('odd', {
    targets: [{ architecture: 'loongarch64', machines: ['*'] }],
  }),
  'a target without machines': descriptor('odd', { targets: [{ architecture: 'x86_64' }] }),
  'a number for a machine': descriptor('odd', { targets: [{ architecture: 'x86_64', machines: [1] }] }),
  'a number for a feature': descriptor('odd').replace('"features":[]', '"features":[1]'),
  'an unknown device': descriptor('odd', { mapping: { device: 'rom', filename: '/fw/odd.code' } }),
  IGVM: descriptor('odd', { mapping: { device: 'igvm', filename: '/fw/odd.code' } }),
  'an unknown mode': descriptor('odd', { mapping: flash('odd', 'separate') }),
  'split flash without a template': descriptor('odd', { mapping: flash('odd', 'split') }),
  'flash without an executable': descriptor('odd', { mapping: { device: 'flash', mode: 'combined' } }),
  'an executable without a format': descriptor('odd', {
    mapping: { device: 'flash', mode: 'stateless', executable: { filename: '/fw/odd.code' } },
  }),
  'memory without a file': descriptor('odd', { mapping: { device: 'memory' }, features: ['enrolled-keys'] }),
  'letters outside ASCII': descriptor('odd').replace('"odd"', '"café €"'),
  'letters outside ASCII, escaped': descriptor('odd').replace('"odd"', '"caf\\u00e9"'),
  'letters outside ASCII in a member': descriptor('odd').replace('{', '{"café":1,'),
  'a long integer': descriptor('odd').replace('{', '{"mine":18446744073709551616,'),
  'an integer of 64 bits': descriptor('odd').replace('{', '{"mine":18446744073709551615,'),
  'a long negative integer': descriptor('odd').replace('{', '{"mine":-9223372036854775809,'),
  'a point without decimals': descriptor('odd').replace('{', '{"mine":[1.,-1.e5,00,-01,-.5],'),
  'not a number': descriptor('odd').replace('{', '{"mine":[NaN,Infinity,-Infinity],'),
  'a leading zero': descriptor('odd').replace('{', '{"mine":01,'),
  'an exponent without digits': descriptor('odd').replace('{', '{"mine":1e,'),
  'a name in single quotes': descriptor('odd').replace('"description"', "'description'"),
  'a value in single quotes': descriptor('odd').replace('"odd"', "'odd'"),
  'a form feed': descriptor('odd').replace('{', '{\f'),
  'depth 31': descriptor('odd').replace('{', `{"mine":${deep(31)},`),
  'depth 32': descriptor('odd').replace('{', `{"mine":${deep(32)},`),
  'depth 299': descriptor('odd').replace('{', `{"mine":${deep(299)},`),
  'depth 300': descriptor('odd').replace('{', `{"mine":${deep(300)},`),
  'a variable store without a template': descriptor('odd', {
    mapping: { device: 'memory', filename: '/fw/odd.code', 'uefi-vars': { templat: '/fw/odd.json' } },
  }),
  'a variable store with a number': descriptor('odd', {
    mapping: { device: 'memory', filename: '/fw/odd.code', 'uefi-vars': { template: 7 } },
  }),
  'a variable store of flash': descriptor('odd', { mapping: { ...split('odd'), 'uefi-vars': 7 } }),
  'a template without effect, stateless': descriptor('odd', {
    mapping: { ...flash('odd', 'stateless'), 'nvram-template': 'x' },
  }),
  'a mode that is null': descriptor('odd', { mapping: { ...split('odd'), mode: null } }),
  'the interface svsm': descriptor('odd', { interfaces: ['svsm', 'uefi'] }),
  'a broken symbolic link': { to: 'gone.json' },
  'a link to itself': { to: '45-odd.json' },
};

function deep(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

/** Returns the distribution's directory with one of the odd files. */
export function withOdd(content: Tree[string]): Tree {
  return { ...DISTRIBUTION, [`${ADMINISTRATOR}/45-odd.json`]: content };
}
