import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync } from 'node:fs';
import { existsSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The owner of the libvirt: the system, or a user's session. */
export type Mode = 'system' | 'session';

/** The home with the configuration of a session's user. */
export const HOME = '/home/guest';

/** How libvirt answered for a guest. */
export interface Answer {
  /** Its message about each descriptor that it checked, up to the first match. */
  readonly trace: readonly string[];
  /** The matching descriptor. */
  readonly picked: string | undefined;
  readonly executable: string | undefined;
  /** The executable of the selected firmware. */
  readonly template: string | undefined;
  readonly error: string | undefined;
}

/** The folders that the daemon's own folders replace. */
const FOLDERS = ['/etc', '/usr/share/qemu', '/var/lib', '/var/cache', '/var/log', '/home', '/run'];

/**
 * A separate Debian lacks the kernel's file systems. Guests that are started in it end with their daemon, because the namespace's first
 * process, a shell, adopts them.
 */
const OWN_SYSTEM = {
  options: ['--pid', '--fork', '--kill-child'],
  script: ['mount -t proc proc "$0/proc"', 'mount --rbind /sys "$0/sys"'],
};

/** Started guests do not involve any service of the machine. */
const QEMU_SETTINGS = [
  'security_driver = "none"',
  'dynamic_ownership = 0',
  'cgroup_controllers = []',
  'namespaces = []',
  'stdio_handler = "file"',
  '',
].join('\n');

/** Their contents. Guests run as the user who starts the daemon. */
const SETTINGS: Readonly<Record<string, string>> = {
  'etc/passwd': `root:x:0:0::/:/bin/false\nlibvirt-qemu:x:0:0::/:/bin/false\nguest:x:1000:1000::${HOME}:/bin/false\n`,
  'etc/group': 'root:x:0:\nlibvirt-qemu:x:0:\nkvm:x:0:\nguest:x:1000:\n',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\n',
  'etc/libvirt/qemu.conf': `user = "root"\ngroup = "root"\n${QEMU_SETTINGS}`,
  [`${HOME}/.config/libvirt/qemu.conf`]: QEMU_SETTINGS,
  'etc/libvirt/libvirtd.conf': [
    'unix_sock_group = "root"',
    'auth_unix_ro = "none"',
    'auth_unix_rw = "none"',
    'log_filters = "1:qemu.qemu_firmware"',
    'log_outputs = "1:file:/var/log/libvirtd.log"',
    '',
  ].join('\n'),
};

/** A daemon exits by itself after this time, even if the test can no longer end it; short connections like the tests' do not prevent it. */
const LIFETIME_SECONDS = 600;
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * A private libvirt daemon in a mount namespace, without a network: folders of the test replace the machine's. What it finds below
 * `/usr/share/qemu` and `/etc/qemu` is in `root` at the same paths.
 */
export class Daemon {
  private constructor(
    readonly root: string,
    private readonly system: string,
    private readonly child: ChildProcess,
    private readonly ended: Promise<void>,
    private readonly mode: Mode,
  ) {}

  /**
   * Throws the daemon's output if it does not start.
   * @param system the folder of the Debian whose programs run, `/` for the machine's
   */
  static async start(mode: Mode, namespaces: readonly string[], system: string): Promise<Daemon> {
    const root = mkdtempSync(
      path.join(isMachine(system) ? tmpdir() : path.join(system, 'tmp'), 'qf-libvirt-'),
    );
    const at = (name: string): string => path.join(root, name);
    for (const folder of [...FOLDERS, '/run/libvirt']) mkdirSync(at(folder), { recursive: true });
    for (const [name, text] of Object.entries(SETTINGS)) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    }
    const command = mode === 'system' ? 'chroot "$0" "$@"' : `${AS_USER.join(' ')} --root="$0" -- "$@"`;
    const script = [
      'set -e',
      'root=$1 && shift',
      ...FOLDERS.map((folder) => `mount --bind "$root${folder}" "$0${folder}"`),
      ...(isMachine(system) ? [] : OWN_SYSTEM.script),
      ...(isMachine(system) ? [`exec ${command}`] : [`${command} &`, 'wait']),
    ].join('\n');
    const config = '/etc/libvirt/libvirtd.conf';
    const daemon = ['libvirtd', '--timeout', String(LIFETIME_SECONDS), '--config', config];
    const own = isMachine(system) ? namespaces : [...namespaces, ...OWN_SYSTEM.options];
    const child = spawn('unshare', [...own, '--', 'sh', '-c', script, system, root, ...daemon], {
      env: { PATH, HOME, XDG_RUNTIME_DIR: '/run', XDG_CACHE_HOME: '/var/cache', LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    const ended = new Promise<void>((resolve) => {
      child.on('close', resolve);
      child.on('error', resolve);
    });
    const up = new Promise<true>((resolve) => {
      // The last of its sockets; the others are listening by then.
      const sockets = watch(at('run/libvirt'), (_, name) => {
        if (name === 'libvirt-admin-sock') resolve(true);
      });
      void ended.then(() => {
        sockets.close();
      });
    });
    const isUp = await Promise.race([up, ended.then(() => false)]);
    if (isUp) return new Daemon(root, system, child, ended, mode);
    const log = at('var/log/libvirtd.log');
    if (existsSync(log)) output += readFileSync(log, 'utf8');
    rmSync(root, { recursive: true, force: true });
    throw new Error(`libvirtd did not start:\n${output}`);
  }

  /** The root as seen by the programs of the system. */
  private get seen(): string {
    return path.join('/', path.relative(this.system, this.root));
  }

  /** Starts a guest of this name and returns its definition as completed by libvirt; throws libvirt's error. */
  launch(name: string, domain: string): string {
    writeFileSync(path.join(this.root, 'guest.xml'), domain);
    const { error } = this.virsh(['create', `${this.seen}/guest.xml`]);
    if (error !== '') throw new Error(error);
    return this.virsh(['dumpxml', name]).out;
  }

  /** Ends a guest. */
  destroy(name: string): void {
    this.virsh(['destroy', name]);
  }

  async stop(): Promise<void> {
    // The first process of a PID namespace ignores other signals.
    this.child.kill(isMachine(this.system) ? 'SIGTERM' : 'SIGKILL');
    await this.ended;
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Versions such as `9.0.0`. */
  versions(): { readonly libvirt: string; readonly qemu: string } {
    const { out, error } = this.virsh(['version', '--daemon']);
    const [, qemu] = /hypervisor: QEMU (\d+\.\d+)/.exec(out) ?? [];
    const [, libvirt] = /daemon: ([.\d]+)/.exec(out) ?? [];
    if (qemu === undefined || libvirt === undefined) throw new Error(out + error);
    return { libvirt, qemu };
  }

  /** The architectures with an emulator, by libvirt's names. */
  architectures(): readonly string[] {
    return [...this.virsh(['capabilities']).out.matchAll(/<arch name='(\w+)'>/g)].flatMap(
      ([, name]) => name ?? [],
    );
  }

  /** Returns libvirt's answer for a guest that it would start. */
  ask(domain: string): Answer {
    const log = openSync(path.join(this.root, 'var/log/libvirtd.log'), 'r');
    try {
      const start = fstatSync(log).size;
      writeFileSync(path.join(this.root, 'guest.xml'), domain);
      const { error } = this.virsh(['domxml-to-native', 'qemu-argv', `${this.seen}/guest.xml`]);
      const length = fstatSync(log).size - start;
      const news = Buffer.alloc(length);
      readSync(log, news, 0, length, start);
      return readAnswer(news.toString(), error);
    } finally {
      closeSync(log);
    }
  }

  private virsh(args: readonly string[]): { out: string; error: string } {
    const uri = `qemu+unix:///${this.mode}?socket=${this.seen}/run/libvirt/libvirt-sock`;
    const env = { PATH, HOME: this.seen, LC_ALL: 'C' };
    const virsh = ['virsh', '-q', '-c', uri, ...args];
    const [program = '', ...rest] = isMachine(this.system) ? virsh : ['chroot', this.system, ...virsh];
    const { stdout, stderr, error } = spawnSync(program, rest, { env });
    if (error) throw error;
    return { out: stdout.toString(), error: stderr.toString().trim() };
  }
}

/** Whether the programs are the machine's own. */
function isMachine(system: string): boolean {
  return system === '/';
}

function readAnswer(log: string, error: string): Answer {
  const first = firstRound(log);
  const messages = (name: string): string[] =>
    [...first.matchAll(new RegExp(`: ${name}:\\d+ : (.*)`, 'g'))].flatMap(([, message]) => message ?? []);
  const trace = messages('qemuFirmwareMatchDomain');
  const decision = messages('qemuFirmwareEnableFeatures\\w*')[0] ?? '';
  return {
    trace,
    picked: FITS.exec(trace.at(-1) ?? '')?.[1],
    executable: /decided on (?:firmware|loader|kernel) '([^']*)'/.exec(decision)?.[1],
    template: /template '([^']*)'/.exec(decision)?.[1],
    error: error === '' ? undefined : error.replace(/^error: /gm, ''),
  };
}

