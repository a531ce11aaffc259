import type { Surroundings } from '../descriptor/surroundings';
import { OVMF_CODE, OVMF_VARS } from '../descriptor/usualImages';

/** A descriptor that shows a rule. */
export interface Example {
  /** The whole descriptor. */
  readonly text: string;
  /** The part of it that matters, for the documentation. */
  readonly shown: string;
  /** What lies around it, for rules that look beyond the text. */
  readonly surroundings?: Surroundings;
  /** Where it lies, if that matters. */
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

/** A sound descriptor with some root members changed, added or (by `undefined`) left out. */
export function withMembers(changes: Readonly<Record<string, unknown>>): Example {
  return {
    text: JSON.stringify({ ...SOUND, ...changes }, null, 4) + '\n',
    shown: JSON.stringify(changes, null, 4),
  };
}

/** A sound descriptor whose text is changed in one place: for mistakes that no JSON value can have. */
export function withText(find: string, replacement: string): Example {
  const text = withMembers({}).text;
  if (!text.includes(find)) throw new Error(`the sound descriptor has no ${find}`);
  return { text: text.replace(find, () => replacement), shown: replacement.trim() };
}

/** A text as it is. */
export function makeExample(text: string, shown = text): Example {
  return { text, shown };
}

/** An example with its file among others. @param shown what the documentation tells of the situation */
export function placeAmongFiles(
  example: Example,
  shown: string,
  surroundings: Partial<Surroundings>,
): Example {
  return { ...example, shown, surroundings: { missingImages: new Map(), ...surroundings } };
}
