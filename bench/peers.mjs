/** The peers to compare with, installed from npm once, into a folder that Git ignores. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject } from '../scripts/project.mjs';
import { makeJsonSchema } from './jsonSchema.mjs';

/**
 * @typedef {object} Server
 * @property {string} name
 * @property {string[]} args of Node
 * @property {string} languageId
 * @property {Record<string, unknown>} settings
 * @property {unknown} [initializationOptions]
 */

const FOLDER = inProject('bench/.peers');

/** Returns VS Code's JSON server, as other editors use it, and its library. */
const PACKAGES = ['vscode-langservers-extracted@4.10.0', 'vscode-json-languageservice@5.7.2'];

/** @returns {{ ours: Server, json: Server, lint: (folder: string) => string[] }} `lint`: the arguments of Node that lint a folder */
export function preparePeers() {
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(path.join(FOLDER, 'node_modules'))) install();
  const schema = path.join(FOLDER, 'firmware.schema.json');
  writeFileSync(schema, JSON.stringify(makeJsonSchema()));
  const modules = path.join(FOLDER, 'node_modules');
  const url = pathToFileURL(schema).href;
  return {
    ours: {
      name: 'ours',
      args: [inProject('dist/server.js'), '--stdio'],
      languageId: 'qemu-firmware',
      settings: {},
    },
    json: {
      name: 'JSON server',
      args: [path.join(modules, 'vscode-langservers-extracted/bin/vscode-json-language-server'), '--stdio'],
      languageId: 'json',
      settings: { json: { validate: { enable: true }, schemas: [{ fileMatch: ['*.json'], url }] } },
      initializationOptions: { provideFormatter: true, handledSchemaProtocols: ['file'] },
    },
    lint: (folder) => [inProject('bench/lintWithJson.cjs'), modules, schema, folder],
  };
}

function install() {
  writeFileSync(path.join(FOLDER, 'package.json'), '{ "private": true }');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES];
  const { status } = spawnSync(npm, args, { cwd: FOLDER, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm could not install what to compare with');
}
