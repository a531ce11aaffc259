import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { printLines } from '../support/printed';
import { readSetting } from '../support/settings';
import { formatCompact } from '../../../server/src/cli/format';
import { TOKEN_TYPES } from '../../../server/src/lsp/protocol/tokenTypes';
import type { Code } from '../../../server/src/descriptor/codes';
import { ALL_CODES } from '../../../server/src/rules/allCodes';
import type { Severity } from '../../../server/src/rules/rule';
import { SEVERITY_SETTINGS } from '../../../server/src/rules/severities';

interface Enumeration {
  readonly enum: readonly string[];
}

interface Overrides {
  readonly items: {
    readonly properties: {
      readonly rules: { readonly propertyNames: Enumeration; readonly additionalProperties: Enumeration };
    };
  };
}

interface Step {
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly languages: readonly { configuration: string; icon?: Record<string, string> }[];
    readonly grammars: readonly { path: string }[];
    readonly semanticTokenScopes: readonly { language: string; scopes: Record<string, readonly string[]> }[];
    readonly commands: readonly { command: string }[];
    readonly walkthroughs: readonly { steps: readonly Step[] }[];
    readonly problemMatchers: readonly [{ pattern: Record<string, string | number> }];
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

describe('the manifest', () => {
  it('has all its texts in package.nls.json, and no unused ones', () => {
    const used = [...text.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? '');
    // The schema of configuration files is generated from the settings, and has one additional text.
    const besides = 'configuration.root';
    assert.match(readFileSync('scripts/generate-settings.mjs', 'utf8'), new RegExp(`'${besides}'`));
    assert.deepEqual([...new Set([...used, besides])].sort(), Object.keys(texts).sort());
  });

  it('gives every semantic token a scope of the grammar, so colours do not change', () => {
    const all = manifest.contributes.semanticTokenScopes;
    const types = all.flatMap(({ scopes }) => Object.keys(scopes));
    assert.deepEqual([...new Set(types)].sort(), [...TOKEN_TYPES].sort());
    for (const { language, scopes } of all) {
      const grammar = readFileSync(`syntaxes/${language}.tmLanguage.json`, 'utf8');
      const used = [...grammar.matchAll(/"(?:name|contentName)": ?"([^"]+)"/g)].flatMap(([, names = '']) =>
        names.split(' '),
      );
      for (const scope of Object.values(scopes).flat())
        assert.ok(
          used.some((name) => name === scope || name.startsWith(scope.replace('.qemu-firmware', '.'))),
          scope,
        );
    }
  });

  it('names files that exist', () => {
    const { languages, grammars, walkthroughs } = manifest.contributes;
    const files = [
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
      manifest.icon,
      ...languages.flatMap(({ configuration, icon = {} }) => [configuration, ...Object.values(icon)]),
      ...grammars.map(({ path }) => path),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
  });
});

describe('the walkthrough', () => {
  const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const commands = manifest.contributes.commands.map(({ command }) => command);

  it('has a button on each step, and runs only commands that exist', () => {
    for (const { description, completionEvents } of steps) {
      const text = texts[description.slice(1, -1)] ?? '';
      assert.match(text, /^\[[^\]]+\]\(command:[\w:.]+\)$/m);
      const run = [...text.matchAll(/\(command:(?:toSide:)?([\w.]+)\)/g)].map(([, name = '']) => name);
      const events = completionEvents.flatMap((event) => /(?<=^onCommand:).*/.exec(event) ?? []);
      const unknown = [...run, ...events].filter((name) => !commands.includes(name));
      assert.deepEqual(
        unknown.filter((name) => name !== 'qemuFirmware.searchPath.focus'),
        [],
      );
    }
    assert.equal(steps.length, 4);
  });
});

describe('the settings of rules', () => {
  const rules = readSetting('qemuFirmware.rules') as { properties: Record<string, Enumeration> };
  const overrides = readSetting('qemuFirmware.overrides') as Overrides;

  it('have every code and every severity', () => {
    assert.deepEqual(Object.keys(rules.properties), ALL_CODES);
    assert.deepEqual(overrides.items.properties.rules.propertyNames.enum, ALL_CODES);
    const all = [...Object.values(rules.properties), overrides.items.properties.rules.additionalProperties];
    for (const setting of all) assert.deepEqual(setting.enum, SEVERITY_SETTINGS);
  });
});

describe('the values of settings', () => {
  it('are all described', () => {
    const bare: unknown[] = [];
    const { contributes } = JSON.parse(text) as { contributes: { configuration: unknown } };
    JSON.parse(
      JSON.stringify(contributes.configuration),
      (key, value: { enum?: unknown[]; enumDescriptions?: unknown[] } | null) => {
        // The names of rules are described where they are settings of their own.
        if (value?.enum && key !== 'propertyNames' && value.enumDescriptions?.length !== value.enum.length)
          bare.push(value);
        return value;
      },
    );
    assert.deepEqual(bare, []);
  });
});

describe('the problem matcher', () => {
  const [{ pattern }] = manifest.contributes.problemMatchers;
  const expression = new RegExp(String(pattern.regexp));

  /** Finds the parts of a line as VS Code does: by the number of their group. */
  function read(line: string): Record<string, string | undefined> {
    const match = expression.exec(line);
    assert.ok(match, `not matched: ${line}`);
    const parts = Object.entries(pattern).filter(([, group]) => typeof group === 'number');
    return Object.fromEntries(parts.map(([part, group]) => [part, match[Number(group)]]));
  }

  for (const path of ['a.json', '/etc/qemu/firmware/a b.json', 'C:\\fw\\a.json', 'odd:1:2: name.json'])
    for (const severity of severities)
      it(`reads a line of lint: ${path}, ${severity}`, async () => {
        const position = { line: 2, character: 4 };
        const range = { start: position, end: position };
        const message = 'Say [this]: or [that]';
        const code: Code = 'json-byte-order-mark';
        const finding = { code, severity, message, range, fixes: [], related: [], consequences: [] };
        const line = (await printLines(formatCompact([{ path, diagnostics: [finding] }]))).trimEnd();
        assert.deepEqual(read(line), {
          file: path,
          line: '3',
          column: '5',
          // VS Code knows "info", not "information".
          severity: severity === 'information' ? 'info' : severity,
          message,
          code,
        });
      });
});
