import assert from 'node:assert/strict';
import { isDomain } from '../../../client/src/domainText';
import { startsDomain } from '../../../server/src/domain/recognise';

describe('startsDomain', () => {
  for (const text of [
    '<domain>',
    "<domain type='kvm'>",
    '<domain/>',
    '\uFEFF<?xml version="1.0"?>\n<domain>',
    '<!--\nWARNING: <network>\n-->\n\n<!-- again -->\n<domain\ntype="kvm">',
    '<!DOCTYPE domain>\n<domain>',
    '<domains>',
    '<domainsnapshot>',
    '<domstatus ',
  ])
    it(`accepts ${JSON.stringify(text)}`, () => {
      assert.ok(startsDomain(text));
    });

  for (const text of [
    '',
    'domain',
    '<domainCapabilities>',
    '<domainbackup>',
    '<network><domain></network>',
    '<!-- <domain> -->',
    '<!-- <domain>',
    '<?xml <domain>',
    ' '.repeat(1024 * 1024) + '<domain>',
  ])
    it(`rejects ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.ok(!startsDomain(text));
    });

  it('takes time in proportion to the length of other texts', () => {
    assert.ok(!startsDomain('<!-- '.repeat(100_000)));
    assert.ok(!startsDomain('<!---->'.repeat(100_000)));
  });
});

describe('isDomain', () => {
  const document = (languageId: string, fileName: string) => ({
    ...{ languageId, fileName },
    getText: () => '<domain>',
  });

  it('checks the language or the name of the file', () => {
    assert.ok(isDomain(document('xml', 'guest')));
    assert.ok(isDomain(document('plaintext', '/a/guest.xml')));
    assert.ok(!isDomain(document('html', '/a/guest.html')));
  });
});
