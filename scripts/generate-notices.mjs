import { readFileSync, readdirSync } from 'node:fs';
import { listBundledPackages } from './bundledPackages.mjs';
import { inProject, readJson } from './project.mjs';

/** Returns the licences of the packages in the bundles. */
export async function generateNotices() {
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const head = 'QEMU Firmware contains code of these packages.\n';
  const notices = new Set((await listBundledPackages()).map(notice));
  return { 'THIRD-PARTY-NOTICES.txt': [head, ...notices].join(rule) };
}

/** @returns {string} name, version, licence and its text; throws if it has no licence text */
function notice(folder) {
  const { name, version, license, author } = readJson(`${folder}/package.json`);
  const files = readdirSync(inProject(folder)).filter((entry) => /^(licen[cs]e|notice)/i.test(entry));
  const texts = files.map((file) => readFileSync(inProject(folder, file), 'utf8').trim());
  const holder = typeof author === 'string' ? author : author?.name;
  if (texts.length === 0 && license === 'MIT' && holder) texts.push(mitLicence(holder));
  if (texts.length === 0) throw new Error(`${name} ${version} (${license}) contains no licence text`);
  return `${name} ${version} (${license})\n\n${texts.join('\n\n').replaceAll('\r\n', '\n')}\n`;
}

/** The terms that are the same in every copy of this licence, including this project's. */
function mitLicence(holder) {
  const own = readFileSync(inProject('LICENSE'), 'utf8');
  const terms = own.slice(own.indexOf('Permission is hereby granted')).trim();
  return `MIT License\n\nCopyright (c) ${holder}\n\n${terms}`;
}
