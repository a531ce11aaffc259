import assert from 'node:assert/strict';
import type { SeenImage } from '../../../server/src/descriptor/surroundings';
import { makeImageHover } from '../../../server/src/features/hover';
import { summariseImage } from '../../../server/src/features/imageSummary';
import {
  makeCode,
  makePlainImage,
  makeVariableStore,
  makeWholeImage,
} from '../../../server/src/rules/shared/exampleImages';

const RELEASE = { architecture: 'x86_64', kind: 'sec', offset: 0, debugStrings: false } as const;

describe('what an image is, in some lines', () => {
  it('names the use of code, and what is and is not in it', () => {
    assert.deepEqual(
      summariseImage(makeCode({ core: RELEASE }, { secureBoot: true, smm: true, acpiS3: false })),
      [
        'UEFI firmware, code only',
        'raw, 3653632 bytes (3568 KiB)',
        'x86_64 code, for the split and stateless modes',
        'has secure-boot, requires-smm',
        'may have amd-sev, amd-sev-es, amd-sev-snp, intel-tdx',
        'does not have acpi-s3, verbose-dynamic, verbose-static',
      ],
    );
  });

  it('says what is known before anybody looked at the modules', () => {
    const { facts } = makeCode();
    assert.deepEqual(summariseImage({ facts, pending: true }).slice(2), [
      'starts with x86_64 code, for the split and stateless modes',
      'may have amd-sev-es, amd-sev-snp, intel-tdx',
      'analysing compressed modules…',
    ]);
  });

  it('names the keys of a variable store', () => {
    const lines = (...args: Parameters<typeof makeVariableStore>): readonly string[] =>
      summariseImage(makeVariableStore(...args));
    assert.deepEqual(lines(), [
      'UEFI variables',
      'raw, 540672 bytes (528 KiB)',
      'empty variable store, without keys',
      'does not have enrolled-keys',
    ]);
    const keys = { count: 5, kek: 2, db: 3, dbx: 77 };
    assert.deepEqual(lines({ ...keys, enrolled: true, pk: { subject: 'A\nB\u202e' } }).slice(2), [
      'variable store with enrolled keys: PK CN=A B , KEK 2, db 3, dbx 77',
      'has enrolled-keys',
    ]);
    assert.match(lines({ ...keys, pk: {}, secureBootEnable: 0 })[2] ?? '', /Secure Boot disabled: PK, KEK 2/);
    assert.match(lines({ ...keys })[2] ?? '', /without a platform key/);
  });

  it('is short for other images than UEFI firmware, and for other architectures than a PC’s', () => {
    assert.deepEqual(summariseImage(makePlainImage('bios', 0x40000, { biosDate: '06/23/99' })), [
      'PC BIOS, dated 06/23/99',
      'raw, 262144 bytes (256 KiB)',
    ]);
    const { ovmf, ...facts } = makeWholeImage().facts;
    assert.ok(ovmf);
    const arm: SeenImage = {
      facts: { ...facts, core: { ...RELEASE, architecture: 'aarch64' } },
      deep: {
        ...{ secureBoot: true, smm: false, acpiS3: false, amdSev: false, tdx: false, tpm: false },
        dxeArchitecture: 'aarch64',
      },
    };
    assert.deepEqual(summariseImage(arm).slice(2), [
      'aarch64 code, for the combined and stateless modes',
      'empty variable store, without keys',
      'has secure-boot',
      'does not have enrolled-keys, verbose-dynamic, verbose-static',
    ]);
  });

  it('is Markdown in a hover, regardless of the text of a certificate', () => {
    const place = { path: '/x', token: { start: 3, end: 7 }, content: { start: 4, end: 6 } };
    const store = makeVariableStore({ count: 1, enrolled: true, pk: { subject: '[a](command:b)' } });
    const { range, markdown } = makeImageHover(place, store);
    assert.deepEqual(range, { start: 3, end: 7 });
    assert.match(markdown, /^\*\*UEFI variables\*\* {2}\nraw, 540672 bytes \(528 KiB\) {2}\n/);
    assert.match(markdown, /CN=&#91;a&#93;\(command:b\)/);
  });
});
