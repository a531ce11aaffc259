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
    return t('The image is empty, so the guest has nothing to run. Reinstall it, or use another image.');
  if (content === 'igvm' && device !== 'igvm')
    return t(
      'The image is an IGVM file, which QEMU reads only with device igvm, not {0}. Change the device to igvm, or use another image.',
      device,
    );
  if (device === 'igvm' && content !== 'igvm')
    return t('Not an IGVM file (it does not start with “IGVM”), so QEMU rejects it. Use another file.');
  if (format === 'qcow2' && device !== 'flash')
    return t(
      'The image is a qcow2 file, which QEMU unpacks only for device flash, not {0}. Convert it to raw, or use another image.',
      device,
    );
  if (content === 'variables' || json?.variables)
    return t(
      'The image is a variable store without code, so the guest has nothing to run. Use the image with the code.',
    );
  if (content === 'blank')
    return t('The image is blank, so the guest has nothing to run. Use the image with the code.');
  return undefined;
}

export const imageKindDocs: RuleDocs = {
  rule: imageKind,
  title: 'An image of the wrong kind',
  documentation: `IGVM files, variable stores, blank flash and qcow2 files are recognised by their first bytes. None of these files
can be firmware in flash or memory, with one exception: a qcow2 file in flash. An empty file cannot be firmware either. For the device \`igvm\`, QEMU accepts only IGVM files.
[Microsoft igvm_defs; UEFI Platform Initialization]`,
  hasNoFix: true,
  examples: () => ({
    valid: [withImages({}, '', makeCode())],
    invalid: [
      withImages(
        { mapping: makeLoaded('memory') },
        '(the file is an IGVM file)',
        makePlainImage('igvm', 0x400000),
      ),
      withImages(
        { mapping: makeFlash('stateless') },
        '(the image has no bytes)',
        makePlainImage('unknown', 0),
      ),
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
