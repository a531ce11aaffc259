import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { CLI, environment, SOUND } from '../support/commandLine';

const WITHOUT_TEMPLATE = SOUND.replace(/,\s*"nvram-template": \{[^}]*\}/, '');
const NAMED = [
  'libvirt@9.0',
  'libvirt@11.3',
  'libvirt@12.8',
  'vmspawn@257',
  'vmspawn@262',
  'mkosi@27',
  'nova@32',
  'bcvk@0.18',
];

interface Report {
  readonly files: readonly {
    readonly diagnostics: readonly {
      readonly code: string;
      readonly message: string;
      readonly consequences?: readonly { consumer: string; effect: string }[];
    }[];
    readonly consumers: Readonly<Record<string, { verdict: string; because: string[] }>>;
  }[];
}

function lint(
  input: string | Uint8Array,
  ...args: readonly string[]
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'lint', ...args, '-'], {
    input,
    env: environment(),
  });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

function forConsumers(...ids: readonly string[]): string[] {
  return ids.flatMap((id) => ['--consumer', id]);
}

function consumersOf(
  input: string | Uint8Array,
  ...ids: readonly string[]
): Report['files'][number]['consumers'] {
  const { out } = lint(input, '--format', 'json', ...forConsumers(...ids));
  return (JSON.parse(out) as Report).files[0]?.consumers ?? {};
}

