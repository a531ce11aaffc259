import { t } from '@vscode/l10n';
import type { Rule, RuleDocs } from '../rule';
import { code, loaded, plainImage, variableStore, withImages } from './exampleImages';
import { executableOf, isRead } from './named';

export const imageKind: Rule = {
  code: 'image-kind',
  severity: 'warning',
  *check(document) {
    const executable = executableOf(document);
    const device = document.view.mapping?.device?.value;
    if (!executable || device === undefined || !isRead(executable)) return;
    const message = mismatch(device, executable.facts.content);
    if (message !== undefined) yield { range: executable.filename.json, message };
  },
};

function mismatch(device: string, content: string): string | undefined {
  if (content === 'igvm' && device !== 'igvm')
    return t(
      'The image is an IGVM file, which QEMU reads by its device igvm only: as {0} it is no code. Set the device to igvm, or name another image.',
      device,
    );
  if (device === 'igvm' && content !== 'igvm')
    return t('The file is no IGVM file (it does not begin with “IGVM”): QEMU refuses it. Name another one.');
  if (content === 'variables')
    return t(
      'The image is a variable store without any code: the guest has nothing to run. Name the image with the code.',
    );
  if (content === 'blank')
    return t('The image is blank: the guest has nothing to run. Name the image with the code.');
  return undefined;
}

export const imageKindDocs: RuleDocs = {
  rule: imageKind,
  title: 'An image of the wrong kind',
  documentation: `IGVM files, variable stores and blank flash are recognised by their first bytes. None of them runs where code is wanted, and QEMU's
\`igvm-cfg\` takes nothing but IGVM files. [Microsoft igvm_defs; UEFI Platform Initialization]`,
  examples: () => ({
    valid: [withImages({}, '', code())],
    invalid: [
      withImages({ mapping: loaded('memory') }, '(the file is an IGVM file)', plainImage('igvm', 0x400000)),
      withImages({}, '(the executable is the variable store)', {
        facts: { ...variableStore().facts, size: 0x37c000 },
      }),
    ],
  }),
};
