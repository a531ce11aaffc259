import * as vscode from 'vscode';
import { check, same, workspaceFolder, writeFile } from '../editor';
import { at, copySample, ETC, hasLinks, machine, prepareMachine, SHARE } from '../firmwareMachine';

/** Calls a tool as a language model does. @returns the text of its answer */
async function call(tool: string, input: object): Promise<string> {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(`qemu-firmware_${tool}`, options);
  const [part] = content;
  check(part instanceof vscode.LanguageModelTextPart, 'the answer is not a text');
  return part.value;
}

/** Returns the message of the error that a call ends with. */
async function refusal(tool: string, input: object): Promise<string> {
  try {
    return `answered: ${await call(tool, input)}`;
  } catch (error) {
    return String(error);
  }
}

const MISTAKE = 'qemu/firmware/60-mistake-template-missing.json';
const DOMAIN = `<domain type='kvm'><name>g</name><memory>1</memory>
<os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type></os>
<features><acpi/></features></domain>`;

/** VS Code before 1.95 has another interface for tools. */
const hasTools = (): boolean => !/^1\.([0-8]?\d|9[0-4])\./.test(vscode.version);

describe('the tools for language models', () => {
  beforeEach(async function () {
    if (!hasTools()) this.skip();
    await prepareMachine();
  });

  it('are known to VS Code with their inputs', () => {
    const tools = vscode.lm.tools.filter(({ name }) => name.startsWith('qemu-firmware_'));
    same(tools.map(({ name }) => name).sort(), [
      'qemu-firmware_check_file',
      'qemu-firmware_explain_selection',
      'qemu-firmware_list_consumers',
    ]);
    check(
      tools.every(({ inputSchema, description }) => inputSchema && description.includes('Read only.')),
      'a tool is not described',
    );
  });

  it('check a descriptor, by a relative path and by an absolute one', async () => {
    const found = await call('check_file', { path: MISTAKE });
    check(/60-mistake-template-missing\.json:\d+:\d+: \w+: .* \[template-missing\]\n/.test(found), found);
    const { path } = vscode.Uri.joinPath(workspaceFolder(), MISTAKE);
    same(await call('check_file', { path }), found);
  });

  it('check a file that only its content makes a descriptor', async () => {
    const uri = await writeFile('stray.json', '{ "interface-types": ["uefi"], "mapping": {} }');
    const found = await call('check_file', { path: uri.path });
    check(found.includes('[missing-member]'), found);
  });

  it('list what all consumers do with a file, or some', async () => {
    const all = await call('list_consumers', { path: MISTAKE });
    check(all.includes('libvirt@12.8: ') && all.includes('vmspawn@257: '), all);
    const path = (await writeFile('stray.json', '{ "interface-types": ["uefi"], "mapping": {} }')).path;
    const some = await call('list_consumers', { path, consumers: ['libvirt@11.3'] });
    check(some.startsWith('libvirt@11.3: libvirt 11.3 ignores it: missing-member'), some);
    check(some.includes(' error: ') && !some.includes('libvirt@12.8'), some);
  });

  it('refuse files elsewhere and invalid inputs', async () => {
    const outside = await refusal('check_file', { path: '/etc/passwd' });
    check(outside.includes('cannot be read: it must be a file of at most 1 MiB, in the workspace'), outside);
    for (const path of ['../pristine/guest.xml', 'a/..\\b', '', 7, undefined, 'x'.repeat(5000)]) {
      const found = await refusal('check_file', { path });
      check(found.includes('Name a file by its path'), found);
    }
    const encoded = `${workspaceFolder().toString()}/%2e%2e/pristine/guest.xml`;
    check(
      (await refusal('check_file', { path: encoded })).includes('cannot be read: it must be a file'),
      encoded,
    );
    const text = await writeFile('notes.txt', 'text');
    const other = await refusal('check_file', { path: text.path });
    check(other.includes('Not a firmware descriptor'), other);
    const unknown = await refusal('list_consumers', { path: MISTAKE, consumers: ['libvirt@0.1'] });
    check(unknown.includes('known consumers: '), unknown);
    check((await refusal('list_consumers', { path: MISTAKE, consumers: 'all' })).includes('Invalid'), 'text');
  });

  it('explain the selection for a guest and for a domain', async () => {
    const guest = { architecture: 'x86_64', machine: 'q35', secureBoot: false };
    const found = await call('explain_selection', { ...guest, consumer: 'libvirt@11.3' });
    check(found.includes(`Selected firmware: ${SHARE}/20-plain.json`), found);
    const domain = await writeFile('guest.xml', DOMAIN);
    const ofDomain = await call('explain_selection', { domain: domain.path });
    check(ofDomain.includes(`Selected firmware: ${SHARE}/10-secure.json`), ofDomain);
    check((await call('check_file', { path: domain.path })).length > 0, 'the domain is not checked');
    const wrong = await refusal('explain_selection', { architecture: 'x86_64', smm: 'yes' });
    check(wrong.includes('Invalid value of “smm”'), wrong);
    const empty = await refusal('explain_selection', {});
    check(empty.includes('Name a domain or an architecture.'), empty);
  });

  it('check descriptors of the machine, and follow no link out of the workspace', async function () {
    if (!hasLinks()) this.skip();
    const inMachine = await call('check_file', { path: `${SHARE}/20-plain.json` });
    check(inMachine.includes('20-plain.json') || inMachine === 'No problems found.\n', inMachine);
    same(await call('check_file', { path: `${machine().fsPath}${SHARE}/20-plain.json` }), inMachine);
    await copySample('60-mistake-template-missing.json', `${ETC}/other/30-not-searched.json`);
    const elsewhere = at(`${ETC}/other/30-not-searched.json`);
    check(
      (await refusal('check_file', { path: elsewhere.fsPath })).includes('cannot be read: it must be a file'),
      'elsewhere',
    );
    const here = await writeFile('qemu/firmware/30-link.json', '');
    await vscode.workspace.fs.delete(here);
    process.getBuiltinModule('node:fs').symlinkSync(elsewhere.fsPath, here.fsPath);
    const linked = await refusal('check_file', { path: here.fsPath });
    check(linked.includes('cannot be read: it must be a file'), linked);
  });
});
