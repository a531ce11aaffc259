import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { makeSchemaContext } from '../../../server/src/descriptor/schemaContext';
import { complete } from '../../../server/src/features/completion';
import { findHover, makeImageHover } from '../../../server/src/features/hover';
import { buildSchema } from '../../../server/src/qapi/buildSchema';
import { getSchema } from '../../../server/src/schema/bundled';
import { HOSTILE_TEXTS } from '../../support/hostileTexts';
import { listDangers } from '../support/rendered';

const SCHEMA_LINK = 'file:///schema';
const isOurs = (address: string): boolean => address.startsWith(SCHEMA_LINK);

/** The Markdown of hovers and completions at every offset of a descriptor. */
function renderAll(document: DescriptorDocument): Set<string> {
  const rendered = new Set<string>();
  for (let offset = 0; offset < document.text.length; offset++) {
    const hover = findHover(document, offset, () => SCHEMA_LINK);
    if (hover) rendered.add(hover.markdown);
  }
  for (const at of document.text.matchAll(/"(?=[\w-]*")|: |\[/g))
    for (const { documentation } of complete(document, at.index + 1))
      if (documentation !== undefined) rendered.add(documentation);
  return rendered;
}

function describeFirmware(hostile: string): string {
  const text = JSON.stringify(hostile);
  return `{
    "description": ${text}, ${text}: 1, "interface-types": ["uefi", ${text}],
    "mapping": {"device": "flash", "mode": ${text}, "executable": {"filename": ${text}, "format": ${text}}},
    "targets": [
      {"architecture": "x86_64", "machines": [${text}, ${JSON.stringify(`pc-q35-*${hostile}`)}]},
      {"architecture": ${text}, "machines": [${text}]}
    ],
    "features": [${text}], "tags": [${text}]
  }`;
}

describe('the Markdown of hostile descriptors', () => {
  for (const hostile of HOSTILE_TEXTS)
    it(`only shows ${JSON.stringify(hostile)}`, () => {
      const rendered = renderAll(new DescriptorDocument(describeFirmware(hostile), getSchema('latest')));
      assert.ok(rendered.size > 10);
      for (const markdown of rendered) assert.deepEqual(listDangers(markdown, isOurs), [], markdown);
    });
});

describe('the Markdown of hostile schemas', () => {
  const folder = path.resolve('server/schema');
  const main = readFileSync(path.join(folder, 'firmware.qapi'), 'utf8');

  /** The bundled schema, whose documentation says the text in every form that it has. */
  function makeHostile(text: string): DescriptorDocument {
    const doc = text
      .split('\n')
      .flatMap((line) => [
        ...[
          line,
          `\`\`${line}\`\``,
          `\`${line}\``,
          `\`${line} <FirmwareDevice>\``,
          `!\`${line} <FirmwareDevice>\``,
        ],
        ...[
          `!@FirmwareDevice ${line}`,
          `:doc:\`${line}\``,
          `*${line}*`,
          `**${line}**`,
          `- ${line}`,
          `  ${line}`,
        ],
        ...[`http\\://${line}`, `\\${line}`, ''],
        ...['.. note:: x', '', `   ${line}`, '', `.. code-block:: ${line}`, '', `   ${line}`, ''],
        ...[
          `.. ${line}:: ${line}`,
          `   ${line}`,
          '',
          `-> ${line}`,
          '',
          `.. qmp-example::`,
          `   :title: ${line}`,
          '',
        ],
        ...['=== ===', `a   ${line}`, '=== ===', `b   ${line}`, '=== ===', ''],
      ]);
    const read = (name: string): string =>
      (name.endsWith('firmware.qapi')
        ? main
        : readFileSync(path.resolve(folder, path.basename(name)), 'utf8')
      ).replace(/^# @([\w-]+):.*$/gm, (_line, member: string) =>
        [`# @${member}: x`, ...doc.map((line) => `#     ${line}`)].join('\n'),
      );
    const schema = buildSchema(path.join(folder, 'firmware.qapi'), read);
    const context = makeSchemaContext(schema, 'latest', 'user');
    return new DescriptorDocument(
      '{"description": "x", "interface-types": ["uefi"], "mapping": {"device": "flash", "mode": "split"}}',
      context,
    );
  }

  for (const hostile of HOSTILE_TEXTS)
    it(`only shows ${JSON.stringify(hostile)}`, () => {
      const rendered = renderAll(makeHostile(hostile));
      assert.ok(rendered.size > 5);
      // The documentation may link to pages, which takes a click.
      const isAllowed = (address: string): boolean => isOurs(address) || /^https?:/.test(address);
      for (const markdown of rendered) assert.deepEqual(listDangers(markdown, isAllowed), [], markdown);
    });
});

describe('the Markdown of hostile images', () => {
  it('only shows the names of their certificates', () => {
    for (const subject of HOSTILE_TEXTS) {
      const variables = {
        ...{ offset: 0, size: 1, authenticated: true, formatted: true, healthy: true, count: 1 },
        ...{ complete: true, enrolled: true, kek: 1, db: 1, dbx: 1, pk: { subject } },
      };
      const facts = {
        ...{ format: 'raw', size: 1, fileSize: 1, content: 'variables', volumes: [], variables },
      } as unknown as Parameters<typeof makeImageHover>[1]['facts'];
      const image = { facts } as Parameters<typeof makeImageHover>[1];
      const place = { token: { start: 0, end: 1 } } as Parameters<typeof makeImageHover>[0];
      const { markdown } = makeImageHover(place, image);
      assert.match(markdown, /CN=/);
      assert.deepEqual(listDangers(markdown), [], markdown);
    }
  });
});
