import assert from 'node:assert/strict';
import { consumers, NEWEST_LIBVIRT } from '../../server/src/consumers/index';
import { bench, SOUND } from '../support/commandLine';

const SHARE = '/usr/share/qemu/firmware';
/** No libvirt since 7.0 accepts it. */
const WITHOUT_TEMPLATE = SOUND.replace(/,\s*"nvram-template": \{[^}]*\}/, '');

interface Report {
  readonly files: readonly { readonly consumers: Record<string, { readonly installed?: string | null }> }[];
}
interface Answer {
  readonly consumer: string;
  readonly installed?: string | null;
}

describe('The installed consumers', function () {
  // Some tests start the program several times.
  this.timeout(120_000);
  const machine = bench();
  const { run, write } = machine;
  const newest = consumers.find(({ id }) => id === NEWEST_LIBVIRT)?.version ?? '';

  function install(...paths: readonly string[]): void {
    for (const path of paths) write(`r${path}`, '');
  }

  function answer(...args: readonly string[]): Answer {
    return JSON.parse(run([...args, '--root', 'r', '--format', 'json']).out) as Answer;
  }

  function verdicts(...args: readonly string[]): Report['files'][number]['consumers'] {
    const { out } = run(['lint', '--root', 'r', '--format', 'json', ...args, `r${SHARE}/50-x.json`]);
    return (JSON.parse(out) as Report).files[0]?.consumers ?? {};
  }

  beforeEach(() => {
    write(`r${SHARE}/50-x.json`, WITHOUT_TEMPLATE);
  });

  it('are those of the machine below the root, and are named with the known release that is used', () => {
    install('/usr/lib/x86_64-linux-gnu/libvirt.so.0.11005.0');
    assert.deepEqual(answer('list').consumer, 'libvirt@11.3');
    assert.equal(answer('explain', '--arch', 'x86_64').installed, '11.5');
    const note = 'qemu-firmware: libvirt 11.5 is installed; answers are for 11.3\n';
    for (const command of ['list', 'explain']) assert.equal(run([command, '--root', 'r']).err, note, command);
    const { out, err } = run(['lint', '--root', 'r', `r${SHARE}`]);
    assert.match(out, /libvirt 11\.3 silently ignores this file\./);
    assert.doesNotMatch(out, /11\.5|libvirt@/);
    assert.ok(err.endsWith(note), err);
    assert.equal(verdicts()['libvirt@11.3']?.installed, '11.5');
  });

  it('are not mentioned if their release is known', () => {
    install('/usr/lib64/libvirt.so.0.11003.0');
    assert.equal(run(['list', '--root', 'r']).err, 'qemu-firmware: libvirt 11.3 is installed\n');
    assert.doesNotMatch(run(['lint', '--root', 'r', `r${SHARE}`]).err, /installed/);
  });

  it('are the newest libvirt if none is installed', () => {
    install('/etc/passwd', '/usr/lib/x86_64-linux-gnu/libsystemd-shared-257.so');
    const note = `qemu-firmware: libvirt is not installed here; answers are for ${newest}, the newest known version\n`;
    for (const command of ['list', 'explain', 'lint']) {
      const { err } = run([command, '--root', 'r', ...(command === 'lint' ? [`r${SHARE}`] : [])]);
      assert.ok(err.endsWith(note), err);
    }
    assert.deepEqual([answer('list').consumer, answer('list').installed], [NEWEST_LIBVIRT, null]);
    assert.deepEqual(Object.keys(verdicts()), [NEWEST_LIBVIRT]);
  });

  it('are all that read descriptors for lint, and the first one suited to the guest for explain', () => {
    install('/usr/lib/systemd/libsystemd-shared-257.so', '/usr/bin/systemd-vmspawn');
    install('/usr/lib/python3/dist-packages/mkosi-27.1.dist-info/METADATA');
    assert.deepEqual(Object.keys(verdicts()), ['vmspawn@257', 'mkosi@27', NEWEST_LIBVIRT]);
    assert.equal(answer('list').consumer, 'vmspawn@257');
    const os = '<os firmware="efi"><type arch="x86_64" machine="q35">hvm</type></os>';
    write('guest.xml', `<domain type="kvm"><name>x</name>${os}</domain>`);
    assert.equal(answer('explain', '--domain', 'guest.xml').consumer, NEWEST_LIBVIRT);
    install('/usr/lib64/libvirt.so.0.9000.0');
    assert.equal(answer('list').consumer, 'libvirt@9.0');
    assert.deepEqual(Object.keys(verdicts()), ['libvirt@9.0', 'vmspawn@257', 'mkosi@27']);
  });

  it('can be named along with others', () => {
    install('/usr/lib64/libvirt.so.0.9000.0');
    assert.deepEqual(verdicts('--consumer', 'mkosi@27', '--consumer', 'auto'), {
      'mkosi@27': { verdict: 'loads', because: [] },
      'libvirt@9.0': { verdict: 'breaks', because: ['template-missing'], installed: '9.0' },
    });
    const { out } = run(['lint', '--root', 'r', '--consumer', 'auto', `r${SHARE}`]);
    assert.match(out, /: libvirt@9\.0 fails on it: template-missing\n$/);
    write('.qemu-firmware.json', '{ "consumers": ["auto", "vmspawn@257"] }');
    assert.deepEqual(Object.keys(verdicts()), ['libvirt@9.0', 'vmspawn@257']);
    assert.deepEqual(Object.keys(verdicts('--consumer', 'libvirt@12.8')), ['libvirt@12.8']);
  });

  it('are not searched for outside the root', () => {
    install('/usr/lib64/.keep');
    write('usr/lib64/libvirt.so.0.9000.0', '');
    assert.equal(answer('list').consumer, NEWEST_LIBVIRT);
  });

  it('are not used in place of an unknown name', () => {
    for (const [id, meant] of [
      ['libvirt@11.5', 'libvirt@11.3'],
      ['atuo', 'auto'],
      ['mkosi', 'mkosi@27'],
    ] as const)
      for (const command of ['list', 'explain', 'lint']) {
        const { status, out, err } = run([command, '--consumer', id, ...(command === 'lint' ? ['r'] : [])]);
        assert.deepEqual([status, out], [2, '']);
        assert.ok(err.includes(`“${id}”; did you mean “${meant}”?`), err);
      }
  });
});
