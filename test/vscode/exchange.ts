import * as vscode from 'vscode';
import { workspaceFolder } from './editor';

/**
 * Communication between the suite and the script around it, through files next to the workspace: VS Code's file system is the only channel
 * that every extension host has. scripts/suiteFiles.mjs is the other end.
 */

/** How to run the suite. */
export interface Wishes {
  /** A part of the full titles of the cases to run. */
  readonly only?: string;
  /** The seed of the random order. */
  readonly seed?: number;
  /** Whether the script takes pictures for `askForPicture`. */
  readonly pictures: boolean;
  /**
   * Where the script serves exchange/, if VS Code's file system reads files only once and keeps changes in memory: then the suite prints the
   * outcomes.
   */
  readonly served?: string;
  /** The path of a folder with QEMU's source code, from the environment variable QEMU_FIRMWARE_QEMU_TREE. */
  readonly qemuTree?: string;
}

/** A test case and its outcome. */
export interface Outcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

const PATIENCE_MS = 20_000;

const at = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), '../exchange', name);

/** Reads the script's wishes. */
export async function readWishes(): Promise<Wishes> {
  const content = await vscode.workspace.fs.readFile(at('wishes.json'));
  return JSON.parse(new TextDecoder().decode(content)) as Wishes;
}

/** Writes the outcomes for the script. */
export async function writeOutcomes(outcomes: readonly Outcome[], { served }: Wishes): Promise<void> {
  if (served === undefined) {
    const content = new TextEncoder().encode(JSON.stringify(outcomes));
    await vscode.workspace.fs.writeFile(at('outcomes.json'), content);
    return;
  }
  // One by one, because VS Code omits long messages.
  for (const outcome of outcomes) console.log(`outcome: ${JSON.stringify(outcome)}`);
}

/**
 * Makes the script take a picture of the window and waits for it, with a time limit: the script listens to the console and writes a file.
 */
export async function askForPicture(title: string, { served }: Wishes): Promise<void> {
  const name = `picture-${requests}.png`;
  requests += 1;
  console.log(`take a picture: ${JSON.stringify({ name, title })}`);
  const deadline = Date.now() + PATIENCE_MS;
  const isTaken = served === undefined ? () => exists(at(name)) : () => isServed(`${served}/${name}`);
  while (Date.now() < deadline && !(await isTaken()));
}

let requests = 0;

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Asks the server of @vscode/test-web, which answers with the properties of a file or with an error. */
async function isServed(url: string): Promise<boolean> {
  const answer = (await (await fetch(`${url}?stat`)).json()) as { readonly error?: string };
  return answer.error === undefined;
}
