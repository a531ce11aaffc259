import { load } from './loadSources.mjs';
import { FAMILIES, GUEST_FAMILY, RULES_FOLDER } from './ruleFiles.mjs';

/** Returns the documentation of every rule. */
export async function generateDocs() {
  const exported = `export { RULE_DOCS } from './documentation'; export { FILE_FINDING_DOCS } from './fileFindings';
    export { GUEST_DOCS } from './guestDocumentation';`;
  return { 'docs/rules.md': page(await load(exported, RULES_FOLDER)) };
}

function page({ RULE_DOCS: docs, FILE_FINDING_DOCS: others, GUEST_DOCS: guests }) {
  const lines = [
    '# Rules',
    '',
    'All rules that QEMU Firmware checks, generated from `server/src/rules/`. The table shows the usual severity. Some',
    'findings become errors if a program ignores the file because of them; the section of the rule says when.',
    '',
    '“Warning or error” is an error if one of the [programs that you choose](consumers.md) cannot use the file, and a warning',
    'otherwise. Some of these rules report an error only in a directory that programs search.',
    '',
    '- Error: the schema forbids it, or the program that reads the file cannot use it.',
    '- Warning: accepted, but clearly unintended.',
    '- Information: worth knowing.',
    '- Hint: a suggestion.',
    '',
    'Each example shows only the part that differs from a valid descriptor. Text in parentheses describes the file or its images.',
    '',
    '| Rule | Severity | Finds |',
    '| --- | --- | --- |',
    ...[...Object.values(docs).flat(), ...others, ...guests].map(
      ({ rule, title }) => `| [\`${rule.code}\`](#${rule.code}) | ${formatSeverity(rule)} | ${title} |`,
    ),
  ];
  for (const { folder, title } of FAMILIES) lines.push('', `## ${title}`, ...docs[folder].flatMap(section));
  lines.push('', '## The file', ...others.flatMap(introduction));
  lines.push(
    '',
    `## ${GUEST_FAMILY.title}`,
    '',
    ...ABOUT_GUESTS,
    ...guests.flatMap((each) => section(each, 'xml')),
  );
  return lines.join('\n') + '\n';
}

const ABOUT_GUESTS = [
  'These rules check definitions of libvirt guests. An error means that the guest does not start, or starts without working firmware. If the',
  'chosen libvirt rejects the guest, the finding quotes its message. Each example shows only the part that matters.',
];

/** @param language of the examples */
function section(docs, language = 'json') {
  const { valid, invalid } = docs.examples();
  return [
    ...introduction(docs),
    ...listExamples('Reported:', invalid, language),
    ...listExamples('Not reported:', valid, language),
  ];
}

/** For a rule about what the schema allows, the verdict of the chosen programs decides. */
const formatSeverity = ({ severity, errorWhereRefused }) =>
  errorWhereRefused ? `${severity} or error` : severity;

function introduction({ rule, title, documentation }) {
  return ['', `### ${rule.code}`, '', `**${title}** (${formatSeverity(rule)})`, '', documentation];
}

function listExamples(title, list, language) {
  const examples = list.filter(({ shown }) => shown !== '{}' && shown !== '');
  if (examples.length === 0) return [];
  return [
    '',
    title,
    ...examples.flatMap((example) => [
      ...describeMachine(example),
      '',
      `\`\`\`${language}`,
      example.shown,
      '```',
    ]),
  ];
}

/** Says what the example does not show: the release that reads a guest, and what is on its machine. */
function describeMachine({ consumer, about, looksAtImages }) {
  const sentences = [
    consumer && `With ${consumer.replace('@', ' ')}.`,
    about,
    looksAtImages && 'QEMU Firmware checks the image files, too.',
  ].filter(Boolean);
  return sentences.length > 0 ? ['', `(${sentences.join(' ')})`] : [];
}
