import assert from 'node:assert/strict';
import type { Guest } from '../../../server/src/consumers/guest';
import { editGuest, findPlace } from '../../../server/src/consumers/libvirt/editGuest';
import { DomainDocument } from '../../../server/src/domain/document';
import { applyEdits } from '../../../server/src/text/textEdit';

/** Writes a change into a text with one domain. */
function edit(text: string, change: Partial<Guest>): string | undefined {
  const [domain] = new DomainDocument(text).domains;
  assert.ok(domain);
  const edits = editGuest(text, domain, change);
  return edits && applyEdits(text, edits);
}

const join = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** A domain, of which the tests show only the lines in it. */
const wrap = (...lines: readonly string[]): string => join('<domain type="kvm">', ...lines, '</domain>');

describe('A change of a guest', () => {
  it('sets, adds and removes attributes', () => {
    const text = wrap('  <os firmware="bios">', '    <type arch="x86_64" machine="pc">hvm</type>', '  </os>');
    assert.equal(edit(text, { firmware: 'uefi' }), text.replace('"bios"', '"efi"'));
    assert.equal(edit(text, { firmware: undefined }), text.replace(' firmware="bios"', ''));
    assert.equal(edit(text, { machine: 'pc-q35-0' }), text.replace('"pc"', '"q35"'));
    const open = text.replace(' machine="pc"', '');
    assert.equal(edit(open, { machine: 'pc-i440fx-0' }), text);
  });

  it('adds elements with the indentation and the quotes of the file', () => {
    const tabs = join(
      "<domain type='kvm'>",
      "\t<os firmware='efi'>",
      '\t\t<type>hvm</type>',
      '\t</os>',
      '</domain>',
    );
    assert.equal(
      edit(tabs, { secureBoot: true, smm: true }),
      join(
        "<domain type='kvm'>",
        "\t<os firmware='efi'>",
        '\t\t<type>hvm</type>',
        '\t\t<firmware>',
        "\t\t\t<feature enabled='yes' name='secure-boot'/>",
        '\t\t</firmware>',
        '\t</os>',
        '\t<features>',
        "\t\t<smm state='on'/>",
        '\t</features>',
        '</domain>',
      ),
    );
  });

  it('keeps the line ends of Windows', () => {
    const text = wrap('  <os>', '    <type>hvm</type>', '  </os>').replaceAll('\n', '\r\n');
    const after = edit(text, { hasNvram: true }) ?? '';
    assert.equal(after, text.replace('</type>\r\n', '</type>\r\n    <nvram/>\r\n'));
  });

  it('keeps a document on one line', () => {
    const text = `<domain><os firmware='efi'><type>hvm</type></os><features/></domain>`;
    assert.equal(
      edit(text, { loaderType: 'pflash', acpi: true }),
      `<domain><os firmware='efi'><type>hvm</type><loader type='pflash'/></os><features><acpi/></features></domain>`,
    );
  });

  it('opens an element that has only one tag', () => {
    const text = wrap('  <os firmware="efi"/>', '  <features />');
    assert.equal(
      edit(text, { loaderSecure: true, smm: false }),
      wrap(
        '  <os firmware="efi">',
        '    <loader secure="yes"/>',
        '  </os>',
        '  <features>',
        '    <smm state="off"/>',
        '  </features>',
      ),
    );
  });

  it('removes whole lines, and what would be left empty', () => {
    const text = wrap(
      '  <os firmware="efi">',
      '    <type>hvm</type>',
      '    <firmware>',
      '      <feature enabled="yes" name="secure-boot"/>',
      '    </firmware>',
      '    <loader secure="yes"/>',
      '    <nvram template="/vars.fd">/own.fd</nvram>',
      '  </os>',
    );
    const bare = wrap('  <os firmware="efi">', '    <type>hvm</type>', '  </os>');
    const noNvram: Partial<Guest> = { hasNvram: undefined, nvram: undefined, nvramTemplate: undefined };
    assert.equal(edit(text, { secureBoot: undefined, loaderSecure: undefined, ...noNvram }), bare);
    assert.equal(edit(text, { nvramTemplate: undefined }), text.replace(' template="/vars.fd"', ''));
  });

  it('keeps comments, and what a template or another program wrote around it', () => {
    const text = wrap(
      '  <os> <!-- set by hand -->',
      '    <type>hvm</type> <!-- not exe -->',
      '    <loader type="rom"><!-- old -->/a.fd</loader>',
      '  </os>',
    );
    const after = edit(text, { loaderType: 'pflash', loaderReadonly: true }) ?? '';
    assert.equal(after, text.replace('type="rom"', 'type="pflash" readonly="yes"'));
  });

  it('keeps the comments in what it removes', () => {
    const loader = '<loader type="rom"><!-- why -->/a<!-- it -->.fd</loader>';
    const lines = (inner: string): string =>
      wrap('  <os>', '    <type>hvm</type>', `    ${inner}`, '  </os>');
    const text = lines(loader);
    const kept = '<!-- why --> <!-- it -->';
    assert.equal(edit(text, { hasLoader: undefined, loader: undefined }), lines(kept));
    assert.equal(edit(text, { loader: undefined }), lines(`<loader type="rom">${kept}</loader>`));
    assert.equal(edit(text, { loader: '/b' }), lines(`<loader type="rom">${kept}/b</loader>`));
    const inLine = `<domain><os>${loader}<type>hvm</type></os></domain>`;
    assert.equal(edit(inLine, { hasLoader: undefined }), `<domain><os>${kept}<type>hvm</type></os></domain>`);
    const features = wrap(
      '  <os>',
      '    <firmware>',
      '      <!-- no keys here -->',
      "      <feature enabled='yes' name='secure-boot'/>",
      '    </firmware>',
      '  </os>',
    );
    assert.equal(
      edit(features, { secureBoot: undefined }),
      wrap('  <os>', '    <!-- no keys here -->', '  </os>'),
    );
  });

  it('replaces text with entities and CDATA as a whole', () => {
    for (const old of ['/a&amp;b.fd', '<![CDATA[/a&b.fd]]>']) {
      const text = wrap('  <os>', `    <loader>${old}</loader>`, '  </os>');
      assert.equal(
        edit(text, { loader: '/c<d>&"e".fd' }),
        text.replace(old, '/c&lt;d&gt;&amp;&quot;e&quot;.fd'),
      );
    }
  });

  it('escapes values of attributes', () => {
    const text = `<domain><os><nvram template='/a&amp;b'>/own</nvram></os></domain>`;
    const after = edit(text, { nvramTemplate: `/it's "x"` }) ?? '';
    const [domain] = new DomainDocument(after).domains;
    assert.equal(after, `<domain><os><nvram template='/it&apos;s &quot;x&quot;'>/own</nvram></os></domain>`);
    assert.ok(domain);
  });

  it('concerns the elements that libvirt uses', () => {
    const text = wrap(
      '  <os firmware="efi">',
      '    <firmware>',
      '      <feature enabled="no" name="secure-boot"/>',
      '      <feature enabled="yes" name="secure-boot"/>',
      '    </firmware>',
      '    <loader secure="no"/>',
      '    <loader secure="no"/>',
      '  </os>',
      '  <features><smm state="on"/></features>',
      '  <features><smm state="on"/></features>',
    );
    const after = edit(text, { secureBoot: false, loaderSecure: true, smm: false }) ?? '';
    assert.equal(
      after,
      text
        .replace('"yes" name', '"no" name')
        .replace('<loader secure="no"/>', '<loader secure="yes"/>')
        .replace(/on(?="\/><\/features>\n<\/domain>)/, 'off'),
    );
  });

  it('is refused if it has no place', () => {
    const text = wrap('  <os/>');
    assert.equal(edit(text, {}), undefined);
    assert.equal(edit(text, { confidential: undefined }), undefined);
    assert.equal(edit(text, { loader: undefined }), undefined);
    assert.equal(findPlace('confidential'), undefined);
    assert.equal(findPlace('loaderType'), 'os/loader/@type');
    assert.equal(findPlace('acpi'), 'features/acpi');
  });
});
