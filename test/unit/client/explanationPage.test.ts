import * as esbuild from 'esbuild';
import assert from 'node:assert/strict';
import type * as Page from '../../../client/src/explanationPage';
import type * as Text from '../../../client/src/explanationText';
import type { GuestExplanation } from '../../../server/src/lsp/protocol/customRequests';

const ENTRY = `
export * from './client/src/explanationPage';
export * from './client/src/explanationText';`;

/** The part of VS Code that the page needs. */
const VSCODE = {
  env: { language: 'en' },
  l10n: {
    t: (message: string, ...values: readonly unknown[]) =>
      message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
  },
};

const SECURE = '/usr/share/qemu/firmware/50-secure.json';
const FIX = 'Change the guest’s machine type to one that matches pc-q35-*';

const libvirt = (version: string): GuestExplanation['consumer'] => ({
  id: `libvirt@${version}`,
  name: `libvirt ${version}`,
  isVerified: true,
});

const starts: GuestExplanation = {
  consumer: libvirt('11.3'),
  root: '/machine',
  folders: ['/usr/share/qemu/firmware'],
  guest: [['machine', 'q35']],
  leavesChoice: true,
  outcome: 'starts',
  picked: SECURE,
  stopped: null,
  filled: [
    ['loader', '/usr/share/OVMF/CODE.fd'],
    ['nvram format', 'raw'],
  ],
  problems: [],
  candidates: [{ path: SECURE, verdict: 'picked', code: 'match', message: 'First match.', word: 'selected' }],
  nearest: null,
};

const NO_MATCH = 'libvirt 11.3 rejects this guest. No descriptor matches.';

const none: GuestExplanation = {
  ...starts,
  outcome: 'none',
  picked: null,
  filled: [],
  problems: [{ code: 'no-firmware', severity: 'error', message: NO_MATCH, element: 'os/@firmware' }],
  candidates: [{ path: SECURE, verdict: 'refused', code: 'machine', message: 'Other.', word: 'rejected' }],
  nearest: {
    path: SECURE,
    changes: [
      {
        ...{ code: 'machine', message: 'The guest’s machine type is pc.' },
        ...{ guest: `${FIX}.`, descriptor: 'Add the machine type.' },
      },
    ],
  },
};

describe('the page of a guest', () => {
  let render: typeof Page.renderExplanationPage;
  let commands: typeof Page.PAGE_COMMANDS;
  let format: typeof Text.formatExplanation;
  before(async () => {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: ENTRY, resolveDir: process.cwd(), loader: 'ts' },
      ...{ bundle: true, write: false, format: 'cjs', platform: 'node', external: ['vscode'] },
    });
    const module = { exports: {} };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the bundle is ours, and a loader does the same
    const run = new Function('require', 'module', outputFiles[0]?.text ?? '') as (
      require: () => unknown,
      into: object,
    ) => void;
    run(() => VSCODE, module);
    const found = module.exports as typeof Page & typeof Text;
    ({ renderExplanationPage: render, PAGE_COMMANDS: commands, formatExplanation: format } = found);
  });

  /** The links of a page: their text, and the command with its arguments. */
  const listLinks = (page: string): (readonly [string, string])[] =>
    [...page.matchAll(/<a[^>]* href="command:([^"]*)"[^>]*>([^<]*)<\/a>/g)].map(
      ([, command = '', text = '']) => [text, decodeURIComponent(command)],
    );

  const findLink = (page: string, text: string): string | undefined =>
    listLinks(page).find(([label]) => label === text)?.[1];

  it('has a button for the fix of the closest match, and for its descriptor', () => {
    const page = render('Firmware', none, {
      remedies: [{ id: 'match-closest', title: FIX, findings: [NO_MATCH] }],
    });
    assert.equal(findLink(page, 'Change the Guest'), `${commands.fix}?["${FIX}"]`);
    assert.match(
      findLink(page, 'Open Descriptor') ?? '',
      /\["\/usr\/share\/qemu\/firmware\/50-secure\.json","\/machine"\]$/,
    );
    assert.equal(page.split(`command:${commands.fix}`).length, 2, 'the fix has one button');
  });

  it('has a button for each fix of a problem', () => {
    const remedies = [
      { title: 'Remove “<firmware>”', findings: [`${NO_MATCH} Closest match: x.`] },
      { title: 'Remove “tags”', findings: ['Something else.'] },
    ];
    const page = render('Firmware', none, { remedies });
    assert.equal(findLink(page, 'Remove “&lt;firmware&gt;”'), `${commands.fix}?["Remove “<firmware>”"]`);
    assert.doesNotMatch(page, /tags/);
  });

  it('has no buttons without fixes, and none for the guest if only a part of the changes is in it', () => {
    assert.equal(findLink(render('Firmware', none), 'Change the Guest'), undefined);
    const [change] = none.nearest?.changes ?? [];
    assert.ok(change);
    const changes = [change, { ...change, code: 'image', guest: null }];
    const page = render(
      'Firmware',
      { ...none, nearest: { path: SECURE, changes } },
      {
        remedies: [{ id: 'match-closest', title: FIX, findings: ['Other.'] }],
      },
    );
    assert.equal(findLink(page, 'Change the Guest'), undefined);
    assert.ok(findLink(page, 'Open Descriptor'));
  });

  it('compares two releases, and marks what differs', () => {
    const compared = {
      ...starts,
      consumer: libvirt('12.8'),
      filled: [...starts.filled.slice(0, 1), ['nvram format', 'qcow2'] as const],
    };
    const page = render('Firmware', starts, { compared });
    assert.match(page, /Comparison of libvirt 11\.3 and libvirt 12\.8/);
    assert.match(page, /1 difference\b/);
    assert.ok(findLink(page, 'Close Comparison'));
    const rows = [...page.matchAll(/<tr role="row" class="(different|same)">\s*<th[^>]*>\s*([^<]*?)\s*</g)];
    assert.deepEqual(
      rows.map(([, state, name]) => `${name ?? ''}: ${state ?? ''}`),
      ['Result: same', 'Descriptor: same', 'loader: same', 'nvram format: different', 'Problems: same'],
    );
    assert.deepEqual(format('Firmware', starts, compared).split('\n').slice(-6, -1), [
      'Comparison of libvirt 11.3 and libvirt 12.8',
      '1 difference',
      '- nvram format',
      '  libvirt 11.3: raw',
      '  libvirt 12.8: qcow2',
    ]);
  });

  it('compares problems by what they are about, not by the release that they name', () => {
    const message = NO_MATCH.replace('11.3', '12.8');
    const problems = none.problems.map((problem) => ({ ...problem, message }));
    const same = render('Firmware', none, { compared: { ...none, consumer: libvirt('12.8'), problems } });
    assert.match(same, /Both give the same answer\./);
    const different = render('Firmware', none, { compared: { ...starts, consumer: libvirt('12.8') } });
    assert.match(different, /5 differences/);
  });

  it('escapes what it compares', () => {
    const filled = [['loader', '<script>"\u202e']] as const;
    const page = render('Firmware', starts, { compared: { ...starts, filled } });
    assert.doesNotMatch(page, /<script|\u202e/);
    assert.match(page, /&lt;script&gt;&quot;/);
  });
});