/** libvirt selects again for the completed guest, and reads all descriptors again before. */
function firstRound(log: string): string {
  const choice = log.search(/: qemuFirmwareMatchDomain:/);
  const again = choice < 0 ? -1 : log.indexOf(': qemuFirmwareInterfaceParse:', choice);
  return again < 0 ? log : log.slice(0, again);
}

const FITS = /^Firmware '(.*)' matches domain requirements$/;

/** Runs a process as a user other than root, even if root started the test. */
const AS_USER = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

/** Why no daemon can be started here; undefined if one can. */
export function obstacle(mode: Mode, system: string): string | undefined {
  const lacks = (root: string) => (name: string) =>
    !PATH.split(':').some((folder) => existsSync(path.join(root, folder, name)));
  const missing = [
    ...['libvirtd', 'virsh'].filter(lacks(system)),
    ...['unshare', 'mount', 'chroot'].filter(lacks('/')),
  ];
  if (missing.length > 0) return `without ${missing.join(', ')}`;
  if (!existsSync(path.join(system, 'usr/share/qemu'))) return 'without QEMU';
  return namespaces(mode) ? undefined : 'where its namespaces cannot be had';
}

/** The options of unshare that give a process its own file systems and network, if any work. */
export function namespaces(mode: Mode): readonly string[] | undefined {
  const own = ['--mount', '--net'];
  const mount = ['mount', '--bind', '/usr', '/usr'];
  const probe =
    mode === 'system' ? mount : ['sh', '-c', `${mount.join(' ')} && ${AS_USER.join(' ')} -- true`];
  return [own, ['--map-root-user', ...own]].find(
    (options) => spawnSync('unshare', [...options, '--', ...probe], { env: { PATH } }).status === 0,
  );
}
