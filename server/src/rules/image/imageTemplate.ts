import { t } from '../../text/translations';
import type { ImageFacts } from '../../images/facts';
import { isFlashPair } from '../../images/flashSize';
import type { Rule, RuleDocs } from '../rule';
import {
  HOST_VARIABLES,
  makeCode,
  makeJsonStore,
  makePlainImage,
  makeVariableStore,
  makeWholeImage,
  withImages,
} from '../shared/exampleImages';
import {
  findExecutable,
  findHostTemplate,
  findIncompleteVolume,
  isForPc,
  isRead,
  findTemplate,
  type NamedImage,
} from '../shared/namedImages';

export const imageTemplate: Rule = {
  code: 'image-template',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const host = findHostTemplate(document);
    const hostMistake = host && describeHostMistake(host.facts);
    if (host && hostMistake !== undefined)
      yield {
        range: host.filename.json,
        message: t(
          '{0} QEMU does not start a guest with a copy of this template. Use a variable store in JSON, such as vars.blank.json.',
          hostMistake,
        ),
      };
    const template = findTemplate(document);
    const executable = findExecutable(document);
    if (!template || !isRead(template) || executable?.filename.value === template.filename.value) return;
    const range = template.filename.json;
    const { content, size } = template.facts;
    if (content === 'blank')
      yield {
        range,
        severity: 'information',
        message: t('The template is blank: the firmware formats it as a variable store at the first start.'),
      };
    else if (describeMistake(template))
      yield {
        range,
        message: t(
          '{0} A guest with a copy of this template may lose its variables or not start. Use the variable store built with the executable.',
          describeMistake(template) ?? '',
        ),
      };
    else if (executable?.facts.content === 'uefi' && isForPc(document) && !findIncompleteVolume(template)) {
      const code = executable.facts.size;
      const isWhole = executable.facts.volumes.some(({ kind }) => kind === 'variables');
      if (isWhole || isFlashPair(code, size)) return;
      yield {
        range,
        message: t(
          'The template ({0} bytes) and the executable ({1} bytes) do not add up to one image of 2 or 4 MiB, so the code does not find its variables. Use the template built with the executable.',
          size,
          code,
        ),
        related: [{ range: executable.filename.json, message: t('The executable') }],
      };
    }
  },
};

/** Says why QEMU cannot read a template for the variables that it keeps on the host. An empty file is a store without variables. */
function describeHostMistake({ content, size, json }: ImageFacts): string | undefined {
  if (content === 'variables' || content === 'uefi' || content === 'blank')
    return t('The template of “uefi-vars” is a flash image.');
  switch (json?.mistake) {
    case 'syntax':
      return t('The template of “uefi-vars” is invalid JSON.');
    case 'members':
      return t(
        'The template of “uefi-vars” is JSON but not a variable store: “version” or “variables” is invalid.',
      );
    default:
      return json || size === 0 ? undefined : t('The template of “uefi-vars” is not JSON.');
  }
}

/** Says why a template is not a variable store, or not one that firmware would use. */
function describeMistake({ facts: { content, volumes, variables } }: NamedImage): string | undefined {
  if (content === 'uefi') return t('The template is an image with code.');
  if (content === 'json') return t('The template is JSON, which only “uefi-vars” accepts.');
  const volume = volumes.find(({ kind }) => kind === 'variables');
  if (!volume) return t('The template has no volume for variables.');
  if (!volume.checksum) return t('The header of the template’s volume has a wrong checksum.');
  if (!variables) return t('The template’s volume has no variable store.');
  if (!variables.formatted || !variables.healthy)
    return t('The header of the template’s variable store marks it as not ready for use.');
  return undefined;
}

export const imageTemplateDocs: RuleDocs = {
  rule: imageTemplate,
  title: 'A template that is not a variable store, or of another build',
  documentation: `An NVRAM template is usually a firmware volume with a variable store. For some Arm builds, it is blank flash instead,
which the firmware formats before the guest uses it. A blank template is therefore only reported as information. On x86, the
template is the first part of an image and the executable is the rest, so the sum of their sizes is a power of two: a 4 MiB build
has 528 KiB of variables, and a 2 MiB build has 128 KiB. The code of one build does not find the variables of the other.
[edk2 OvmfPkg, VariableFormat.h]

The template of \`uefi-vars\` is a store in JSON with \`version\` and \`variables\`, in the format that QEMU and virt-fw-vars write. [QEMU
qapi/uefi.json]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      withImages({}, '', makeCode()),
      withImages(HOST_VARIABLES, '', makeWholeImage(), makeJsonStore()),
    ],
    invalid: [
      withImages(HOST_VARIABLES, '(the template is a store for flash)', makeWholeImage()),
      withImages(
        HOST_VARIABLES,
        '(the template has no “variables”)',
        makeWholeImage(),
        makePlainImage('json', 2, { json: { mistake: 'members' } }),
      ),
      withImages(
        {},
        '(the template is the image with both code and variables)',
        makeCode(),
        makeWholeImage(),
      ),
      withImages(
        {},
        '(the template is the one of the 2 MiB build)',
        makeCode(),
        makePlainImage('variables', 0x20000, {
          volumes: makeVariableStore().facts.volumes.map((volume) => ({ ...volume, length: 0x20000 })),
          variables: makeVariableStore().facts.variables,
        }),
      ),
      withImages(
        { targets: [{ architecture: 'aarch64', machines: ['virt-*'] }], features: [] },
        '(the template is blank)',
        makePlainImage('unknown', 0x4000000),
        makePlainImage('blank', 0x4000000),
      ),
    ],
  }),
};
