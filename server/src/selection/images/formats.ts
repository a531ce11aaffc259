import type { GuestProblem } from '../../consumers/outcome';
import { t } from '../../text/translations';
import type { BootLook } from './boot';

/**
 * Finds an image whose format differs from the one it is opened in. QEMU refuses a raw image as qcow2; as raw, the guest would find the
 * container of a qcow2 file in its flash.
 */
export function findFormatProblem({ image, seen: { facts } }: BootLook): GuestProblem | undefined {
  const { role, path, format, element } = image;
  if (role === 'store' || format === facts.format || (format !== 'raw' && format !== 'qcow2'))
    return undefined;
  const where = role === 'template' ? 'os/nvram/@templateFormat' : `${element}/@format`;
  const sentences = [
    facts.format === 'qcow2'
      ? t('{0} is a qcow2 file, but is used as {1}.', path, format)
      : t('{0} is not a qcow2 file, but is used as one.', path),
    t('The guest does not start.'),
    image.by === undefined
      ? t('Change the format to “{0}”, or convert the image.', facts.format)
      : t('Correct the format in {0}.', image.by),
  ];
  return {
    code: 'image-format',
    severity: 'error',
    message: sentences.join(' '),
    element: where,
    suggestion: facts.format,
  };
}
