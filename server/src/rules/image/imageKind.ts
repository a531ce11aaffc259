import { t } from '../../text/translations';
import type { ImageFacts } from '../../images/facts';
import type { Rule, RuleDocs } from '../rule';
import {
  makeCode,
  makeFlash,
  makeLoaded,
  makePlainImage,
  makeVariableStore,
  withImages,
} from '../shared/exampleImages';
import { findExecutable, isRead } from '../shared/namedImages';

export const imageKind: Rule = {
  code: 'image-kind',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    const device = document.view.mapping?.device?.value;
    if (!executable || device === undefined || !isRead(executable)) return;
    const message = describeMismatch(device, executable.facts);
    if (message !== undefined) yield { range: executable.filename.json, message };
  },
};

function describeMismatch(device: string, { content, format, size, json }: ImageFacts): string | undefined {
  if (size === 0)
    return t('The image is empty: the guest has nothing to run. Install it again, or name another one.');
  if (content === 'igvm' && device !== 'igvm')
    return t(
      'The image is an IGVM file, which QEMU reads by its device igvm only: as {0} it is no code. Set the device to igvm, or name another image.',
      device,
    );
  if (device === 'igvm' && content !== 'igvm')
    return t('The file is no IGVM file (it does not begin with “IGVM”): QEMU refuses it. Name another one.');
  if (format === 'qcow2' && device !== 'flash')
    return t(
      'The image is a qcow2 file, which QEMU unpacks in flash only: as {0} it is no code. Convert it to raw, or name another one.',
      device,
    );
  if (content === 'variables' || json?.variables)
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
  documentation: `IGVM files, variable stores and blank flash are recognised by their first bytes, qcow2 files too. None of them runs where code is
wanted, but for a qcow2 file in flash, and QEMU's \`igvm-cfg\` takes nothing but IGVM files. [Microsoft igvm_defs; UEFI Platform Initialization]`,
  hasNoFix: true,
  examples: () => ({
    valid: [withImages({}, '', makeCode())],
    invalid: [
      withImages(
        { mapping: makeLoaded('memory') },
        '(the file is an IGVM file)',
        makePlainImage('igvm', 0x400000),
      ),
      withImages({ mapping: makeFlash('stateless') }, '(the image is empty)', makePlainImage('unknown', 0)),
      withImages(
        { mapping: makeLoaded('memory') },
        '(the image is a qcow2 file)',
        makeCode({ format: 'qcow2', size: 0x400000 }),
      ),
      withImages({}, '(the executable is the variable store)', {
        facts: { ...makeVariableStore().facts, size: 0x37c000 },
      }),
    ],
  }),
};
