import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { EXTENSION, installTarball, unpackExtension } from './installed';

/** The files of a package, with `/`, and their folder. */
interface Unpacked {
  readonly folder: string;
  readonly files: ReadonlySet<string>;
}

const PACKAGES: readonly (readonly [string, () => string])[] = [
  ['npm package', installTarball],
  ['extension', unpackExtension],
];

/** A link or picture in Markdown; code has none. */
const LINK = /!?\[[^\]]*\]\(([^)\s]+)\)/g;
const CODE = /```[^]*?```|`[^`\n]*`/g;

for (const [name, unpack] of PACKAGES)
  describe(`the ${name}`, () => {
    let found: Unpacked;
    before(() => {
      const folder = unpack();
      const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
      found = { folder, files: new Set(files.map((file) => file.replaceAll(path.sep, '/'))) };
    });

    const read = (file: string): string => readFileSync(path.join(found.folder, file), 'utf8');
    const has = (pattern: RegExp): boolean => [...found.files].some((file) => pattern.test(file));

    it('has every part that the server loads', () => {
      // The extension names those that it loads in browsers.
      const loaded = new Set(['server.js', ...(has(/^dist\/extension\.js$/) ? ['extension.js'] : [])]);
      for (const file of loaded) {
        assert.ok(found.files.has(`dist/${file}`), file);
        for (const [, name = ''] of read(`dist/${file}`).matchAll(/"(?:\.\/)?([\w-]+\.js)"/g))
          loaded.add(name);
      }
      const threads = readdirSync('server/src').filter((file) => file.endsWith('Worker.ts'));
      for (const thread of threads)
        if (thread !== 'browserWorker.ts' || has(/^dist\/extension\.js$/))
          assert.ok(loaded.has(thread.replace(/\.ts$/, '.js')), thread);
      for (const file of readdirSync('server/schema'))
        assert.ok(found.files.has(`dist/schema/${file}`), file);
    });

    it('has the translations, the licences and the user documentation', () => {
      for (const file of readdirSync('l10n').filter((file) => /\.l10n\.\w+\.json$/.test(file)))
        assert.ok(found.files.has(`l10n/${file}`), file);
      for (const file of readdirSync('docs').filter((file) => /\.(?:md|json)$/.test(file)))
        assert.ok(found.files.has(`docs/${file}`), file);
      for (const pattern of [
        /^LICENSE/,
        /^THIRD-PARTY-NOTICES\.txt$/,
        /^SECURITY\.md$/i,
        /^README\.md$/i,
        /^CHANGELOG\.md$/i,
      ])
        assert.ok(has(pattern), String(pattern));
    });

    it('has nothing that is only for developers', () => {
      const foreign = /^(?:server|client|test|scripts|out|node_modules)\/|\.(?:ts|mjs|map)$|\.web\.js$/;
      assert.deepEqual(
        [...found.files].filter((file) => foreign.test(file)),
        [],
      );
      const readme = [...found.files].find((file) => /^readme\.md$/i.test(file)) ?? '';
      assert.doesNotMatch(read(readme), /\bnpm (?:ci|test|start|run)\b/);
      const { scripts, devDependencies } = JSON.parse(read('package.json')) as Record<string, unknown>;
      assert.deepEqual({ scripts, devDependencies }, { scripts: undefined, devDependencies: undefined });
    });

    it('links only to files that it contains', () => {
      const broken: string[] = [];
      let links = 0;
      for (const file of found.files) {
        if (!file.endsWith('.md')) continue;
        for (const [, link = ''] of read(file).replace(CODE, '').matchAll(LINK)) {
          links += 1;
          if (/^(?:https:\/\/|#|data:image\/png;)/.test(link)) continue;
          const target = path.posix.join(path.posix.dirname(file), link.replace(/#.*/, ''));
          if (!found.files.has(target)) broken.push(`${file}: ${link}`);
        }
      }
      assert.ok(links > 10);
      assert.deepEqual(broken, []);
    });
  });

describe('the extension', () => {
  it('has the samples that its commands open, and no others', () => {
    const folder = path.join(unpackExtension(), 'samples');
    const opened = [...readFileSync('client/src/samples.ts', 'utf8').matchAll(/file: '([^']+)'/g)];
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    assert.deepEqual(
      files.map((file) => file.replaceAll(path.sep, '/')).sort(),
      opened.map(([, file]) => file).sort(),
    );
  });

  it('has the pictures of its README in the README, where VS Code shows them', () => {
    const readme = readFileSync(path.join(unpackExtension(), 'readme.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    assert.ok(pictures.length > 0);
    for (const link of pictures) assert.match(link, /^(?:data:image\/png;base64,|https:\/\/)/);
  });

  it('is small', () => {
    assert.ok(statSync(EXTENSION).size <= 600_000);
  });
});

describe('the manifest of a package', () => {
  it('names existing manual pages in a list, the only form that npm installs', () => {
    const folder = installTarball();
    const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
    const { man } = JSON.parse(text) as { man: readonly string[] };
    assert.ok(man.length > 0);
    for (const page of man) assert.match(readFileSync(path.join(folder, page), 'utf8'), /^\.TH QEMU/);
  });

  it('has only what npm reads in the npm package, and can be published', () => {
    const folder = installTarball();
    const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
    const manifest = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const { bin, description } = manifest as { bin: Readonly<Record<string, string>>; description: string };
    for (const member of ['private', 'main', 'contributes', 'dependencies'])
      assert.ok(!(member in manifest), member);
    assert.doesNotMatch(text, /%/);
    assert.ok(description.length > 20);
    for (const file of Object.values(bin))
      assert.match(readFileSync(path.join(folder, file), 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('names only files that the extension contains', () => {
    const folder = unpackExtension();
    const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
    const { bin, ...manifest } = JSON.parse(text) as { bin: object };
    const named = [...JSON.stringify(manifest).matchAll(/"\.\/([\w./-]+\.\w+)"/g)].map(
      ([, file = '']) => file,
    );
    assert.ok(Object.keys(bin).length > 0 && named.length > 5);
    for (const file of named) assert.doesNotThrow(() => readFileSync(path.join(folder, file)), file);
  });
});
