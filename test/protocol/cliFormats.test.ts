import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bench, dropNote, ERROR, SOUND, WARNING } from '../support/commandLine';
import { validateSarif as validate } from '../support/sarif';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Artifact {
  readonly uri: string;
  readonly uriBaseId?: string;
}

interface Place {
  readonly physicalLocation: { readonly artifactLocation: Artifact; readonly region: Region };
}

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: {
          readonly rules: readonly {
            readonly id: string;
            readonly help: { readonly text: string };
            readonly defaultConfiguration: { readonly level: string };
          }[];
        };
      };
      readonly invocations: readonly object[];
      readonly originalUriBaseIds: Readonly<Record<string, Artifact>>;
      readonly columnKind: string;
      readonly artifacts?: readonly {
        readonly location: Artifact;
        readonly properties: { readonly consumers: object };
      }[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [Place];
        readonly relatedLocations?: readonly (Place & { readonly message: { readonly text: string } })[];
        readonly fixes?: readonly {
          readonly description: { readonly text: string };
          readonly artifactChanges: readonly [
            {
              readonly artifactLocation: Artifact;
              readonly replacements: readonly {
                readonly deletedRegion: Region;
                readonly insertedContent?: { readonly text: string };
              }[];
            },
          ];
        }[];
      }[];
    },
  ];
}

