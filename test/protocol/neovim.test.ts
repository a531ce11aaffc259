import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkOutcome,
  findEditor,
  listBlocks,
  makeFiles,
  removeFiles,
  runEditor,
  type Files,
  type Outcome,
} from '../support/editors';

/** Runs in every Neovim since 0.7, after the block from the page; waits for answers and events with a time limit. */
const SCRIPT = String.raw`
local descriptor, domain, root, result = unpack(vim.g.test)
local settings = { qemuFirmware = { root = root, consumers = { 'libvirt@12.8' }, images = 'off' } }
local patience = 50000

local function wait(reason, condition)
  assert(vim.wait(patience, condition, 10), reason .. ': ' .. vim.inspect(vim.diagnostic.get(0)))
end

local function configure(client)
  client.config.settings = settings
  client.settings = settings
  local params = { settings = settings }
  if vim.fn.has('nvim-0.11') == 1 then client:notify('workspace/didChangeConfiguration', params)
  else client.notify('workspace/didChangeConfiguration', params) end
end

local function open(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  local client
  wait('no client', function()
    local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
    client = clients[1]
    return client and client.initialized ~= false and vim.lsp.buf_is_attached(0, client.id)
  end)
  configure(client)
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, patience), method)
  for _, answer in pairs(answers) do
    assert(not (answer.err or answer.error), vim.inspect(answer))
    return answer.result
  end
end

-- The place after the first character of a text in the buffer, as LSP has it; the text is ASCII.
local function at(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = number - 1, character = column } }
    end
  end
  error(text .. ' not found')
end

local function answer(code, completed, hovered)
  local answers = { labels = {} }
  wait('no ' .. code, function()
    local found = vim.diagnostic.get(0)
    if #found ~= 1 then return false end
    answers.code = tostring(found[1].code or found[1].user_data.lsp.code)
    answers.line, answers.character = found[1].lnum, found[1].col
    return answers.code == code
  end)
  local items = ask('textDocument/completion', at(completed))
  for _, item in ipairs(items.items or items) do table.insert(answers.labels, item.label) end
  answers.hover = ask('textDocument/hover', at(hovered)).contents.value
  local spot = { line = answers.line, character = answers.character }
  local actions = ask('textDocument/codeAction', {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    range = { start = spot, ['end'] = spot },
    context = { diagnostics = {}, only = { 'quickfix' } },
  })
  return answers, actions[1]
end

local function fix(answers, action)
  vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  wait('still diagnostics', function() return #vim.diagnostic.get(0) == 0 end)
  answers.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.bo.modified = false
  return answers
end

local function run()
  open(descriptor)
  local answers, action = answer('unknown-value', 'verbose-dynamik', 'interface-types')
  local asked = at('/usr/share/')
  asked.context = { includeDeclaration = true }
  answers.references = {}
  for _, place in ipairs(ask('textDocument/references', asked)) do table.insert(answers.references, place.uri) end
  local outcome = { descriptor = fix(answers, action) }
  open(domain)
  outcome.domain = fix(answer('guest-no-firmware', "'efi'", 'firmware='))
  return outcome
end

local good, outcome = pcall(run)
vim.fn.writefile({ vim.fn.json_encode(good and outcome or { error = tostring(outcome) }) }, result)
vim.cmd('qall!')
`;

/** Another Neovim than the one on the path, such as a newer one. */
const PROGRAM = process.env.QEMU_FIRMWARE_NVIM ?? 'nvim';

for (const [block, name, oldest] of [
  [0, 'vim.lsp.config', 11],
  [1, 'vim.lsp.start', 7],
] as const)
  describe(`Neovim with ${name}`, function () {
    this.timeout(120_000);
    let files: Files | undefined;
    let outcome: Outcome;

    before(async function () {
      const version = findEditor(PROGRAM, '--version');
      if (version === undefined) this.skip();
      const [, minor = ''] = /^NVIM v0\.(\d+)/.exec(version) ?? [];
      if (Number(minor) < oldest) {
        console.log(`      skipped: Neovim 0.${minor} is older than 0.${oldest}`);
        this.skip();
      }
      files = makeFiles();
      outcome = await runNeovim(files, listBlocks('Neovim', 'lua')[block] ?? '');
    });
    after(() => {
      if (files) removeFiles(files);
    });

    checkOutcome(() => outcome);

    it('finds the descriptors that name an image', () => {
      const names = outcome.descriptor.references?.map((uri) => path.basename(uri)).sort();
      assert.deepEqual(names, ['10-test.json', '20-sound.json']);
    });
  });

/** Runs the script in a Neovim whose whole configuration is the block. */
async function runNeovim(files: Files, block: string): Promise<Outcome> {
  const { folder, descriptor, domain, root } = files;
  const init = path.join(folder, 'init.lua');
  writeFileSync(init, block);
  const script = path.join(folder, 'script.lua');
  writeFileSync(script, SCRIPT);
  const values = `let g:test = ${JSON.stringify([descriptor, domain, root, path.join(folder, 'result.json')])}`;
  return runEditor(files, PROGRAM, [
    ...['--headless', '-n', '-i', 'NONE', '-u', init],
    ...['--cmd', values, '-c', `luafile ${script}`],
  ]);
}
