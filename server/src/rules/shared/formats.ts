import type { FlashFileView } from '../../descriptor/firmwareView';

/** Returns the format that the suffix of an image’s name indicates. */
export function findFormatByName(file: FlashFileView | undefined): 'raw' | 'qcow2' | undefined {
  const suffix = /\.(raw|qcow2)$/.exec(file?.filename?.value ?? '')?.[1];
  return suffix === 'raw' || suffix === 'qcow2' ? suffix : undefined;
}

/** Whether the format is raw or qcow2, and the image’s name indicates the other one. */
export function contradictsName(file: FlashFileView, format = file.format?.value): boolean {
  const named = findFormatByName(file);
  return named !== undefined && (format === 'raw' || format === 'qcow2') && format !== named;
}