describe('the formats of lint', () => {
  const files = bench();
  const { run, write } = files;

  describe('text', () => {
    it('ends with a summary on standard error if anything was found', () => {
      write('error.json', ERROR);
      write('warning.json', WARNING);
      write('sound.json', SOUND);
      assert.equal(run(['lint', 'sound.json']).err, '');
      assert.equal(dropNote(run(['lint', 'warning.json']).err), 'qemu-firmware: 1 warning in 1 of 1 file\n');
      assert.equal(
        dropNote(run(['lint', 'error.json', 'sound.json', 'error.json', 'warning.json']).err),
        'qemu-firmware: 2 errors, 1 warning in 3 of 4 files\n',
      );
    });

    it('shows only errors on request', () => {
      write('both.json', WARNING.replace('"device": "flash"', '"device": "flush"'));
      write('warning.json', WARNING);
      const { status, out } = run(['lint', '--quiet', 'both.json', 'warning.json']);
      assert.equal(status, 1);
      assert.match(out, /^both\.json:\d+:\d+: error: [^\n]+\n$/);
      assert.equal(run(['lint', '--quiet', 'warning.json']).status, 0);
      assert.equal(run(['lint', '--quiet', '--fail-on', 'warning', 'warning.json']).status, 1);
    });

    it('is compact without a terminal; “full” also shows the lines of a finding', () => {
      write('error.json', ERROR);
      const inFormat = (format: string): string => run(['lint', '--format', format, 'error.json']).out;
      assert.equal(inFormat('text'), inFormat('compact'));
      const line = ERROR.split('\n').findIndex((text) => text.includes('"flush"')) + 1;
      const [start = '', source, carets, end, ...rest] = inFormat('full').split('\n');
      assert.equal(`${start}\n`, inFormat('compact'));
      assert.equal(source, ` ${line} |         "device": "flush",`);
      assert.equal(carets, `   |                   ^^^^^^^`);
      assert.deepEqual([end, rest], ['', ['']]);
    });

    it('has colours as --color and the environment request', () => {
      write('error.json', ERROR);
      const isColored = (args: readonly string[], env = {}): boolean =>
        run(['lint', ...args, 'error.json'], '', env).out.includes('\u001b');
      assert.equal(isColored(['--color', 'always'], { NO_COLOR: '1' }), true);
      assert.equal(isColored(['--color=never'], { FORCE_COLOR: '1' }), false);
      assert.equal(isColored(['--color', 'auto'], { FORCE_COLOR: '1' }), true);
      assert.equal(isColored([]), false);
      assert.equal(isColored(['--color', 'always', '--format', 'json']), false);
    });

    it('has neither colours nor progress without a terminal', () => {
      write('error.json', ERROR);
      const { out, err } = run(['lint', ...Array.from({ length: 300 }, () => 'error.json')]);
      assert.ok(!(out + err).includes('\u001b'));
    });

    it('has colours if the environment forces them, only in text formats', () => {
      write('error.json', ERROR);
      const forced = (format: string): string =>
        run(['lint', '--format', format, 'error.json'], '', { FORCE_COLOR: '1' }).out;
      assert.ok(forced('text').includes('\u001b[1merror:\u001b[22m'));
      for (const format of ['json', 'sarif', 'github']) assert.ok(!forced(format).includes('\u001b'), format);
    });
  });

  describe('github', () => {
    it('has a command for each finding', () => {
      const line = WARNING.split('\n').findIndex((text) => text.includes('verbose-dyanmic')) + 1;
      const { status, out } = run(['lint', '--format', 'github', write('a/x.json', WARNING)]);
      assert.equal(status, 0);
      const command = `^::warning file=a/x\\.json,line=${line},endLine=${line},col=9,endColumn=26,title=unknown-value::`;
      assert.match(out, new RegExp(`${command}Unknown value “verbose-dyanmic” [^\\n]+\\n$`));
      assert.match(run(['lint', '--format', 'github', write('e.json', ERROR)]).out, /^::error file=e\.json,/);
    });

    it('escapes names and texts', () => {
      const name = write('100%, a:b\n::error::.json', ERROR.replace('"flush"', '"100%\\n::error::x"'));
      const lines = run(['lint', '--format', 'github', name]).out.split('\n');
      assert.equal(lines.length, 2);
      assert.match(lines[0] ?? '', /^::error file=100%25%2C a%3Ab%0A%3A%3Aerror%3A%3A\.json,line=/);
      assert.match(lines[0] ?? '', /::Unknown value “100%25/);
    });

    it('omits columns if a finding spans several lines', () => {
      const { out } = run(['lint', '--format', 'github', write('x.json', `/* a\n b */${SOUND}`)]);
      assert.match(out, /^::error file=x\.json,line=1,endLine=2,title=json-comment::/);
    });

    it('has a notice for each consumer that does not load the file, after the findings that say why', () => {
      const consumers = ['libvirt@11.3', 'mkosi@27', 'libvirt@9.0'].flatMap((id) => ['--consumer', id]);
      const { status, out } = run(['lint', '--format', 'github', ...consumers, write('x.json', ERROR)]);
      assert.equal(status, 1);
      const [finding = '', ...others] = out.trimEnd().split('\n');
      assert.match(finding, /^::error file=x\.json,line=\d+,.*title=unknown-value::/);
      assert.deepEqual(others, [
        '::notice file=x.json,title=libvirt@11.3::libvirt@11.3 ignores it: unknown-value',
        '::notice file=x.json,title=libvirt@9.0::libvirt@9.0 fails on it: unknown-value',
      ]);
    });

    it('warns of a consumer that does not load the file if no finding says why', () => {
      const stateless = SOUND.replace('"split"', '"stateless"').replace(
        /,\s*"nvram-template": \{[^}]*\}/,
        '',
      );
      const vmspawn = ['lint', '--format', 'github', '--consumer', 'vmspawn@257'];
      const { status, out } = run([...vmspawn, write('x.json', stateless)]);
      assert.deepEqual(
        [status, out.trimEnd().split('\n').at(-1)],
        [0, '::warning file=x.json,title=vmspawn@257::vmspawn@257 ignores it: missing-member'],
      );
    });

    it('only notes that an empty file masks others', () => {
      const { status, out } = run(['lint', '--format', 'github', '--consumer', 'libvirt@11.3', '-']);
      assert.equal(status, 0);
      assert.equal(out, '::notice file=-,title=libvirt@11.3::libvirt@11.3 treats it as a mask\n');
    });

    it('is empty for a valid descriptor', () => {
      const clean = { status: 0, out: '', err: '' };
      const args = ['lint', '--format', 'github', '--consumer', 'libvirt@11.3', write('y.json', SOUND)];
      assert.deepEqual(run(args), clean);
      assert.deepEqual(run(['lint', '--format', 'github', write('x.json', SOUND)]), clean);
    });
  });

  describe('sarif', () => {
    function sarif(...args: readonly string[]): Sarif['runs'][0] {
      const log: unknown = JSON.parse(run(['lint', '--format', 'sarif', ...args]).out);
      assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
      return (log as Sarif).runs[0];
    }

    /** Returns the text of a region. */
    function regionOf(
      text: string,
      { startLine, startColumn, endLine, endColumn }: Region,
    ): [number, number] {
      const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
      const offset = (line: number, column: number): number => (starts[line - 1] ?? NaN) + column - 1;
      return [offset(startLine, startColumn), offset(endLine, endColumn)];
    }

    it('is checked against a schema that rejects mistakes', () => {
      assert.equal(validate({ version: '2.1.0', runs: [{ tool: {} }] }), false);
      assert.equal(
        validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, frob: 1 }] }),
        false,
      );
      assert.equal(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } } }] }), true);
    });

    it('is valid for all findings in the samples', () => {
      cpSync('samples', path.join(files.folder, 'samples'), { recursive: true });
      write('latin1.json', Buffer.from([0x7b, 0xe9]));
      write('many.json', `[${'@,'.repeat(300)}]`);
      const { results, tool } = sarif('samples', 'latin1.json', 'many.json');
      const { files: reports } = JSON.parse(
        run(['lint', '--format', 'json', 'samples', 'latin1.json', 'many.json']).out,
      ) as { files: { diagnostics: { code: string; fixes: string[] }[] }[] };
      assert.deepEqual(
        results.map(({ ruleId, fixes = [] }) => [ruleId, fixes.length]),
        reports.flatMap(({ diagnostics }) => diagnostics.map(({ code, fixes }) => [code, fixes.length])),
      );
      for (const { ruleId, ruleIndex } of results)
        assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId, 'every code is a rule of the tool');
      for (const { help } of tool.driver.rules) assert.ok(help.text.length > 20);
    });

    it('is valid and without results if nothing is wrong or nothing can be read', () => {
      assert.deepEqual(sarif(write('x.json', SOUND)).results, []);
      const { results, invocations } = sarif('missing.json');
      assert.deepEqual(results, []);
      assert.deepEqual(invocations, [
        {
          executionSuccessful: false,
          toolExecutionNotifications: [
            { level: 'error', message: { text: 'missing.json: no such file or folder' } },
          ],
        },
      ]);
    });

    it('counts columns in UTF-16 units, from 1', () => {
      const text = `{"😀é": 1, ${SOUND.slice(1)}`;
      const { columnKind, results } = sarif(write('x.json', text));
      assert.equal(columnKind, 'utf16CodeUnits');
      const region = results[0]?.locations[0].physicalLocation.region;
      assert.deepEqual(region, { startLine: 1, startColumn: 2, endLine: 1, endColumn: 7 });
    });

    it('has URIs relative to the current folder, percent-encoded', () => {
      write('dir #1/ä %b:c.json', ERROR);
      const { originalUriBaseIds, results } = sarif('./dir #1/../dir #1/ä %b:c.json');
      const location = results[0]?.locations[0].physicalLocation.artifactLocation;
      assert.deepEqual(location, { uri: 'dir%20%231/%C3%A4%20%25b%3Ac.json', uriBaseId: '%SRCROOT%' });
      const base = originalUriBaseIds['%SRCROOT%']?.uri;
      assert.equal(base, pathToFileURL(`${files.folder}/`).href);
      assert.equal(
        new URL(location.uri, base).href,
        pathToFileURL(path.join(files.folder, 'dir #1', 'ä %b:c.json')).href.replace('b:c', 'b%3Ac'),
      );
    });

    it('says what consumers do with each file, if any was requested', () => {
      write('x y.json', ERROR);
      write('sound.json', SOUND);
      const args = ['--consumer', 'libvirt@11.3', '--consumer', 'mkosi@27'];
      const { artifacts, results } = sarif(...args, 'x y.json', 'sound.json', './x y.json');
      assert.equal(results.length, 2);
      const loads = { verdict: 'loads', because: [] };
      const skips = { verdict: 'skips', because: ['unknown-value'] };
      assert.deepEqual(artifacts, [
        {
          location: { uri: 'x%20y.json', uriBaseId: '%SRCROOT%' },
          roles: ['analysisTarget'],
          properties: { consumers: { 'libvirt@11.3': skips, 'mkosi@27': loads } },
        },
        {
          location: { uri: 'sound.json', uriBaseId: '%SRCROOT%' },
          roles: ['analysisTarget'],
          properties: { consumers: { 'libvirt@11.3': loads, 'mkosi@27': loads } },
        },
      ]);
      assert.equal(sarif('x y.json').artifacts, undefined);
    });

    it('has the absolute URI of a file elsewhere', () => {
      const args = ['lint', '--format', 'sarif', '--stdin-filename', '/else where/x.json', '-'];
      const [result] = (JSON.parse(run(args, ERROR).out) as Sarif).runs[0].results;
      const expected = { uri: 'file:///else%20where/x.json' };
      assert.deepEqual(result?.locations[0].physicalLocation.artifactLocation, expected);
    });

    it('doubles the braces in messages, which would enclose arguments otherwise', () => {
      const [result] = sarif(write('x.json', ERROR.replace('"flush"', '"{0}"'))).results;
      assert.match(result?.message.text ?? '', /“\{\{0\}\}”/);
    });

    it('includes related locations', () => {
      const duplicate = readFileSync('samples/qemu/firmware/66-mistake-duplicate-key.json', 'utf8');
      const [result] = sarif(write('x.json', duplicate)).results;
      const [related] = result?.relatedLocations ?? [];
      assert.ok(related);
      const [start, end] = regionOf(duplicate, related.physicalLocation.region);
      assert.equal(duplicate.slice(start, end), '"features"');
      assert.match(related.message.text, /features/);
    });

    it('has fixes as replacements that can be applied', () => {
      const [result] = sarif(write('x.json', WARNING)).results;
      const [change] = result?.fixes?.[0]?.artifactChanges ?? [];
      assert.ok(change);
      assert.deepEqual(change.artifactLocation, result?.locations[0].physicalLocation.artifactLocation);
      let text = WARNING;
      for (const { deletedRegion, insertedContent } of [...change.replacements].reverse()) {
        const [start, end] = regionOf(text, deletedRegion);
        text = text.slice(0, start) + (insertedContent?.text ?? '') + text.slice(end);
      }
      assert.equal(text, SOUND);
    });

    it('has a fix for several findings once, like the JSON format', () => {
      const name = write('x.json', '{\n  "description": "x"\n  "tags": [\n');
      const own = (titles: readonly (readonly string[])[]): void => {
        assert.deepEqual(titles, [['Fix all JSON problems', 'Add the comma'], ['Add “]}”']]);
      };
      own(
        sarif(name).results.map(({ fixes = [] }) =>
          fixes.map(({ description }) => description.text.replace(/\}\}|\{\{/g, ([brace]) => brace ?? '')),
        ),
      );
      const { files } = JSON.parse(run(['lint', '--format', 'json', name]).out) as {
        readonly files: readonly { readonly diagnostics: readonly { readonly fixes: string[] }[] }[];
      };
      own(files.flatMap(({ diagnostics }) => diagnostics.map(({ fixes }) => fixes)));
    });
  });
});
