import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { load } from './loadSources.mjs';
import { probeMembers } from './consumerProbes.mjs';
import { inProject } from './project.mjs';

/** What each failure looks like to users. */
const FAILURES = {
  'skips-silently': '_skips_ it; at most a debug message says so',
  'selects-nothing': '_breaks_: it selects no firmware until the file is fixed',
  'raises-exception': '_breaks_: it ends with an error',
};

function table(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const nameOf = ({ name, version, alsoCovers = [] }) => `${name} ${[version, ...alsoCovers].join(', ')}`;

function releases({ consumers, CHOOSERS }) {
  const rows = consumers.map((consumer) => [
    `\`${consumer.id}\``,
    nameOf(consumer) + (consumer.distribution ? ` (${consumer.distribution})` : ''),
    consumer.isVerified ? 'tested' : 'source code, not tested',
    FAILURES[consumer.onUnusable],
    consumer.manner.onEmpty === 'masks'
      ? 'hides files of the same name'
      : `_${consumer.effect}_: it is read as JSON`,
    CHOOSERS.includes(consumer.id) ? 'yes' : 'no',
  ]);
  const header = [
    'id',
    'program',
    'source of the model',
    'an unusable file',
    'a zero-length file',
    '`explain`',
  ];
  return table(header, rows);
}

/** A column for each dialect of JSON; a program whose releases all have it is named without them. */
function dialects({ consumers }) {
  const columns = groups(consumers, ({ json }) => json);
  const rows = [
    ['a duplicate member', ({ onDuplicate }) => DUPLICATES[onDuplicate]],
    ['`NaN`, `Infinity`, `-Infinity`', ({ hasNonFinite }) => accepted(hasNonFinite)],
    [
      'other numbers that are not JSON: `1.`, `-01`, `00`',
      ({ hasLooseNumbers }) => accepted(hasLooseNumbers),
    ],
    [
      'an integer below -2^63 or above 2^64 - 1',
      ({ refusesLargeIntegers }) => accepted(!refusesLargeIntegers),
    ],
    ['a non-ASCII character in a value', ({ refusesNonAscii }) => accepted(!refusesNonAscii)],
    ['form feed and vertical tab between values', ({ hasMoreBlanks }) => accepted(hasMoreBlanks)],
    [
      'objects and lists around a value',
      ({ maxDepth }) => (maxDepth === undefined ? 'any number' : `at most ${maxDepth}`),
    ],
    ['more than 1 MiB', ({ maxBytes }) => accepted(maxBytes === undefined)],
    ['text after a NUL', ({ endsAtNul }) => (endsAtNul ? 'not read' : 'rejected')],
    ['`\\u0000`, lone surrogates, noncharacters', ({ refusesOddText }) => accepted(!refusesOddText)],
  ];
  const header = ['', ...columns.map(([, those]) => namesOf(those, consumers))];
  return table(
    header,
    rows.map(([name, cell]) => [name, ...columns.map(([json]) => cell(json))]),
  );
}

const DUPLICATES = {
  'last-counts': 'the last one counts',
  refuses: 'rejected',
  'reader-decides': 'rejected if it is read',
};
const accepted = (yes) => (yes ? 'accepted' : 'rejected');

function namesOf(those, consumers) {
  return groups(those, ({ name }) => name)
    .map(([name, some]) => {
      const isAll = some.length === consumers.filter((consumer) => consumer.name === name).length;
      return isAll ? name : `${name} ${some.map(({ version }) => version).join(', ')}`;
    })
    .join(', ');
}

/** Groups items by key, in the order in which the keys first occur. */
function groups(items, keyOf) {
  const found = new Map();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return [...found];
}

function libvirt({ LIBVIRT_RELEASES }) {
  const rows = [
    ['known devices', ({ devices }) => devices.map((device) => `\`${device}\``).join(', ')],
    ['kernel or memory without `filename`', ({ needsFilename }) => accepted(!needsFilename)],
    ['`uefi-vars` without `template`', ({ knowsUefiVars }) => (knowsUefiVars ? 'rejected' : 'not read')],
    ['architecture `loongarch64`', ({ architectures }) => accepted(architectures.includes('loongarch64'))],
  ];
  return table(
    ['', ...LIBVIRT_RELEASES.map(({ version }) => `libvirt ${version}`)],
    rows.map(([name, cell]) => [name, ...LIBVIRT_RELEASES.map(({ reading }) => cell(reading))]),
  );
}

/** What the consumers read: a column for those that read alike. */
const readBy = (isIncluded) => (known) => {
  const { consumers, judge, DescriptorDocument, getSchema } = known;
  const readers = consumers.filter(isIncluded);
  const loads = (consumer, text) =>
    judge(consumer, new DescriptorDocument(text, getSchema('latest'))).verdict === 'loads';
  const rows = probeMembers(readers, loads);
  const columns = groups(readers, (consumer) =>
    rows.map((row) => row[readers.indexOf(consumer) + 1]).join('\n'),
  );
  const at = columns.map(([, [first]]) => readers.indexOf(first) + 1);
  return table(
    ['member', ...columns.map(([, those]) => namesOf(those, consumers))],
    rows.map((row) => [row[0], ...at.map((index) => row[index])]),
  );
};

const exported = `
  export { consumers, judge } from './index';
  export { DescriptorDocument } from '../descriptor/document';
  export { getSchema } from '../schema/bundled';
  export { CHOOSERS } from './choosers';
  export { LIBVIRT_RELEASES } from './libvirt/releases';`;

const TARGET = 'docs/consumers.md';
const PARTS = {
  releases,
  readByLibvirt: readBy(({ takesDomains }) => takesDomains),
  readByOthers: readBy(({ takesDomains }) => !takesDomains),
  libvirt,
  dialects,
};
const PART = /(<!-- generated: (\w+) -->\n)[^]*?(\n<!-- end -->)/g;

/** The tables on releases in docs/consumers.md, from the tables of the programs, server/src/consumers/<program>/releases.ts. */
export async function generateConsumers() {
  const known = await load(exported, 'server/src/consumers');
  const text = readFileSync(inProject(TARGET), 'utf8').replace(
    PART,
    (_, start, name, end) => `${start}\n${PARTS[name](known)}\n${end}`,
  );
  const config = await prettier.resolveConfig(inProject(TARGET));
  return { [TARGET]: await prettier.format(text, { ...config, parser: 'markdown' }) };
}
