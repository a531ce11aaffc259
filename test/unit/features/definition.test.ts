import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import {
  findDefinition,
  findTypeDefinition,
  type DefinitionLink,
} from '../../../server/src/features/definition';
import { getSchema } from '../../../server/src/schema/bundled';
import { unmarked } from '../support/completions';

/** The three places as text: in the descriptor, the name in the schema, the whole declaration there. */
function placesAt(
  find: typeof findDefinition,
  marked: string,
  version = 'latest',
): readonly [string, string, string] | undefined {
  const { text, offset } = unmarked(marked);
  const context = getSchema(version);
  const found: DefinitionLink | undefined = find(new DescriptorDocument(text, context), offset);
  if (!found) return undefined;
  const { origin, target, full } = found;
  assert.ok(full.start <= target.start && target.end <= full.end);
  assert.equal(full.file, target.file);
  const schemaText = context.full.modules.get(target.file)?.text ?? '';
  return [
    text.slice(origin.start, origin.end),
    schemaText.slice(target.start, target.end),
    schemaText.slice(full.start, full.end),
  ];
}

describe('the definition', () => {
  it('of a member is its declaration', () => {
    assert.deepEqual(placesAt(findDefinition, '{"mapping": {"device": "flash", "mo⟨⟩de": "split"}}'), [
      '"mode"',
      "'*mode'",
      "'*mode': 'FirmwareFlashMode'",
    ]);
    assert.equal(placesAt(findDefinition, '{"⟨⟩targets": []}')?.[1], "'targets'");
    assert.equal(
      placesAt(findDefinition, '{"targets": [{"machines"⟨⟩: []}]}')?.[1],
      "'machines'",
      'at the end of the token too',
    );
  });

  it('of a value is its declaration', () => {
    assert.deepEqual(placesAt(findDefinition, '{"features": ["acpi⟨⟩-s3"]}'), [
      '"acpi-s3"',
      "'acpi-s3'",
      "'acpi-s3'",
    ]);
  });

  it("of a discriminator's value is the branch", () => {
    assert.deepEqual(placesAt(findDefinition, '{"mapping": {"device": "mem⟨⟩ory"}}'), [
      '"memory"',
      "'memory'",
      "'memory': 'FirmwareMappingMemory'",
    ]);
  });

  it('is found where only a later QEMU has it', () => {
    assert.equal(
      placesAt(findDefinition, '{"mapping": {"device": "ig⟨⟩vm"}}', '9.0')?.[2],
      "'igvm': 'FirmwareMappingIgvm'",
    );
    assert.equal(
      placesAt(findDefinition, '{"mapping": {"device": "flash", "mo⟨⟩de": 1}}', '6.2')?.[1],
      "'*mode'",
    );
  });

  it('is nowhere for texts, punctuation and what the schema does not know', () => {
    for (const marked of [
      '{"description": "te⟨⟩xt"}',
      '{⟨⟩ "tags": []}',
      '{"no⟨⟩ne": 1}',
      '{"features": ["no⟨⟩ne"]}',
      '⟨⟩',
    ])
      assert.equal(placesAt(findDefinition, marked), undefined, marked);
  });
});

describe('the type definition', () => {
  it('of a member or value is that of its type', () => {
    const member = placesAt(findTypeDefinition, '{"mapping": {"device": "flash", "exec⟨⟩utable": {}}}');
    assert.deepEqual(member?.slice(0, 2), ['"executable"', "'FirmwareFlashFile'"]);
    assert.match(member[2], /^\{ 'struct': 'FirmwareFlashFile',[^]*\}$/);
    assert.equal(placesAt(findTypeDefinition, '{"features": ["acpi⟨⟩-s3"]}')?.[1], "'FirmwareFeature'");
    assert.equal(placesAt(findTypeDefinition, '{"mapp⟨⟩ing": {}}')?.[1], "'FirmwareMapping'");
  });

  it('is nowhere for built-in types', () => {
    assert.equal(placesAt(findTypeDefinition, '{"desc⟨⟩ription": "x"}'), undefined);
    assert.equal(placesAt(findTypeDefinition, '{"description": "x⟨⟩"}'), undefined);
  });
});
