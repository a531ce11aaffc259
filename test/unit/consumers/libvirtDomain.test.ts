import assert from 'node:assert/strict';
import { readDomain, type Domain, type DomainProblem } from '../../../server/src/consumers/libvirt/domain';
import type { Guest } from '../../../server/src/consumers/guest';

const HOST = { architecture: 'aarch64', qemuVersion: '9.2' };

function read(text: string): Domain | DomainProblem {
  return readDomain(text, HOST);
}

/** What a domain says that has this inside, without what it leaves open. */
function guest(os: string, rest = ''): Partial<Guest> {
  const found = read(`<domain type='kvm'>${os}${rest}</domain>`);
  assert.ok('guest' in found, JSON.stringify(found));
  return Object.fromEntries(Object.entries(found.guest).filter(([, value]) => value !== undefined));
}

function problem(text: string): DomainProblem {
  const found = read(text);
  assert.ok('message' in found);
  return found;
}

const KVM = { domainType: 'kvm', acpi: false };
const Q35 = { ...KVM, architecture: 'x86_64', machine: 'pc-q35-9.2' };
const TYPE = "<type arch='x86_64' machine='q35'>hvm</type>";

describe('A libvirt domain', () => {
  it('names its architecture and machine type, an alias for what libvirt puts in its place', () => {
    assert.deepEqual(guest(`<os>${TYPE}</os>`), Q35);
    assert.deepEqual(guest("<os><type arch='i686' machine='pc'>hvm</type></os>"), {
      ...KVM,
      architecture: 'i386',
      machine: 'pc-i440fx-9.2',
    });
    assert.equal(guest("<os><type arch='riscv64' machine='virt'>hvm</type></os>").machine, 'virt');
    assert.equal(guest("<os><type arch='armv7l' machine='virt'>hvm</type></os>").machine, 'virt-9.2');
    assert.deepEqual(
      guest("<os><type arch='x86_64' machine='pc-q35-rhel9.4.0'>hvm</type></os>").machine,
      'pc-q35-rhel9.4.0',
    );
    const arm = { ...KVM, architecture: 'aarch64', machine: 'virt-9.2', isDefaultMachine: true };
    assert.deepEqual(guest('<os><type>hvm</type></os>'), arm);
    assert.equal(guest("<os><type arch='x86_64'>hvm</type></os>").machine, 'pc-i440fx-9.2');
  });

  it('asks for an interface and for features, or refuses them', () => {
    const wishes =
      "<firmware><feature name='secure-boot' enabled='yes'/><feature enabled='no' name='enrolled-keys'/></firmware>";
    assert.deepEqual(guest(`<os firmware='efi'>${TYPE}${wishes}</os>`), {
      ...Q35,
      firmware: 'uefi',
      secureBoot: true,
      enrolledKeys: false,
    });
    assert.equal(guest(`<os firmware='bios'>${TYPE}</os>`).firmware, 'bios');
  });

  it('leaves open what it says with nothing', () => {
    const found = guest("<os><type arch='' machine=''>hvm</type><nvram templateFormat='none'/></os>");
    assert.deepEqual(found, guest('<os><type>hvm</type><nvram/></os>'));
  });

  it('keeps the blanks of its paths, as libvirt does', () => {
    assert.equal(guest(`<os>${TYPE}<loader> /fw/CODE.fd\n</loader></os>`).loader, ' /fw/CODE.fd\n');
    assert.equal(guest(`<os>${TYPE}<kernel> </kernel></os>`).kernel, ' ');
  });

  it('may have elements twice', () => {
    const feature = (enabled: string): string =>
      `<firmware><feature enabled='${enabled}' name='secure-boot'/></firmware>`;
    const rest =
      "<features/><features><acpi/><smm state='off'/></features><pm/><pm><suspend-to-mem enabled='yes'/></pm>";
    const found = guest(`<os firmware='efi'>${TYPE}${feature('yes')}${feature('no')}</os>`, rest);
    assert.deepEqual([found.secureBoot, found.acpi, found.smm, found.s3], [false, true, false, true]);
  });

  it('has a policy of protection in hexadecimal digits', () => {
    const read = (policy: string, type = 'sev'): Partial<Guest> =>
      guest(`<os firmware='efi'>${TYPE}</os>`, `<launchSecurity type='${type}'>${policy}</launchSecurity>`);
    for (const [policy, confidential] of [
      ['12', 'sev'],
      ['14', 'sev-es'],
      ['0x0005', 'sev-es'],
    ] as const)
      assert.equal(read(`<policy>${policy}</policy>`).confidential, confidential);
    for (const policy of [
      '',
      '<policy/>',
      '<policy>5 </policy>',
      '<policy>x</policy>',
      '<policy>100000000</policy>',
    ])
      assert.equal(read(policy).isPolicyUnread, true, policy);
    assert.equal(read('', 'sev-snp').isPolicyUnread, true);
    assert.equal(read('', 'tdx').isPolicyUnread, undefined);
    assert.equal(read('<policy>x</policy>', 'tdx').isPolicyUnread, true);
  });

  it('says how its loader is to be', () => {
    const loader =
      "<loader type='pflash' readonly='yes' secure='no' stateless='no' format='qcow2'>/fw/CODE</loader>";
    const nvram = "<nvram template='/fw/VARS' templateFormat='raw' format='qcow2'>/var/x</nvram>";
    assert.deepEqual(guest(`<os>${TYPE}${loader}${nvram}</os>`), {
      ...Q35,
      hasLoader: true,
      loader: '/fw/CODE',
      loaderType: 'pflash',
      loaderReadonly: true,
      loaderSecure: false,
      stateless: false,
      loaderFormat: 'qcow2',
      hasNvram: true,
      nvram: '/var/x',
      nvramFormat: 'qcow2',
      nvramTemplate: '/fw/VARS',
      templateFormat: 'raw',
    });
    const open = guest(`<os>${TYPE}<loader>/fw/CODE</loader></os>`);
    assert.deepEqual([open.loaderType, open.isDefaultLoaderType], ['rom', true]);
    const typed = guest(`<os>${TYPE}<loader type='rom'>/fw/CODE</loader></os>`);
    assert.deepEqual([typed.loaderType, typed.isDefaultLoaderType], ['rom', undefined]);
    assert.equal(guest(`<os firmware='efi'>${TYPE}<loader>/fw/CODE</loader></os>`).loaderType, undefined);
    assert.equal(guest(`<os>${TYPE}<loader/></os>`).loaderType, undefined);
    assert.equal(guest(`<os>${TYPE}<kernel>/k</kernel></os>`).kernel, '/k');
  });

  it('says where its variables are to be, however little', () => {
    assert.deepEqual(guest(`<os>${TYPE}<nvram/></os>`), { ...Q35, hasNvram: true });
    assert.deepEqual(guest(`<os>${TYPE}<varstore/></os>`), { ...Q35, hasVarstore: true });
    assert.deepEqual(guest(`<os>${TYPE}<varstore path='/v.json' template='/t.json'/></os>`), {
      ...Q35,
      hasVarstore: true,
      varstore: '/v.json',
      varstoreTemplate: '/t.json',
    });
    const source = "<source file='/v.fd'/>";
    assert.equal(guest(`<os>${TYPE}<nvram type='file'>${source}</nvram></os>`).nvram, '/v.fd');
    assert.equal(guest(`<os>${TYPE}<nvram type='block'><source dev='/d'/></nvram></os>`).nvram, '/d');
    // libvirt reads it only where the type is said.
    assert.equal(guest(`<os>${TYPE}<nvram>${source}</nvram></os>`).nvram, undefined);
  });

  it('takes the first of several elements, and the last of several features', () => {
    const loaders = "<loader type='rom'>/a</loader><loader type='pflash'>/b</loader>";
    assert.equal(guest(`<os>${TYPE}${loaders}</os>`).loader, '/a');
    const keys = ['yes', 'no'].map((enabled) => `<feature name='enrolled-keys' enabled='${enabled}'/>`);
    assert.equal(
      guest(`<os firmware='efi'>${TYPE}<firmware>${keys.join('')}</firmware></os>`).enrolledKeys,
      false,
    );
    const smm = "<features><smm state='on'/><smm state='off'/></features>";
    assert.equal(guest(`<os>${TYPE}</os>`, smm).smm, false);
  });

  it('keeps the values that libvirt does not know', () => {
    const os =
      "<firmware><feature name='secureboot'/></firmware><loader readonly='on' format='vmdk'/><nvram format='x'/>";
    assert.deepEqual(
      guest(`<os firmware=''>${TYPE}${os}</os>`, "<launchSecurity type='sgx'/>").invalidValues,
      [
        { element: 'feature', attribute: 'name', value: 'secureboot' },
        { element: 'feature', attribute: 'enabled', value: undefined },
        { element: 'loader', attribute: 'readonly', value: 'on' },
        { element: 'loader', attribute: 'format', value: 'vmdk' },
        { element: 'nvram', attribute: 'format', value: 'x' },
        { element: 'launchSecurity', attribute: 'type', value: 'sgx' },
      ],
    );
  });

  it('keeps the first of many such values of an attribute, where libvirt stops', () => {
    const features = Array.from({ length: 1000 }, (_, at) => `<feature name='a${at}' enabled='b${at}'/>`);
    assert.deepEqual(
      guest(`<os firmware='efi'>${TYPE}<firmware>${features.join('')}</firmware></os>`).invalidValues,
      [
        { element: 'feature', attribute: 'name', value: 'a0' },
        { element: 'feature', attribute: 'enabled', value: 'b0' },
      ],
    );
  });

  it('says what it does with SMM and with suspending', () => {
    const smm = (state: string): unknown =>
      guest(`<os>${TYPE}</os>`, `<features><smm${state}/></features>`).smm;
    assert.deepEqual([smm(''), smm(" state='on'"), smm(" state='off'")], [true, true, false]);
    assert.equal(guest(`<os>${TYPE}</os>`, '<features><acpi/></features>').acpi, true);
    const pm = "<pm><suspend-to-mem enabled='yes'/><suspend-to-disk enabled='no'/></pm>";
    assert.deepEqual(guest(`<os>${TYPE}</os>`, pm), { ...Q35, s3: true, s4: false });
  });

  it('says how it is protected', () => {
    const type = (security: string): unknown => guest(`<os>${TYPE}</os>`, security).confidential;
    assert.equal(type("<launchSecurity type='sev'><policy>0x0003</policy></launchSecurity>"), 'sev');
    assert.equal(type("<launchSecurity type='sev'><policy>0x0007</policy></launchSecurity>"), 'sev-es');
    assert.equal(type("<launchSecurity type='sev-snp'/>"), 'sev-snp');
    assert.equal(type("<launchSecurity type='tdx'/>"), 'tdx');
    assert.equal(type("<launchSecurity type='s390-pv'/>"), undefined);
  });

  it('is found with its <os>, after any text', () => {
    const text = `<?xml version="1.0"?>\r\n<!-- \u{1f600} é -->\r\n<domstatus>\r\n<domain>\r\n <os firmware='efi'>${TYPE}</os></domain></domstatus>`;
    const found = read(text);
    assert.ok('os' in found);
    assert.equal(text.slice(found.os.start, found.os.end), `<os firmware='efi'>${TYPE}</os>`);
  });

  it('that is none has a place where it goes wrong', () => {
    const unclosed = '<domain>\n<os></domain>';
    assert.equal(unclosed.slice(0, problem(unclosed).offset), '<domain>\n<os>');
    assert.match(problem('<network/>').message, /<network>/);
    assert.match(problem('<domain/>').message, /<os>/);
    assert.match(problem('').message, /./);
    assert.doesNotMatch(problem('<domain>\n<os>').message, /\n/);
    assert.match(problem('{"a": 1}').message, /./);
  });

  it('counts offsets with the carriage returns of the text', () => {
    const text = "<domain>\r\n\r\n<os firmware='{{ firmware }}'/></domain>";
    assert.equal(text.slice(problem(text).offset).indexOf('<os'), 0);
  });

  it('is not given to the parser where it costs more than any domain', () => {
    const around = (content: string): string => `<domain><os>${TYPE}</os>${content}</domain>`;
    const sound = (content: string): void => {
      assert.ok('guest' in read(around(content)), content.slice(0, 40));
    };
    sound('<a/>'.repeat(50_000));
    sound(`<a>${'<b>'.repeat(90)}${'</b>'.repeat(90)}</a>`.repeat(100));
    sound(
      `<!-- ${'<a>'.repeat(200)} --><![CDATA[${'<a>'.repeat(200)}]]><a b='>' c="<'/>"/>`.replace("<'", "'"),
    );
    const refused: readonly [text: string, message: RegExp][] = [
      [around('<a/>'.repeat(110_000)), /more than 100,000 elements/],
      [around(`<a ${"b='' ".repeat(110_000)}/>`), /more than 100,000 elements/],
      [around('<a>'.repeat(120)), /more than 100 levels/],
      [around(' '.repeat(4 * 1024 * 1024)), /4 MiB/],
      [`<!DOCTYPE domain>${around('')}`, /DOCTYPE/],
    ];
    for (const [text, message] of refused) assert.match(problem(text).message, message);
  });

  it('cannot bring the reader down', () => {
    assert.match(problem('<a>'.repeat(100_000)).message, /./);
    assert.match(
      problem('<!DOCTYPE d [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><domain>&a;</domain>').message,
      /./,
    );
  });
});
