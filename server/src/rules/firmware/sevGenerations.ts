import { t } from '../../text/translations';
import { insertElement } from '../../descriptor/edits';
import { findFeature } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findFeatureList, removeFeature } from '../shared/features';

/** Each generation of AMD SEV with the ones that it extends. */
const GENERATIONS: readonly (readonly [name: string, earlier: readonly string[]])[] = [
  ['amd-sev-snp', ['amd-sev', 'amd-sev-es']],
  ['amd-sev-es', ['amd-sev']],
];

const STATELESS = {
  device: 'flash',
  mode: 'stateless',
  executable: { filename: '/usr/share/edk2/ovmf/OVMF.amdsev.fd', format: 'raw' },
};

export const sevGenerations: Rule = {
  code: 'sev-generations',
  severity: 'information',
  concerns: ['confidential guests'],
  *check(document) {
    const list = findFeatureList(document);
    // An IGVM file contains the initial state of guests of one generation.
    if (!list || document.view.mapping?.device?.value === 'igvm') return;
    for (const [name, earlier] of GENERATIONS) {
      const found = findFeature(document.view, name);
      const missing = earlier.filter((other) => !findFeature(document.view, other));
      if (!found || missing.length === 0) continue;
      const names = quote(missing);
      yield {
        range: found.json,
        message: t(
          '“{0}” is listed without {1}. Firmware for a later SEV generation usually supports the earlier ones, too, but guests that require {1} get only firmware that lists it. Add {1} if the build supports it.',
          name,
          names,
        ),
        fixes: [
          {
            title: t('Add {0}', names),
            edits: missing.map((other) => insertElement(document.text, list.json, other)),
          },
          ...removeFeature(document, found),
        ],
      };
      return;
    }
  },
};

export const sevGenerationsDocs: RuleDocs = {
  rule: sevGenerations,
  title: 'A generation of SEV without the earlier ones',
  documentation: `SEV-ES extends SEV, and SEV-SNP extends SEV-ES: builds of edk2 that support a later generation also support the
earlier ones, and distributions list all of them. For an SEV guest, libvirt selects only firmware that lists
\`amd-sev\`, and if the policy requires SEV-ES, also \`amd-sev-es\`. List the earlier generations as well, unless
the build supports only the later one.`,
  examples: () => ({
    valid: [withMembers({ mapping: STATELESS, features: ['amd-sev', 'amd-sev-es', 'amd-sev-snp'] })],
    invalid: [
      withMembers({ features: ['amd-sev-es'] }),
      withMembers({ mapping: STATELESS, features: ['amd-sev-snp'] }),
    ],
  }),
};

/** Quotes one name or two, the most that a generation extends. */
function quote([first = '', second]: readonly string[]): string {
  return second === undefined ? t('“{0}”', first) : t('“{0}” and “{1}”', first, second);
}
