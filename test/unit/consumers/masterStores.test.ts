import assert from 'node:assert/strict';
import {
  BUILT_IN_STORES,
  findMasterTemplate,
  listMasterStores,
} from '../../../server/src/consumers/libvirt/masterStores';
import { readStringList } from '../../../server/src/consumers/libvirt/qemuConf';

describe('A list of strings in qemu.conf', () => {
  const rows: readonly [what: string, text: string, list: readonly string[] | undefined][] = [
    [
      'over lines, with comments',
      'nvram = [\n  "/a:/b", # one\n  # "/c:/d",\n  \'/e:/f\'\n]\n',
      ['/a:/b', '/e:/f'],
    ],
    ['on one line, after others', 'user = "root"\nnvram=["/a:/b","""/c:/d"""]', ['/a:/b', '/c:/d']],
    ['that is empty', 'nvram = []', []],
    ['in a comment', '#nvram = [ "/a:/b" ]\n', undefined],
    ['of which the first counts', 'nvram = ["1"]\nnvram = ["2"]', ['1']],
    ['with a comma at its end', 'nvram = ["1",]', ['1']],
    [
      'after a list with brackets in strings and comments',
      'x = [ "]" # ]\n, "nvram = [" ]\nnvram = ["1"]',
      ['1'],
    ],
    ['after a value over lines', 'x = """\nnvram = ["0"]\n"""\nnvram = ["1"]', ['1']],
    ['that never ends', 'nvram = [ "1", ', undefined],
    ['with a value that is not a string', 'nvram = [ 1 ]', undefined],
    ['that is a string', 'nvram = "/a:/b"', undefined],
    ['of a setting with a longer name', 'nvram_x = ["1"]\nxnvram = ["2"]', undefined],
    ['without a value', 'nvram\n= ["1"]', undefined],
    ['in another text', '\u0000]]][[[ """ \' = = nvram', undefined],
    ['in no text', '', undefined],
  ];
  for (const [what, text, list] of rows)
    it(what, () => {
      assert.deepEqual(readStringList(text, 'nvram'), list);
    });
});

describe('The templates that libvirt knows without descriptors', () => {
  const OVMF = '/usr/share/OVMF/OVMF_CODE.fd';
  const loader = { path: OVMF, type: 'pflash', readonly: true } as const;
  const conf = 'nvram = [ "/opt/CODE.fd:/opt/VARS.fd", "/no/pair", "/a:/b:/c" ]';

  it('are those that it is built with', () => {
    assert.equal(
      findMasterTemplate(loader, listMasterStores(undefined, true)),
      '/usr/share/OVMF/OVMF_VARS.fd',
    );
    assert.equal(listMasterStores('# nothing', true), BUILT_IN_STORES);
  });

  it('are those of qemu.conf instead, without any descriptor', () => {
    const own = { ...loader, path: '/opt/CODE.fd' };
    assert.deepEqual(listMasterStores(conf, false), [{ loader: '/opt/CODE.fd', template: '/opt/VARS.fd' }]);
    assert.equal(findMasterTemplate(own, listMasterStores(conf, false)), '/opt/VARS.fd');
    assert.equal(findMasterTemplate(loader, listMasterStores(conf, false)), undefined);
  });

  it('are none with both', () => {
    assert.deepEqual(listMasterStores(conf, true), []);
  });

  it('are for raw flash that keeps its variables elsewhere', () => {
    for (const other of [
      { ...loader, type: 'rom' as const },
      { ...loader, readonly: false },
      { ...loader, stateless: true },
      { ...loader, format: 'qcow2' },
      undefined,
    ])
      assert.equal(findMasterTemplate(other, BUILT_IN_STORES), undefined);
    assert.ok(findMasterTemplate({ ...loader, format: 'raw', readonly: undefined }, BUILT_IN_STORES));
  });

  it('are found by links where the release follows them', () => {
    const link = { ...loader, path: '/link.fd' };
    assert.equal(findMasterTemplate(link, BUILT_IN_STORES), undefined);
    const found = findMasterTemplate(
      link,
      BUILT_IN_STORES,
      (one, other) => one === OVMF && other === '/link.fd',
    );
    assert.equal(found, '/usr/share/OVMF/OVMF_VARS.fd');
  });
});
