import assert from 'node:assert/strict';
import { hasControls } from '../../server/src/text/visible';
import { bench, SOUND } from '../support/commandLine';
import { HOSTILE_TEXTS } from '../support/hostileTexts';
import { certificate, GLOBAL_VARIABLE, signatureLists, variableVolume } from '../unit/support/firmwareBytes';
import { firmware } from '../unit/support/imageFiles';

const DIRECTORY = 'r/usr/share/qemu/firmware';

/** Characters that a file system allows in a name. */
const NAMES = HOSTILE_TEXTS.map((text) => text.replace(/[/\0]/g, '').slice(0, 80));

/** A descriptor that contains a text in every place, and one in which the text is outside the JSON. */
function describeBy(text: string): readonly string[] {
  const quoted = JSON.stringify(text);
  const raw = quoted.replace(
    /\\u(?:2028|202e|2066|0085|009b|007f)/g,
    (code) => JSON.parse(`"${code}"`) as string,
  );
  return [
    SOUND.replace(/"description": "[^"]*"/, `"description": ${raw}`)
      .replace('"features": [', `"features": [${raw}, `)
      .replace(/"machines": \[/, `"machines": [${raw}, `),
    `{"description": ${quoted}, "interface-types": [${raw}], ${raw}: 1,
      "mapping": {"device": ${raw}, "filename": ${raw}},
      "targets": [{"architecture": ${raw}, "machines": [${raw}, ${raw}]}], "features": [], "tags": [${raw}]}`,
    `{"description": "x",\t\r\n "mapping": ${text}\n, 'features': [“a”,],\n${text}\n}`,
  ];
}

/** Checks that the output consists of plain lines: no control characters, and no CI commands except the intended ones. */
function assertHarmless(printed: string, commands = false, isDiff = false): void {
  for (const line of (isDiff ? printed.replace(/\r$/gm, '').replaceAll('\t', ' ') : printed).split('\n')) {
    assert.ok(!hasControls(line), JSON.stringify(line));
    assert.doesNotMatch(line, /##(?:\[|vso\[|teamcity\[)/);
    if (!commands) assert.doesNotMatch(line, /^\s*::/);
    else if (line !== '') assert.match(line, /^::(?:error|warning|notice) file=[^:]*::/);
  }
}

describe('What the command line prints about hostile texts', function () {
  // Each test runs the program several times on a hundred files.
  this.timeout(120_000);
  const files = bench();
  const { write } = files;

  function check(args: readonly string[], kind?: 'commands' | 'diff', input?: string): string {
    const { out, err, status } = files.run(args, input);
    assert.ok(status !== null && (out !== '' || err !== ''), args.join(' '));
    assertHarmless(out, kind === 'commands', kind === 'diff');
    assertHarmless(err);
    return out;
  }

  beforeEach(() => {
    for (const [at, text] of HOSTILE_TEXTS.entries())
      for (const [kind, content] of describeBy(text).entries())
        write(`${DIRECTORY}/${NAMES[at] ?? ''}${kind}${at}.json`, content);
  });

  for (const format of ['text', 'json', 'sarif', 'github'])
    it(`is harmless in the format ${format} of lint`, () => {
      const kind = format === 'github' ? 'commands' : undefined;
      const options = ['lint', '--format', format, '--root', 'r', '--consumer', 'libvirt@11.3'];
      const out = check([...options, DIRECTORY], kind);
      assert.ok(out.length > 10_000);
      if (format === 'json' || format === 'sarif') JSON.parse(out);
      const named = check([...options, '--stdin-filename', '::error file=a\n::b', '-'], kind, '{"tags": 1}');
      assert.notEqual(named, '');
    });

  it('contains exact paths in JSON', () => {
    const out = check(['lint', '--format', 'json', '--root', 'r', DIRECTORY]);
    const { files: reports } = JSON.parse(out) as { files: readonly { path: string }[] };
    const paths = new Set(reports.map(({ path }) => path));
    for (const [at, name] of NAMES.entries()) assert.ok(paths.has(`${DIRECTORY}/${name}1${at}.json`), name);
  });

  it('is harmless as a diff', () => {
    const out = check(['lint', '--fix', '--dry-run', '--root', 'r', DIRECTORY], 'diff');
    assert.match(out, /^@@ /m);
  });

  it('is harmless in the order of selection and its explanation', () => {
    for (const format of ['text', 'json']) {
      check(['list', '--root', 'r', '--format', format]);
      check(['explain', '--root', 'r', '--format', format, '--arch', 'x86_64', '--machine', 'q35']);
      check([
        'explain',
        '--root',
        'r',
        '--format',
        format,
        '--arch',
        '::x\u001b',
        '--machine',
        '\n::y\u202e',
      ]);
      const domain = `<domain type="kvm"><name>\u202e</name><os firmware="::\u0085"><type arch="\u009bx" machine="&#10;::y">hvm</type></os></domain>`;
      check(['explain', '--root', 'r', '--format', format, '--domain', '-'], undefined, domain);
    }
  });

  it('is harmless for images', () => {
    const names = HOSTILE_TEXTS.map((text, at) => {
      const data = signatureLists([certificate(new TextEncoder().encode(text.slice(0, 60)))]);
      const key = { name: 'PK', vendor: GLOBAL_VARIABLE, data };
      return write(`${NAMES[at] ?? ''}${at}.fd`, variableVolume([key]));
    });
    for (const format of ['text', 'json']) {
      check(['inspect', '--format', format, '--', ...names, '\n::error::missing\u001b']);
    }
    for (const [at, name] of NAMES.entries())
      if (at % 5 === 0) {
        const code = write(`${name}CODE.fd`, firmware());
        check([
          'new',
          `--executable=${code}`,
          `--description=${HOSTILE_TEXTS[at + 1] ?? '\u001b'}`,
          '--arch=x86_64',
        ]);
        check(['new', `--executable=${name}missing`, `--machine=${name}`]);
      }
  });

  it('is harmless as a command line', () => {
    for (const [at, text] of HOSTILE_TEXTS.entries())
      for (const format of at % 5 === 0 ? ['text', 'json', 'libvirt'] : []) {
        const [sound = '', broken = ''] = describeBy(text);
        check(['command-line', '--format', format, '-'], undefined, sound);
        check(['command-line', '--format', format, '-'], undefined, broken);
      }
  });

  it('is harmless for schemas', () => {
    const text = HOSTILE_TEXTS.join('\n# ').replaceAll('\r', '\n# ');
    const schema = write(
      'a\u001b.json',
      `##\n# = ${text}\n##\n{ 'enum': 'A\u202e', 'data': [ '\u0085::x' ] }\n::error::x\n`,
    );
    check(['qapi', 'dump', schema]);
    check(['lint', '--root', 'r', '--schema', schema, DIRECTORY]);
  });

  it('is harmless for configuration files', () => {
    for (const text of ['\n::x\u001b', '::x', '\u202e', '##[error]x']) {
      const content = {
        rules: { [text]: text },
        [text]: 1,
        consumers: [text],
        schemaPath: text,
        qemuVersion: text,
      };
      write('.qemu-firmware.json', JSON.stringify(content));
      check(['lint', '--root', 'r', DIRECTORY]);
    }
  });

  it('is harmless for arguments', () => {
    const odd = '\n::error::x\u001b[31m\u202e\u0085';
    for (const args of [
      ...[
        [odd],
        ['lint', odd],
        ['lint', `--${odd}`],
        ['lint', '--format', odd, '.'],
        ['lint', '--root', odd, '.'],
      ],
      ...[
        ['lint', '--consumer', odd, '.'],
        ['lint', '--qemu-version', odd, '.'],
        ['lint', '--config', odd, '.'],
      ],
      ...[
        ['lint', '--schema', odd, '.'],
        ['list', odd],
        ['list', '--consumer', odd],
        ['explain', `--smm=${odd}`],
      ],
      ...[
        ['explain', '--domain', odd],
        ['inspect', odd],
        ['inspect', '--format', odd, 'x'],
        ['qapi', odd],
      ],
      ...[
        ['qapi', 'dump', odd],
        ['command-line', odd],
        ['command-line', '--style', odd, 'x'],
        ['new', odd],
      ],
      ...[['new', '--executable', odd], ['new', '--executable', 'x', '--priority', odd], ['::error::x']],
    ]) {
      assert.equal(check(args), '', args.join(' '));
    }
  });
});
