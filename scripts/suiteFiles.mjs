import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './project.mjs';

/**
 * Creates the folders that the suite inside VS Code and the script around it share; test/vscode/exchange.ts is the other end.
 *   workspace/  copies of the samples, which VS Code opens
 *   pristine/   the same, copied again for each case
 *   exchange/   wishes.json for the suite; outcomes.json and pictures from the suite
 * @param {string} temporary absolute
 * @param {{ only?: string, seed?: number, pictures: boolean, served?: string }} wishes those of exchange.ts
 */
export function makeSuiteFiles(temporary, wishes) {
  const qemuTree = process.env.QEMU_FIRMWARE_QEMU_TREE;
  const at = (name) => path.join(temporary, name);
  for (const name of ['workspace', 'pristine']) cpSync(inProject('samples'), at(name), { recursive: true });
  mkdirSync(at('exchange'));
  writeFileSync(at('exchange/wishes.json'), JSON.stringify({ ...wishes, qemuTree }));
  return { workspace: at('workspace'), exchange: at('exchange') };
}

/** @param {string} exchange @returns {import('./results.mjs').Outcome[] | undefined} undefined if the suite has not finished */
export function readOutcomes(exchange) {
  const file = path.join(exchange, 'outcomes.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
