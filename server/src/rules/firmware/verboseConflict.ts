import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { removeFeature } from '../shared/features';

export const verboseConflict: Rule = {
  code: 'verbose-conflict',
  severity: 'error',
  concerns: ['static log'],
  *check(document) {
    const pair = [
      findFeature(document.view, 'verbose-dynamic'),
      findFeature(document.view, 'verbose-static'),
    ];
    const [first, second] = pair.flatMap((text) => text ?? []).sort((a, b) => a.json.start - b.json.start);
    if (!first || !second) return;
    yield {
      range: second.json,
      message: t(
        '“{0}” and “{1}” exclude each other: firmware logs either always or on demand. Keep the one that applies.',
        second.value,
        first.value,
      ),
      related: [{ range: first.json, message: t('“{0}” is listed here', first.value) }],
      fixes: [second, first].flatMap((feature) => removeFeature(document, feature)),
    };
  },
};

export const verboseConflictDocs: RuleDocs = {
  rule: verboseConflict,
  title: 'Both verbose-dynamic and verbose-static',
  documentation: `Firmware that logs only while its log is captured is \`verbose-dynamic\`; firmware that always logs is
\`verbose-static\`. According to the schema, they exclude each other. Keep the one that applies: \`verbose-dynamic\` for edk2 on
x86, which logs to the debug console at I/O port 0x402 if the guest has one; \`verbose-static\` for edk2 on Arm, which always logs
to the serial port.`,
  examples: () => ({
    valid: [withMembers({ features: ['verbose-static'] })],
    invalid: [withMembers({ features: ['verbose-dynamic', 'verbose-static'] })],
  }),
};
