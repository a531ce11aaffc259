import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { load } from './loadSources.mjs';
import { probeMembers } from './consumerProbes.mjs';
import { inProject } from './project.mjs';

/** How each failure appears to users. */
const FAILURES = {
  'skips-silently': '_ignores_ it; at most a debug message says so',
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
    consumer.isVerified ? 'tested on the program' : 'modelled from its source code, not tested',
    FAILURES[consumer.onUnusable],
    consumer.manner.onEmpty === 'masks'
      ? 'masks the file of the same name'
      : `_${consumer.effect}_: it is read as JSON`,
    CHOOSERS.includes(consumer.id) ? 'yes' : 'no',
  ]);
  const header = ['id', 'program', 'basis', 'unusable file', 'empty file', '`explain`'];
  return table(header, rows);
}

/** A column for each dialect of JSON; a program is named without releases if all of them have the dialect. */
function dialects({ consumers }) {
  const columns = groups(consumers, ({ json }) => json);
  const rows = [
    ['duplicate member', ({ onDuplicate }) => DUPLICATES[onDuplicate]],
    ['`NaN`, `Infinity`, `-Infinity`', ({ hasNonFinite }) => describeAcceptance(hasNonFinite)],
    [
      'other numbers that are invalid in JSON: `1.`, `-01`, `00`',
      ({ hasLooseNumbers }) => describeAcceptance(hasLooseNumbers),
    ],
    [
      'an integer below -2^63 or above 2^64 - 1',
      ({ refusesLargeIntegers }) => describeAcceptance(!refusesLargeIntegers),
    ],
    ['a non-ASCII character in a value', ({ refusesNonAscii }) => describeAcceptance(!refusesNonAscii)],
    ['form feed and vertical tab between values', ({ hasMoreBlanks }) => describeAcceptance(hasMoreBlanks)],
    [
      'nested objects and lists',
      ({ maxDepth }) => (maxDepth === undefined ? 'any number' : `at most ${maxDepth}`),
    ],
    ['more than 1 MiB', ({ maxBytes }) => describeAcceptance(maxBytes === undefined)],
    ['text after a NUL', ({ endsAtNul }) => (endsAtNul ? 'not read' : 'rejected')],
    [
      '`\\u0000`, lone surrogates, noncharacters',
      ({ refusesOddText }) => describeAcceptance(!refusesOddText),
    ],
  ];
  const header = ['', ...columns.map(([, those]) => namesOf(those, consumers))];
  return table(
    header,
    rows.map(([name, cell]) => [name, ...columns.map(([json]) => cell(json))]),
  );
}

const DUPLICATES = {
  'last-counts': 'the last one is used',
  refuses: 'rejected',
  'reader-decides': 'rejected where it is read',
};
const describeAcceptance = (yes) => (yes ? 'accepted' : 'rejected');

function namesOf(those, consumers) {
  return groups(those, ({ name }) => name)
    .map(([name, some]) => {
      const isAll = some.length === consumers.filter((consumer) => consumer.name === name).length;
      return isAll ? name : `${name} ${some.map(({ version }) => version).join(', ')}`;
    })
    .join(', ');
}

/** Groups items by key, in the order in which the keys first appear. */
function groups(items, keyOf) {
  const found = new Map();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return [...found];
}

function libvirt({ LIBVIRT_RELEASES }) {
  const rows = [
    ['known devices', ({ devices }) => devices.map((device) => `\`${device}\``).join(', ')],
    ['kernel or memory without `filename`', ({ needsFilename }) => describeAcceptance(!needsFilename)],
    ['`uefi-vars` without `template`', ({ knowsUefiVars }) => (knowsUefiVars ? 'rejected' : 'not read')],
    [
      'architecture `loongarch64`',
      ({ architectures }) => describeAcceptance(architectures.includes('loongarch64')),
    ],
  ];
  return table(
    ['', ...LIBVIRT_RELEASES.map(({ version }) => `libvirt ${version}`)],
    rows.map(([name, cell]) => [name, ...LIBVIRT_RELEASES.map(({ reading }) => cell(reading))]),
  );
}

/** Makes the table of what consumers read, with one column for those that read the same. */
const readBy = (isIncluded) => (known) => {
  const { consumers, judge, DescriptorDocument, getSchema } = known;
  const included = consumers.filter(isIncluded);
  const loads = (consumer, text) =>
    judge(consumer, new DescriptorDocument(text, getSchema('latest'))).verdict === 'loads';
  const rows = probeMembers(included, loads);
  const columns = groups(included, (consumer) =>
    rows.map((row) => row[included.indexOf(consumer) + 1]).join('\n'),
  );
  const at = columns.map(([, [first]]) => included.indexOf(first) + 1);
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

/** Generates the tables in docs/consumers.md from server/src/consumers/<program>/releases.ts. */
export async function generateConsumers() {
  const exports = await load(exported, 'server/src/consumers');
  const text = readFileSync(inProject(TARGET), 'utf8').replace(
    PART,
    (_, start, name, end) => `${start}\n${PARTS[name](exports)}\n${end}`,
  );
  const config = await prettier.resolveConfig(inProject(TARGET));
  return { [TARGET]: await prettier.format(text, { ...config, parser: 'markdown' }) };
}
