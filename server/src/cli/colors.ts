import type { ColorMode } from './syntax/command';

/** The part of a stream that says whether it supports colors. */
export interface ColorStream {
  readonly isTTY?: boolean;
  readonly getColorDepth?: () => number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns whether to write colors to a stream: the option decides, then the environment, then whether the terminal supports them. FORCE_COLOR
 * overrides NO_COLOR, as in Node. [no-color.org; force-color.org]
 */
export function usesColors(mode: ColorMode, env: Environment, stream: ColorStream): boolean {
  if (mode !== 'auto') return mode === 'always';
  const { FORCE_COLOR: forced = '', NO_COLOR: refused = '' } = env;
  if (forced !== '') return forced !== '0' && forced !== 'false';
  if (refused !== '') return false;
  return stream.isTTY === true && (stream.getColorDepth?.() ?? SIXTEEN_COLORS) >= SIXTEEN_COLORS;
}

/** In bits, as Node counts. */
const SIXTEEN_COLORS = 4;
