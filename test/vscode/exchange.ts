import * as vscode from 'vscode';
import { workspaceFolder } from './editor';

/**
 * What the suite and the script around it tell each other, through files beside the workspace: the file system of VS Code is the one way
 * out that every extension host has. scripts/suiteFiles.mjs is the other end.
 */

/** How the suite is to be run. */
export interface Wishes {
  /** A part of the full titles of the cases to run. */
  readonly only?: string;
  /** Of the random order. */
  readonly seed?: number;
  /** Whether the script takes a picture when `askForPicture` asks it to. */
  readonly pictures: boolean;
}

/** One test case and how it went. */
export interface Outcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

const PATIENCE_MS = 20_000;

const at = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), '../exchange', name);

/** What the script wishes for. */
export async function readWishes(): Promise<Wishes> {
  const content = await vscode.workspace.fs.readFile(at('wishes.json'));
  return JSON.parse(new TextDecoder().decode(content)) as Wishes;
}

/** Leaves the outcomes for the script. */
export async function writeOutcomes(outcomes: readonly Outcome[]): Promise<void> {
  await vscode.workspace.fs.writeFile(
    at('outcomes.json'),
    new TextEncoder().encode(JSON.stringify(outcomes)),
  );
}

/** Has the script take a picture of the window, and waits until it has, for a while: it listens to the console, and leaves a file. */
export async function askForPicture(title: string): Promise<void> {
  const name = `picture-${asked}.png`;
  asked += 1;
  console.log(`take a picture: ${JSON.stringify({ name, title })}`);
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && !(await exists(at(name))));
}

let asked = 0;

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
