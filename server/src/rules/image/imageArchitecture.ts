import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, withImages } from '../shared/exampleImages';
import { findExecutable } from '../shared/namedImages';
import { findOtherArchitecture } from '../../descriptor/imageArchitecture';

export const imageArchitecture: Rule = {
  code: 'image-architecture',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    if (!executable) return;
    for (const { architecture } of document.view.targets) {
      const found = architecture && findOtherArchitecture(executable, architecture.value);
      if (!found) continue;
      yield {
        range: architecture.json,
        message: t(
          'The image has code for {0} ({1}), not for {2}, so the guest does not start. Use another image, or correct the architecture.',
          found.name,
          found.evidence,
          architecture.value,
        ),
        related: [{ range: executable.filename.json, message: t('The image') }],
        fixes: [
          {
            title: t('Replace with “{0}”', found.name),
            edits: [replaceValue(document.text, architecture.json, found.name)],
          },
        ],
      };
    }
  },
};

export const imageArchitectureDocs: RuleDocs = {
  rule: imageArchitecture,
  title: 'An image for another architecture',
  documentation: `The first program in a UEFI image is not compressed, and its header names the architecture that it was built
for. A guest of another architecture finds no code that it can run. Firmware for x86_64 may begin with 32-bit code; then the
architecture of the DXE core, which is compressed, is checked instead. [UEFI Platform Initialization; PE/COFF, Machine]`,
  examples: () => ({
    valid: [
      withImages(
        {},
        '',
        makeCode({ core: { architecture: 'i386', kind: 'sec', offset: 0, debugStrings: true } }),
      ),
    ],
    invalid: [
      withImages(
        { targets: [{ architecture: 'i386', machines: ['pc-q35-*'] }], features: [] },
        '(the DXE core of the executable is code for x86_64)',
        makeCode(),
      ),
    ],
  }),
};
