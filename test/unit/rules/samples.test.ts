import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shown } from '../../support/findings';

const FOLDER = 'samples/qemu/firmware';

/** The findings of each sample of a mistake; other samples have none. */
const FOUND: Readonly<Record<string, readonly string[] | undefined>> = {
  '20-ovmf-combined.json': ['mode-combined at "combined"'],
  '60-mistake-template-missing.json': ['template-missing at "split"'],
  '61-mistake-template-with-combined.json': ['template-unexpected at "nvram-template"'],
  '62-mistake-unknown-mode.json': ['unknown-value at "separate"'],
  '63-mistake-misspelt-feature.json': ['unknown-value at "secure-bot"'],
  '64-mistake-wrong-device.json': ['unknown-value at "pflash"'],
  '65-mistake-missing-members.json': ['missing-member at {', 'missing-member at {'],
  '66-mistake-duplicate-key.json': ['json-duplicate-key at "features"'],
  '67-mistake-trailing-comma.json': ['json-stray-comma at ,'],
  '68-mistake-comment.json': ['json-comment at // no Secure Boot in this build'],
  '69-mistake-wrong-type.json': ['wrong-type at "pc-q35-*"'],
  '70-mistake-empty-interface-types.json': ['no-interface-type at []'],
  '71-mistake-both-verbose.json': ['verbose-conflict at "verbose-static"'],
  '72-mistake-unusable-format.json': ['unknown-value at "vmdk"'],
  '73-mistake-wrong-branch.json': ['wrong-branch at "executable"'],
  '74-mistake-misplaced-features.json': ['misplaced-member at "features"'],
  '75-mistake-machine-alias.json': ['machine-alias at "q35"'],
  '76-mistake-unknown-architecture.json': ['unknown-value at "amd64"'],
  '77-mistake-enrolled-keys-alone.json': ['keys-without-secure-boot at "enrolled-keys"'],
  '78-mistake-secure-boot-without-smm.json': ['secure-boot-without-smm at "secure-boot"'],
  '79-mistake-relative-path.json': ['relative-path at "OVMF_CODE_4M.fd"'],
};

describe('The samples', () => {
  for (const name of readdirSync(FOLDER).sort()) {
    it(`${name}: ${FOUND[name]?.join(', ') ?? 'no findings'}`, () => {
      assert.deepEqual(shown(readFileSync(path.join(FOLDER, name), 'utf8')), FOUND[name] ?? []);
    });
  }

  it('are all listed', () => {
    const listed = readFileSync('samples/README.md', 'utf8');
    const missing = readdirSync(FOLDER).filter((name) => !listed.includes(`\`${name}\``));
    assert.deepEqual(missing, []);
  });
});
