#!/usr/bin/env node
/**
 * Programs of others that the protocol tests drive: `node scripts/programs.mjs` installs those that are missing, where that can be done.
 * Neovim and Emacs are more clients of the server; zsh and fish complete the command line.
 */
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';
import { output } from './processes.mjs';

/** What loads a library of Emacs, and fails without it. */
const load = (library) => [
  'emacs',
  '--batch',
  '--eval',
  `(progn (package-initialize) (require '${library}))`,
];

/** Debian's packages with a command that each makes work. Eglot is a package of its own before Emacs 29. */
const CHECKS = {
  neovim: ['nvim', '--version'],
  zsh: ['zsh', '--version'],
  fish: ['fish', '--version'],
  'emacs-nox': ['emacs', '--version'],
  'elpa-lsp-mode': load('lsp-mode'),
};
const LATER_CHECKS = { 'elpa-eglot': load('eglot') };

/** @returns {Promise<string[]>} the packages whose commands do not work */
async function listMissing(checks) {
  const works = await Promise.all(
    Object.values(checks).map(([program, ...args]) =>
      output(program, args).then(
        () => true,
        () => false,
      ),
    ),
  );
  return Object.keys(checks).filter((_, at) => !works[at]);
}

/** Installs the missing programs. The tests say so if there are still some after that. */
export async function installPrograms() {
  for (const checks of [CHECKS, LATER_CHECKS]) {
    const missing = await listMissing(checks);
    if (missing.length > 0) await installPackages('protocol', missing);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await installPrograms();
  const missing = await listMissing({ ...CHECKS, ...LATER_CHECKS });
  console.log(
    missing.length > 0 ? `missing, and cannot be installed here: ${missing.join(', ')}` : 'all are installed',
  );
}
