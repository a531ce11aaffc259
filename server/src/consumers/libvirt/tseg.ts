import type { XmlElement } from '@rgrove/parse-xml';
import { lookUp } from '../../text/table';

/** The bytes of units. [util/virutil.c, virScaleInteger] */
const UNITS: Readonly<Record<string, number>> = {
  '': 2 ** 20,
  b: 1,
  byte: 1,
  bytes: 1,
  k: 2 ** 10,
  kib: 2 ** 10,
  kb: 10 ** 3,
  m: 2 ** 20,
  mib: 2 ** 20,
  mb: 10 ** 6,
  g: 2 ** 30,
  gib: 2 ** 30,
  gb: 10 ** 9,
};

/** Returns the memory that a `<tseg>` reserves for SMM, in bytes; undefined if it is unknown. The unit is MiB by default. */
export function readTsegSize({ text, attributes }: XmlElement): number | undefined {
  const unit = lookUp(UNITS, (attributes.unit ?? '').toLowerCase());
  return unit !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) * unit : undefined;
}
