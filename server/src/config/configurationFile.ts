import { t } from '../text/translations';
import type { JsonValue } from '../descriptor/json';
import { toPlain } from '../descriptor/json';
import { parseJson } from '../descriptor/syntaxTree';
import { LineIndex, type TextRange } from '../text/lineIndex';
import { decodeUtf8 } from '../text/utf8';
import type { Configuration } from './configuration';
import { readConfiguration, type ConfigurationProblem } from './readConfiguration';

/** A configuration file that was read. */
export interface ConfigurationFile {
  readonly path: string;
  /** The folder that contains it; its relative paths start here. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** Its problems, each a line with file and position. */
  readonly problems: readonly string[];
}

/** Returns an empty configuration for a file that cannot be read, with the reason. */
export function makeBrokenConfiguration(path: string, problem: string): ConfigurationFile {
  return { path, folder: findFolder(path), configuration: {}, problems: [problem] };
}

/** Reads a configuration file. Never throws. */
export function parseConfigurationFile(path: string, bytes: Uint8Array): ConfigurationFile {
  const folder = findFolder(path);
  const broken = (problem: string): ConfigurationFile => makeBrokenConfiguration(path, problem);
  const decoded = decodeUtf8(bytes);
  if ('invalid' in decoded) return broken(t('{0}: not valid UTF-8', path));

  const { root, problems } = parseJson(decoded.text);
  const lines = new LineIndex(decoded.text);
  const at = ({ start }: TextRange): string => {
    const { line, character } = lines.positionAt(start);
    return `${path}:${line + 1}:${character + 1}`;
  };
  const [problem] = problems;
  if (problem) return broken(t('{0}: invalid JSON', at(problem.range)));
  if (!root) return broken(t('{0}: contains no JSON', path));
  const found = readConfiguration(toPlain(root));
  return {
    path,
    folder,
    configuration: resolveSchemaPath(found.configuration, folder),
    problems: [
      ...found.problems.map((one) => `${at(findRange(root, one))}: ${one.message}`),
      ...(found.more > 0 ? [t('{0}: and {1} more', path, found.more)] : []),
    ],
  };
}

function findFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function resolveSchemaPath(configuration: Configuration, folder: string): Configuration {
  const { schemaPath } = configuration;
  if (schemaPath === undefined || /^([\\/]|[A-Za-z]:[\\/])/.test(schemaPath)) return configuration;
  return { ...configuration, schemaPath: `${folder}/${schemaPath}` };
}

/** Finds the part of the text that has the problem. */
function findRange(root: JsonValue, { path, atKey }: ConfigurationProblem): TextRange {
  let range: TextRange = root;
  let value: JsonValue | undefined = root;
  for (const [index, step] of path.entries()) {
    if (value?.kind === 'array') {
      value = value.elements[Number(step)];
      range = value ?? range;
    } else if (value?.kind === 'object') {
      const property = value.properties.findLast(({ key }) => key.value === step);
      range = (atKey && index === path.length - 1 ? property?.key : property?.value) ?? range;
      value = property?.value;
    }
  }
  return range;
}
