import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import type { SeenImage, Surroundings } from '../../../server/src/descriptor/surroundings';
import { analyse } from '../../../server/src/rules/analyse';
import { withMembers } from '../../../server/src/rules/examples';
import { makeCode, makePlainImage, makeVariableStore } from '../../../server/src/rules/shared/exampleImages';
import { getSchema } from '../../../server/src/schema/bundled';

const FOLDER = '/usr/share/OVMF/';
const CODE = `${FOLDER}OVMF_CODE_4M.fd`;
const VARS = `${FOLDER}OVMF_VARS_4M.fd`;

/** Returns the codes and messages of the findings, except hints. */
function findings(changes: Readonly<Record<string, unknown>>, surroundings: Partial<Surroundings>): string[] {
  const { text } = withMembers(changes);
  const around = { missingImages: new Map<string, readonly string[]>(), ...surroundings };
  return analyse(new DescriptorDocument(text, getSchema('latest'), '/src/60-a.json', around))
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code: rule, message }) => `${rule}: ${message}`);
}

function codes(
  changes: Readonly<Record<string, unknown>>,
  executable: SeenImage,
  template: SeenImage,
): string[] {
  const images = new Map([
    [CODE, executable],
    [VARS, template],
  ]);
  return findings(changes, { images }).map((finding) => finding.slice(0, finding.indexOf(':')));
}

describe('The finding of a missing image', () => {
  function proposal(missing: string, ...names: string[]): string | undefined {
    const [found = ''] = findings({}, { missingImages: new Map([[FOLDER + missing, names]]) });
    assert.match(found, /^image-missing: Image not found: /);
    return /Did you mean .*\/(.+)\?$/.exec(found)?.[1];
  }

  it('proposes the image with the closest name', () => {
    assert.equal(
      proposal('OVMF_CODE_4M.fd', 'OVMF_CODE.fd', 'README', 'OVMF_CODE_4MB.fd'),
      'OVMF_CODE_4MB.fd',
    );
  });

  it('does not propose an image with public signing keys, or variables for code', () => {
    assert.equal(proposal('OVMF_CODE_4M.fd', 'OVMF_VARS_4M.fd', 'OVMF_CODE_4M.snakeoil.fd'), undefined);
    assert.equal(proposal('OVMF_VARS_4M.fd', 'OVMF_CODE_4M.fd', 'OVMF_VARS_2M.fd'), 'OVMF_VARS_2M.fd');
  });

  it('does not propose an image of another architecture', () => {
    const nearestOf = (filename: string, ...names: string[]): string | undefined => {
      const mapping = { device: 'memory', filename };
      const [found = ''] = findings({ mapping }, { missingImages: new Map([[filename, names]]) });
      return /Did you mean .*\/(.+)\?$/.exec(found)?.[1];
    };
    const code = '/usr/share/qemu/edk2-aarch64-code.fd';
    assert.equal(nearestOf(code, 'edk2-arm-code.fd', 'edk2-x86_64-code.fd'), undefined);
    assert.equal(nearestOf(code, 'edk2-arm-code.fd', 'edk2-aarch64_code.fd'), 'edk2-aarch64_code.fd');
    assert.equal(
      nearestOf('/x/edk2-x86_64-vars.fd', 'edk2-arm-vars.fd', 'edk2-i386-vars.fd'),
      'edk2-i386-vars.fd',
    );
  });
});

describe('The check of images', () => {
  const file = { filename: CODE, format: 'raw' };

  it('reports only the architecture of code for another one, not its size', () => {
    const targets = [{ architecture: 'aarch64', machines: ['virt-*'] }];
    assert.deepEqual(codes({ targets, features: [] }, makeCode(), makeVariableStore()), [
      'image-architecture',
    ]);
  });

  it('suggests padding only for an image smaller than the flash', () => {
    const flash = { device: 'flash', mode: 'stateless', executable: file };
    const targets = [{ architecture: 'aarch64', machines: ['virt-*'] }];
    const listFindings = (size: number): string[] =>
      findings(
        { mapping: flash, targets, features: [] },
        { images: new Map([[CODE, makePlainImage('unknown', size)]]) },
      );
    assert.match(listFindings(0).join(), /^image-kind: The image is empty/);
    assert.match(listFindings(0x1000000).join(), /^image-size: .*Pad the image\.$/);
    assert.match(listFindings(0x8000000).join(), /^image-size: .*Use another image\.$/);
  });

  it('counts more than the format in the name of an image', () => {
    const path = `${FOLDER}OVMF_CODE.qcow2`;
    const mapping = { device: 'flash', mode: 'stateless', executable: { filename: path, format: 'raw' } };
    const listCodes = (image?: SeenImage): string[] =>
      findings({ mapping }, { images: new Map(image && [[path, image]]) }).map(
        (one) => one.split(':')[0] ?? '',
      );
    assert.deepEqual(listCodes(), ['format-suffix']);
    assert.deepEqual(listCodes(makeCode()), []);
    assert.deepEqual(listCodes(makeCode({ format: 'qcow2' })), ['image-format']);
  });

  it('distinguishes a truncated template from one of another build', () => {
    const half = makeVariableStore();
    const truncated = { facts: { ...half.facts, size: 0x40000 } };
    assert.deepEqual(codes({}, makeCode(), truncated), ['image-size']);
  });
});
