import assert from 'node:assert/strict';
import { hasControls } from '../../server/src/text/visible';
import { makeMemoryWorkspace } from '../../server/src/workspace/memoryWorkspace';
import { DESCRIPTORS } from './descriptors';
import { askEverything } from './editor';
import { mutate } from './mutate';
import { makeTarget } from './target';

const CONFIGURATIONS = [
  `{
  "root": true,
  "qemuVersion": "8.2",
  "schemaPath": "../qemu/docs/interop/firmware.json",
  "rules": { "template-missing": "error", "relative-path": "hint" },
  "overrides": [{ "files": ["templates/**", "*.in.json"], "rules": { "relative-path": "off" }, "qemuVersion": "7.2" }],
  "exclude": ["build", "vendor/**/*.json", "{a,b{c,d}}/?[x]\\\\*"],
  "consumers": ["libvirt@11.3", "mkosi@27"],
  "images": "headers"
}
`,
  '{ "overrides": [{ "files": "**", "rules": {} }], "exclude": "**/{a,b}" }',
];

const SNIPPETS = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\\\', 'null', 'true', '1', '[]', '{}', '"off"', '"a": 1,', '//'],
  ...[
    '{a,b}',
    '{a,{b,c}}',
    '**/',
    '*',
    '?',
    '[a-z]',
    '{',
    '"exclude": ["**"],',
    '"__proto__": {},',
    '"rules": 1,',
  ],
];

export const configurations = makeTarget({
  name: 'configurations',
  cases: 400,
  make: (random) => ({
    configuration: mutate(random, CONFIGURATIONS, SNIPPETS),
    outer: mutate(random, CONFIGURATIONS, SNIPPETS),
    descriptor: random.oneOf(DESCRIPTORS),
  }),
  async check({ configuration, outer, descriptor }) {
    const path = '/project/descriptors/qemu/firmware/50-fuzz.json';
    const workspace = makeMemoryWorkspace({
      [path]: descriptor,
      '/project/descriptors/.qemu-firmware.json': configuration,
      '/project/.qemu-firmware.json': outer,
    });
    const { logged } = await askEverything({ text: descriptor, path, offsets: [], workspace });
    for (const line of logged)
      assert.ok(!hasControls(line), `logs control characters: ${JSON.stringify(line.slice(0, 300))}`);
    // Two files, and two unreadable schemas.
    assert.ok(logged.length <= 100, `${logged.length} lines in the log`);
    return undefined;
  },
});
