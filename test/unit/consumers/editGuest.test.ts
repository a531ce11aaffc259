import assert from 'node:assert/strict';
import type { Guest } from '../../../server/src/consumers/guest';
import { editGuest } from '../../../server/src/consumers/libvirt/editGuest';
import { DomainDocument } from '../../../server/src/domain/document';
import { applyEdits } from '../../../server/src/text/textEdit';

function edit(os: string, change: Partial<Guest>): string {
  const text = `<domain>\n  ${os}\n</domain>\n`;
  const [domain] = new DomainDocument(text).domains;
  assert.ok(domain);
  const edits = editGuest(text, domain, change);
  assert.ok(edits, 'no edits');
  return applyEdits(text, edits).slice('<domain>\n  '.length, -'\n</domain>\n'.length);
}

const FEATURES = `<firmware>
      <feature enabled='yes' name='secure-boot'/>
      <feature enabled='yes' name='enrolled-keys'/>
    </firmware>`;

describe('edits of a guest', () => {
  const rows: readonly (readonly [about: string, os: string, change: Partial<Guest>, expected: string])[] = [
    [
      'remove all features with the element around them',
      `<os firmware='efi'>\n    <type>hvm</type>\n    ${FEATURES}\n  </os>`,
      { firmware: undefined, secureBoot: undefined, enrolledKeys: undefined },
      `<os>\n    <type>hvm</type>\n  </os>`,
    ],
    [
      'remove one feature of two',
      `<os>\n    ${FEATURES}\n  </os>`,
      { enrolledKeys: undefined },
      `<os>\n    <firmware>\n      <feature enabled='yes' name='secure-boot'/>\n    </firmware>\n  </os>`,
    ],
    [
      'close a loader that loses its path',
      `<os>\n    <loader readonly='yes'>/x</loader>\n  </os>`,
      { loader: undefined, loaderType: 'pflash' },
      `<os>\n    <loader readonly='yes' type='pflash'/>\n  </os>`,
    ],
    [
      'add elements after those that stay',
      `<os>\n    <type>hvm</type>\n    <loader type='rom'>/x</loader>\n  </os>`,
      { hasLoader: undefined, secureBoot: true },
      `<os>\n    <type>hvm</type>\n    <firmware>\n      <feature enabled='yes' name='secure-boot'/>\n    </firmware>\n  </os>`,
    ],
    [
      'add elements where all others go',
      `<os>\n    <loader type='rom'>/x</loader>\n  </os>`,
      { hasLoader: undefined, hasNvram: true },
      `<os>\n    <nvram/>\n  </os>`,
    ],
    [
      'add several elements to an empty one',
      `<features>\n  </features>`,
      { smm: true, acpi: true },
      `<features>\n    <smm state='on'/>\n    <acpi/>\n  </features>`,
    ],
  ];
  for (const [about, os, change, expected] of rows)
    it(about, () => {
      assert.equal(edit(os, change), expected);
    });
});
