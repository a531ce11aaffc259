import assert from 'node:assert/strict';
import { releaseChanges } from '../../../scripts/release/changelog.mjs';
import { formatSbom } from '../../../scripts/release/formatSbom.mjs';
import { checkVersion, renamePackages, setVersion } from '../../../scripts/release/versions.mjs';

const CHANGES = '# Changelog\n\n## Unreleased\n\n- A change.\n\n## 0.1.0\n\n- The first release.\n';

describe('the changes of a release', () => {
  const release = (text: string, version = '0.2.0'): string => releaseChanges(text, version, '2027-01-02');

  it('get the version and the date', () => {
    const expected = '## Unreleased\n\n## 0.2.0 - 2027-01-02\n\n- A change.\n\n## 0.1.0\n';
    assert.ok(release(CHANGES).includes(expected));
  });

  it('keep both if the release is made again', () => {
    const released = release(CHANGES);
    assert.equal(releaseChanges(released, '0.2.0', '2027-09-09'), released);
  });

  it('must exist', () => {
    assert.throws(() => release(CHANGES.replace('- A change.', '')), /lists no change/);
    assert.throws(() => release(release(CHANGES).replace('## Unreleased\n', '## Unreleased\n\n- New.\n')), {
      message: /also changes that are not released/,
    });
  });

  it('must be in the form of Keep a Changelog', () => {
    assert.throws(() => release('# Changelog\n'), /does not start with/);
    assert.throws(() => release(CHANGES.replace('## 0.1.0', '## Version 0.1')), /“## Version 0\.1”/);
    assert.throws(() => release(`${CHANGES}\n## 0.2.0 - 2020-01-01\n`), /older release 0\.2\.0/);
  });
});

describe('the version of a release', () => {
  it('consists of three numbers and is not older than the current one', () => {
    assert.equal(checkVersion('0.10.0', '0.9.1'), '0.10.0');
    assert.equal(checkVersion('0.1.0', '0.1.0'), '0.1.0');
    for (const wrong of [undefined, '', '1', '1.2', 'v0.2.0', '0.2.0-beta', '01.2.3', '0.2.0; id'])
      assert.throws(() => checkVersion(wrong, '0.1.0'), /is not a version/);
    assert.throws(() => checkVersion('0.0.9', '0.1.0'), /older than the current version 0\.1\.0/);
  });

  it('is set where the packages are named, and nowhere else', () => {
    const text = 'x-0.1.0.tgz x@0.1.0 @v0.1.0 y-0.1.0.tgz libvirt@0.1.0 x-0.1.0.1';
    assert.equal(
      renamePackages(text, 'x', '0.2.0'),
      'x-0.2.0.tgz x@0.2.0 @v0.1.0 y-0.1.0.tgz libvirt@0.1.0 x-0.1.0.1',
    );
  });

  it('is set in package.json and package-lock.json', () => {
    const lock =
      '{"name":"x","version":"0.1.0","packages":{"":{"version":"0.1.0"},"node_modules/y":{"version":"0.1.0"}}}';
    const set = JSON.parse(setVersion(lock, '0.2.0')) as { packages: Record<string, { version: string }> };
    assert.deepEqual(
      [set.packages['']?.version, set.packages['node_modules/y']?.version],
      ['0.2.0', '0.1.0'],
    );
  });
});

describe('the bill of materials', () => {
  const component = (name: string) => ({
    'bom-ref': `${name}@1.0.0`,
    name,
    version: '1.0.0',
    scope: 'optional',
    properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
  });
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: 'urn:uuid:1',
    metadata: { timestamp: 'now', lifecycles: [], tools: [], component: { name: 'main' } },
    components: [component('a'), component('b')],
    dependencies: [],
  };

  it('lists what is in the packages, and nothing that differs between two runs', () => {
    const text = formatSbom(bom, ['a@1.0.0'], { name: 'x', version: '0.2.0' });
    assert.doesNotMatch(text, /uuid|now|development|optional/);
    const { components, dependencies, metadata } = JSON.parse(text) as {
      components: { name: string }[];
      dependencies: { ref: string; dependsOn: string[] }[];
      metadata: { component: { purl: string } };
    };
    assert.deepEqual(
      components.map(({ name }) => name),
      ['a'],
    );
    assert.deepEqual(dependencies[0], { ref: 'x@0.2.0', dependsOn: ['a@1.0.0'] });
    assert.equal(metadata.component.purl, 'pkg:npm/x@0.2.0');
  });

  it('is refused if a bundled package is missing from it', () => {
    assert.throws(() => formatSbom(bom, ['c@1.0.0'], { name: 'x', version: '0.2.0' }), /lacks c@1\.0\.0/);
  });
});
