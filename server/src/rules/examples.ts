import type { Surroundings } from '../descriptor/surroundings';
import { OVMF_CODE, OVMF_VARS } from '../descriptor/usualImages';

/** A descriptor that shows a rule. */
export interface Example {
  /** The whole descriptor. */
  readonly text: string;
  /** The part that matters, for the documentation. */
  readonly shown: string;
  /** The files around it, for rules that look beyond the text. */
  readonly surroundings?: Surroundings;
  /** Its path, if that matters. */
  readonly path?: string;
}

/** A descriptor without any finding: OVMF split into code and template, as distributions ship it. */
const SOUND = {
  description: 'UEFI firmware for x86_64',
  'interface-types': ['uefi'] as unknown,
  mapping: {
    device: 'flash',
    mode: 'split',
    executable: { filename: OVMF_CODE, format: 'raw' },
    'nvram-template': { filename: OVMF_VARS, format: 'raw' },
  } as unknown,
  targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] }] as unknown,
  features: ['acpi-s3', 'verbose-dynamic'] as unknown,
  tags: [] as unknown,
};

/** A sound descriptor with some root members changed, added or (with `undefined`) removed. */
export function withMembers(changes: Readonly<Record<string, unknown>>): Example {
  return {
    text: JSON.stringify({ ...SOUND, ...changes }, null, 4) + '\n',
    shown: JSON.stringify(changes, null, 4),
  };
}

/** A sound descriptor whose text is changed in one place, for mistakes that a JSON value cannot express. */
export function withText(find: string, replacement: string): Example {
  const text = withMembers({}).text;
  if (!text.includes(find)) throw new Error(`the sound descriptor has no ${find}`);
  const start = text.indexOf(find);
  const changed = text.slice(0, start) + replacement + text.slice(start + find.length);
  return { text: changed, shown: showLines(changed, start, start + replacement.length) };
}

/** Returns the whole lines from one offset to another, with the indentation of the root members removed. */
function showLines(text: string, start: number, end: number): string {
  const lineEnd = text.indexOf('\n', end);
  const lines = text.slice(text.lastIndexOf('\n', start) + 1, lineEnd === -1 ? undefined : lineEnd);
  return lines.replace(/^ {4}/gm, '').trim();
}

/** An example with exactly this text. */
export function makeExample(text: string, shown = text): Example {
  return { text, shown };
}

/** An example with its file among others. @param shown describes the situation in the documentation */
export function placeAmongFiles(
  example: Example,
  shown: string,
  surroundings: Partial<Surroundings>,
): Example {
  return { ...example, shown, surroundings: { missingImages: new Map(), ...surroundings } };
}
