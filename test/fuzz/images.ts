import assert from 'node:assert/strict';
import { formatImage } from '../../server/src/cli/imageText';
import { makePrinter } from '../../server/src/cli/printer';
import { summariseImage } from '../../server/src/features/imageSummary';
import { lookIntoImage } from '../../server/src/service/lookIntoImage';
import { proposeDraft } from '../../server/src/service/proposeDraft';
import { hasControls } from '../../server/src/text/visible';
import { makeMemoryWorkspace } from '../../server/src/workspace/memoryWorkspace';
import {
  bytesOf,
  certificate,
  encodedSection,
  file,
  files,
  GLOBAL_VARIABLE,
  IMAGE_SECURITY,
  le,
  pe,
  section,
  sections,
  signatureLists,
  SOME_GUID,
  te,
  variableVolume,
  volume,
} from '../unit/support/firmwareBytes';
import { bios, elf, firmware, igvm, qcow2 } from '../unit/support/imageFiles';
import { lzmaOf } from '../unit/support/lzmaEncoder';
import type { Random } from './random';
import { makeTarget } from './target';

const LZMA = 'ee4e5898-3914-4259-9d6e-dc7bd79403cf';

const STORE = variableVolume([
  { name: 'PK', vendor: GLOBAL_VARIABLE, data: signatureLists([certificate('Some Platform Key')]) },
  { name: 'db', vendor: IMAGE_SECURITY, data: signatureLists([certificate('One'), certificate('Two')]) },
  { name: 'Boot0000', data: 'gone', state: 0x3d },
]);
const MODULES = sections(
  section(
    0x17,
    volume(files(file(0x05, section(0x10, pe(0x8664)), SOME_GUID), file(0x07, section(0x10, pe(0x8664))))),
  ),
);
const PACKED = bytesOf(
  volume(file(0x0b, encodedSection(LZMA, lzmaOf(MODULES)))),
  volume(file(0x03, section(0x12, te(0x14c, 'RELEASE')))),
);
const TABLE = firmware([
  { guid: 'dc886566-984a-4798-a75e-5585a7bf67cc', data: bytesOf(le(0x800, 4)) },
  { guid: 'e47a6535-984a-4798-865e-4685a7bf8ec2', data: bytesOf(le(0x800, 4)) },
]);

const IMAGES: readonly Uint8Array[] = [
  STORE,
  PACKED,
  TABLE,
  bytesOf(STORE, PACKED),
  qcow2(TABLE),
  qcow2(PACKED, { compressed: true, clusterBits: 12 }),
  igvm([1, 2, 3]),
  elf(62),
  bios(),
];

/** Many small compressed sections, each of which may ask for large tables. [LZMA specification, "lc, lp, pb"] */
function makeCrowd(random: Random): Uint8Array {
  const packed = Uint8Array.from(lzmaOf(bytesOf('x')));
  packed[0] = random.oneOf([0x5d, 44, 224, 225]);
  packed.set(le(random.oneOf(NUMBERS), 4), random.oneOf([1, 5]));
  const many = Array.from({ length: random.oneOf([1, 10, 200, 2000]) }, () => encodedSection(LZMA, packed));
  return volume(file(0x0b, sections(...many)));
}

const NUMBERS = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffff, 0xffffffff];

/** Returns an image with some numbers, ranges and names changed, duplicated or truncated. */
function makeImage(random: Random): Uint8Array {
  let bytes = Uint8Array.from(random.oneIn(8) ? makeCrowd(random) : random.oneOf(IMAGES));
  for (let left = random.between(1, 10); left > 0; left--) {
    const at = findByte(random, bytes);
    const length = random.oneOf([1, 2, 3, 4, 8, 16]);
    const other = findByte(random, bytes);
    const number = le(random.oneOf(NUMBERS), 4).slice(0, Math.max(0, bytes.length - at));
    bytes = random.oneOf([
      () => bytes.fill(random.below(256), at, at + length),
      () => bytes.copyWithin(at, other, other + 64),
      () => Uint8Array.from([...bytes.slice(0, at), ...number, ...bytes.slice(at + number.length)]),
      () => Uint8Array.from(bytesOf(bytes.slice(0, at), bytes.slice(other, other + random.below(0x1000)))),
      () => bytes.fill(random.below(256), at, at + 1),
    ])();
  }
  return random.oneIn(8) ? bytes.slice(0, random.below(bytes.length + 1)) : bytes;
}

/** Returns an offset that probably matters: not in padding, and near the start of a structure. */
function findByte(random: Random, bytes: Uint8Array): number {
  const at = random.below(bytes.length);
  const dataStart = bytes.findIndex((byte, index) => index >= at && byte !== 0xff && byte !== 0);
  return dataStart < 0 ? at : Math.min(bytes.length - 1, dataStart + random.below(24));
}

export const images = makeTarget({
  name: 'images',
  cases: 1000,
  make: (random) => ({ bytes: Buffer.from(makeImage(random)).toString('base64') }),
  async check({ bytes }) {
    const path = '/fw/OVMF_CODE.fd';
    const files_ = makeMemoryWorkspace({ [path]: Buffer.from(bytes, 'base64'), '/fw/OVMF_VARS.fd': STORE });
    const contents = await lookIntoImage(path, 'all', files_);
    assert.ok(!('problem' in contents));
    let output = '';
    const printer = makePrinter({
      write: (text, done) => {
        output += String(text);
        done();
      },
    });
    await printer.lines([...formatImage(path, contents), ...summariseImage(contents).map((text) => [text])]);
    assert.ok(
      !hasControls(output.replaceAll('\n', '')),
      `shows control characters: ${JSON.stringify(output)}`,
    );
    const { draft, problem } = await proposeDraft(
      { executable: path, answers: {} },
      {
        look: async (name) => {
          const found = await lookIntoImage(name, 'all', files_);
          return 'facts' in found ? found : undefined;
        },
        names: () => Promise.resolve(['OVMF_CODE.fd', 'OVMF_VARS.fd']),
      },
    );
    if (draft) JSON.parse(draft.text);
    else assert.ok(problem !== undefined);
    return undefined;
  },
});