describe('lint --consumer', () => {
  it('reports the verdict of each named consumer', () => {
    assert.deepEqual(consumersOf(WITHOUT_TEMPLATE, ...NAMED), {
      'libvirt@9.0': { verdict: 'breaks', because: ['template-missing'] },
      'libvirt@11.3': { verdict: 'skips', because: ['template-missing'] },
      'libvirt@12.8': { verdict: 'skips', because: ['template-missing'] },
      'vmspawn@257': { verdict: 'skips', because: ['template-missing'] },
      'vmspawn@262': { verdict: 'loads', because: [] },
      'mkosi@27': { verdict: 'loads', because: [] },
      'nova@32': { verdict: 'breaks', because: ['template-missing'] },
      'bcvk@0.18': { verdict: 'loads', because: [] },
    });
  });

  it('names a consumer as the user does, and reports each reason once', () => {
    const text = SOUND.replace('"uefi"', '"efi", "efi"');
    assert.deepEqual(consumersOf(text, 'libvirt@11.3.0', 'mkosi@27.1'), {
      'libvirt@11.3.0': { verdict: 'skips', because: ['unknown-value'] },
      'mkosi@27.1': { verdict: 'loads', because: [] },
    });
  });

  it('recognises masks and files that are not UTF-8', () => {
    assert.deepEqual(consumersOf('', 'libvirt@9.0', 'mkosi@27'), {
      'libvirt@9.0': { verdict: 'masks', because: [] },
      'mkosi@27': { verdict: 'breaks', because: ['json-blank'] },
    });
    assert.deepEqual(consumersOf(Uint8Array.of(0x7b, 0xff), 'libvirt@11.3', 'libvirt@9.0'), {
      'libvirt@11.3': { verdict: 'skips', because: ['json-encoding'] },
      'libvirt@9.0': { verdict: 'breaks', because: ['json-encoding'] },
    });
  });

  it('recognises which consumers accept text that only has the form of UTF-8', () => {
    const bytes = [...new TextEncoder().encode(SOUND.replace('"description": "', '"description": "?'))];
    bytes.splice(bytes.indexOf('?'.charCodeAt(0)), 1, 0xc0, 0x80);
    const ids = ['libvirt@12.8', 'libvirt@11.3', 'mkosi@27'];
    assert.deepEqual(consumersOf(Uint8Array.from(bytes), ...ids), {
      'libvirt@12.8': { verdict: 'loads', because: [] },
      'libvirt@11.3': { verdict: 'skips', because: ['json-non-ascii'] },
      'mkosi@27': { verdict: 'breaks', because: ['json-encoding'] },
    });
    const { out } = lint(Uint8Array.from(bytes), '--format', 'json', ...forConsumers(...ids));
    const [finding, ...others] = (JSON.parse(out) as Report).files[0]?.diagnostics ?? [];
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.consequences, [
      { consumer: 'libvirt@11.3', effect: 'skips' },
      { consumer: 'mkosi@27', effect: 'breaks' },
    ]);
  });

  it('adds a line after the findings for each consumer that does not load the file', () => {
    const { status, out } = lint(
      WITHOUT_TEMPLATE,
      ...forConsumers('libvirt@11.3', 'mkosi@27', 'libvirt@9.0'),
    );
    const lines = out.trimEnd().split('\n');
    assert.equal(status, 1);
    assert.match(lines[0] ?? '', /\[template-missing\]$/);
    assert.deepEqual(lines.slice(1), [
      '-: libvirt@11.3 ignores it: template-missing',
      '-: libvirt@9.0 fails on it: template-missing',
    ]);
  });

  const SKIPPED = { consumer: 'libvirt@11.3', effect: 'skips' };
  const BROKEN = { consumer: 'libvirt@9.0', effect: 'breaks' };

  it('does not change messages in JSON, and lists separately which consumers reject the file', () => {
    const findingOf = (...ids: readonly string[]): Report['files'][number]['diagnostics'][number] => {
      const { out } = lint(WITHOUT_TEMPLATE, '--format', 'json', ...forConsumers(...ids));
      const [finding] = (JSON.parse(out) as Report).files[0]?.diagnostics ?? [];
      assert.ok(finding);
      return finding;
    };
    const { message, consequences } = findingOf('libvirt@11.3');
    assert.deepEqual(consequences, [SKIPPED]);
    assert.doesNotMatch(message, /11\.3/);
    assert.deepEqual(findingOf('mkosi@27', 'libvirt@11.3', 'libvirt@9.0'), {
      ...findingOf('libvirt@11.3'),
      consequences: [SKIPPED, BROKEN],
    });
    assert.deepEqual({ ...findingOf('mkosi@27'), consequences }, findingOf('libvirt@11.3'));
    assert.ok(!('consequences' in findingOf('mkosi@27')));
    const undecodable = lint(
      Uint8Array.of(0x7b, 0xff),
      '--format',
      'json',
      ...forConsumers('libvirt@11.3'),
    ).out;
    assert.deepEqual((JSON.parse(undecodable) as Report).files[0]?.diagnostics[0]?.consequences, [SKIPPED]);
  });

  it('does not change messages in SARIF, and lists in a result’s properties which consumers reject the file', () => {
    interface Log {
      readonly runs: readonly [
        {
          readonly results: readonly { readonly message: { text: string }; readonly properties?: unknown }[];
        },
      ];
    }
    const resultOf = (...ids: readonly string[]): Log['runs'][0]['results'][number] => {
      const { out } = lint(WITHOUT_TEMPLATE, '--format', 'sarif', ...forConsumers(...ids));
      const [result] = (JSON.parse(out) as Log).runs[0].results;
      assert.ok(result);
      return result;
    };
    assert.deepEqual(resultOf('libvirt@11.3').properties, { consequences: [SKIPPED] });
    assert.deepEqual(resultOf('libvirt@9.0').properties, { consequences: [BROKEN] });
    assert.deepEqual(resultOf('libvirt@9.0').message, resultOf('libvirt@11.3').message);
    assert.ok(!('properties' in resultOf('mkosi@27')));
  });

  it('does not affect the exit status', () => {
    const stateless = SOUND.replace('"split"', '"stateless"').replace(/,\s*"nvram-template": \{[^}]*\}/, '');
    const { status, out } = lint(stateless, ...forConsumers('vmspawn@257'));
    assert.deepEqual(
      [status, out.trimEnd().split('\n').at(-1)],
      [0, '-: vmspawn@257 ignores it: missing-member'],
    );
  });

  it('lists the known consumers if one is unknown', () => {
    const { status, out, err } = lint(SOUND, ...forConsumers('libvirt@1.0'));
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, /“libvirt@1\.0”; did you mean “libvirt@9\.0”\?/);
    for (const id of NAMED) assert.ok(err.includes(id), id);
    assert.equal(err.trimEnd().split('\n').length, 1);
  });
});
