import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
const MISTAKE = SOUND.replace('"verbose-dynamic"', '"verbose-dynamik"');

/** The results that the script in Neovim writes. */
interface Outcome {
  readonly error?: string;
  readonly codes: readonly string[];
  readonly positions: readonly { readonly line: number; readonly character: number }[];
  readonly labels: readonly string[];
  readonly hover: string;
  readonly references: readonly string[];
  readonly domain: { readonly codes: readonly string[]; readonly fix: string; readonly text: string };
}

const GUEST = `<domain type='kvm'>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware><feature enabled='yes' name='secure-boot'/></firmware>
  </os>
  <features><acpi/></features>
</domain>`;

/** Runs in every Neovim since 0.7; waits for answers and events with a time limit. */
const SCRIPT = String.raw`
local server, file, result_file, domain, root = unpack(vim.g.test)
local patience = 20000
local uri = vim.uri_from_fname(file)

local function attach()
  local config = { name = 'qemu-firmware', cmd = { vim.g.node, server, '--stdio' }, root_dir = vim.fn.fnamemodify(file, ':h') }
  config.init_options = { settings = { root = root, consumers = { 'libvirt@12.8' }, images = 'off' } }
  if vim.lsp.start then return vim.lsp.start(config) end
  local id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, id)
  return id
end

local function diagnostics(isExpected)
  local found
  assert(vim.wait(patience, function()
    found = vim.diagnostic.get(0)
    return isExpected(#found)
  end, 10), 'no such diagnostics')
  return found
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, patience))
  for _, answer in pairs(answers) do
    assert(not answer.err, vim.inspect(answer.err))
    return answer.result
  end
end

-- The first place of a text in the buffer, as LSP has it; the text is ASCII.
local function at(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return { textDocument = { uri = uri }, position = { line = number - 1, character = column } }
    end
  end
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  attach()
  local first = diagnostics(function(count) return count > 0 end)
  local outcome = { codes = {}, positions = {}, labels = {}, references = {} }
  for _, each in ipairs(first) do
    table.insert(outcome.codes, tostring(each.code or each.user_data.lsp.code))
    table.insert(outcome.positions, { line = each.lnum, character = each.col })
  end
  local items = ask('textDocument/completion', at('verbose-dynamik'))
  for _, item in ipairs(items.items or items) do table.insert(outcome.labels, item.label) end
  outcome.hover = ask('textDocument/hover', at('interface-types')).contents.value
  local asked = at('/usr/share/')
  asked.context = { includeDeclaration = true }
  for _, place in ipairs(ask('textDocument/references', asked)) do table.insert(outcome.references, place.uri) end

  local place = at('dynamik').position
  vim.api.nvim_buf_set_text(0, place.line, place.character + 5, place.line, place.character + 6, { 'c' })
  diagnostics(function(count) return count == 0 end)

  vim.cmd('edit ' .. vim.fn.fnameescape(domain))
  uri = vim.uri_from_fname(domain)
  attach()
  outcome.domain = { codes = {} }
  for _, each in ipairs(diagnostics(function(count) return count > 0 end)) do
    table.insert(outcome.domain.codes, tostring(each.code or each.user_data.lsp.code))
  end
  local spot = at('machine=').position
  local actions = ask('textDocument/codeAction', {
    textDocument = { uri = uri },
    range = { start = spot, ['end'] = spot },
    context = { diagnostics = {}, only = { 'quickfix' } },
  })
  outcome.domain.fix = actions[1].title
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
  diagnostics(function(count) return count == 0 end)
  outcome.domain.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  return outcome
end

local good, outcome = pcall(run)
vim.fn.writefile({ vim.fn.json_encode(good and outcome or { error = tostring(outcome) }) }, result_file)
vim.cmd('qall!')
`;

describe('Neovim', function () {
  this.timeout(60_000);
  let outcome: Outcome;
  let folder: string;
  let file: string;

  before(async function () {
    const found = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
    if (found.error) {
      assert.ok(!process.env.CI, 'nvim not found');
      console.log('      skipped: nvim not found on the PATH');
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-nvim-'));
    file = path.join(folder, 'qemu/firmware/10-test.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, MISTAKE);
    writeFileSync(path.join(path.dirname(file), '20-sound.json'), SOUND);
    const root = path.join(folder, 'root');
    mkdirSync(path.join(root, 'usr/share/qemu/firmware'), { recursive: true });
    writeFileSync(path.join(root, 'usr/share/qemu/firmware/10-secure.json'), SOUND);
    writeFileSync(path.join(folder, 'guest.xml'), GUEST.replace("machine='q35'", "machine='pc'"));
    outcome = await runNeovim(folder, file);
    assert.equal(outcome.error, undefined);
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  it('shows a mistake on its token, and nothing once it is fixed', () => {
    assert.deepEqual(outcome.codes, ['unknown-value']);
    const before = MISTAKE.slice(0, MISTAKE.indexOf('"verbose-dynamik"')).split('\n');
    const place = { line: before.length - 1, character: before.at(-1)?.length };
    assert.deepEqual(outcome.positions, [place]);
  });

  it('offers what the schema allows', () => {
    for (const label of ['verbose-dynamic', 'verbose-static'])
      assert.ok(outcome.labels.includes(label), label);
  });

  it('shows the purpose of a member', () => {
    assert.match(outcome.hover, /^\*\*interface-types\*\* · /);
  });

  it('shows a mistake in a domain, and applies its fix', () => {
    const { codes, fix, text } = outcome.domain;
    assert.deepEqual(codes, ['guest-no-firmware']);
    assert.equal(fix, 'Change machine type to “q35”');
    assert.equal(text, GUEST);
  });

  it('finds the descriptors that name an image', () => {
    const names = outcome.references.map((uri) => path.basename(uri)).sort();
    assert.deepEqual(names, ['10-test.json', '20-sound.json']);
  });
});

/** Runs the script in a Neovim without configuration. */
async function runNeovim(folder: string, file: string): Promise<Outcome> {
  const result = path.join(folder, 'result.json');
  const script = path.join(folder, 'script.lua');
  writeFileSync(script, SCRIPT);
  const values = `let g:test = ${JSON.stringify([path.resolve('dist/server.js'), file, result, path.join(folder, 'guest.xml'), path.join(folder, 'root')])} | let g:node = ${JSON.stringify(process.execPath)}`;
  // Not the folder of the file: descriptors in the user's configuration are installed, and checked against their images.
  const home = path.join(folder, 'home');
  const places = ['CONFIG', 'DATA', 'STATE', 'CACHE'].map((name) => [`XDG_${name}_HOME`, home] as const);
  const child = spawn('nvim', ['--headless', '--clean', '-n', '--cmd', values, '-c', `luafile ${script}`], {
    env: { ...process.env, ...Object.fromEntries(places) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (errors += data.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  try {
    return JSON.parse(readFileSync(result, 'utf8')) as Outcome;
  } catch {
    return assert.fail(`Neovim wrote no result: ${errors}`);
  }
}
