import assert from 'node:assert/strict';
import { bench } from '../support/commandLine';
import { inGerman } from '../support/german';

describe('the language of the command line', () => {
  const { run, write } = bench();
  /** The note on a folder without descriptors. */
  function noted(environment: NodeJS.ProcessEnv): string {
    return run(['lint', '.'], '', environment).err.replace(/^qemu-firmware: |\n$/g, '');
  }

  const NONE = '{0}: no firmware descriptors or libvirt domains in this folder';
  const IN_ENGLISH = '.: no firmware descriptors or libvirt domains in this folder';

  it('is that of the locale', () => {
    for (const locale of ['de_DE.UTF-8', 'de', 'de_AT@euro', 'de_CH'])
      assert.equal(noted({ LC_ALL: locale }), inGerman(NONE, '.'), locale);
  });

  it('is English in the POSIX locale, in one without translations and in an invalid one', () => {
    for (const locale of ['C', 'C.UTF-8', 'POSIX', 'tlh', 'den_XY', '../../package'])
      assert.equal(noted({ LC_ALL: locale }), IN_ENGLISH, locale);
  });

  it('depends on LC_ALL, then on LC_MESSAGES, then on LANG', () => {
    const expected = inGerman(NONE, '.');
    assert.equal(noted({ LC_ALL: 'de', LC_MESSAGES: 'C', LANG: 'C' }), expected);
    assert.equal(noted({ LC_ALL: '', LC_MESSAGES: 'de', LANG: 'C' }), expected);
    assert.equal(noted({ LC_ALL: '', LC_MESSAGES: '', LANG: 'de' }), expected);
    assert.equal(noted({ LC_ALL: '', LC_MESSAGES: 'C', LANG: 'de' }), IN_ENGLISH);
    assert.equal(noted({ LC_ALL: '', LC_MESSAGES: '', LANG: '' }), IN_ENGLISH);
  });

  it('applies to findings, consequences and the summary, but not to output for programs', () => {
    write('x.json', Buffer.from([0x7b, 0xe9]));
    const { status, out, err } = run(['lint', '--consumer', 'libvirt@11.3', 'x.json'], '', { LC_ALL: 'de' });
    const message = inGerman('Invalid UTF-8 from here on. JSON must be UTF-8. Save the file as UTF-8.');
    const consequence = inGerman('{0} silently ignores this file', 'libvirt 11.3');
    assert.equal(status, 1);
    assert.equal(
      out,
      `x.json:1:2: error: ${message} ${consequence}. [json-encoding]\n` +
        `x.json: ${inGerman('{0} ignores it', 'libvirt@11.3')}: json-encoding\n`,
    );
    assert.equal(err, `qemu-firmware: ${inGerman('{0} in 1 of 1 file', inGerman('1 error'))}\n`);
  });

  it('applies to usage errors', () => {
    const mistake = `${inGerman('unknown command “{0}”', 'frobnicate')}.`;
    const { status, err } = run(['frobnicate'], '', { LC_ALL: 'de' });
    assert.deepEqual(
      [status, err],
      [2, `qemu-firmware: ${inGerman('{0} Try “{1}”.', mistake, 'qemu-firmware --help')}\n`],
    );
  });
});
