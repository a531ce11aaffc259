import { t } from '../../text/translations';
import { LIBVIRT_RELEASES } from '../../consumers/libvirt/releases';
import { findLastRelease } from '../../consumers/releases';
import type { JsonValue } from '../../descriptor/json';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const jsonDeep: Rule = {
  code: 'json-deep',
  severity: 'warning',
  errorWhereRefused: 'anywhere',
  concerns: ['unusual JSON'],
  *check(document) {
    const { root } = document.syntax;
    const value = root && document.outline.depth > LEAST ? findFirstDeeper(root, LEAST) : undefined;
    if (!root || !value) return;
    const isContainer = value.kind === 'object' || value.kind === 'array';
    const most = LIMITS.findLast((limit) => findFirstDeeper(root, limit)) ?? LEAST;
    yield {
      range: { start: value.start, end: isContainer ? value.start + 1 : value.end },
      message: t(
        'Nested more than {0} levels deep, so libvirt {1} ignores the file. A descriptor needs four levels. Remove this part.',
        most + 1,
        findLastRelease(LIBVIRT_RELEASES, ({ json }) => json.maxDepth === most),
      ),
    };
  },
};

export const jsonDeepDocs: RuleDocs = {
  rule: jsonDeep,
  title: 'Nested more deeply than libvirt reads',
  documentation: `Values are nested more than 32 levels deep. libvirt 11.3 ignores the whole file without a message, even if the
deep part is in a member that libvirt does not read; libvirt 12.8 reads 300 levels. A descriptor needs four levels, so data nested
this deeply belongs elsewhere.`,
  examples: () => ({
    valid: [withText('UEFI firmware', `UEFI firmware ${'['.repeat(40)}`)],
    // A value nested so deeply is also in a place where the schema expects something else.
    invalid: [],
  }),
};

/** How many containers around a value the releases of libvirt read, in ascending order. */
const LIMITS = LIBVIRT_RELEASES.flatMap(({ json }) => json.maxDepth ?? []).sort((a, b) => a - b);
const [LEAST = Infinity] = LIMITS;

/** Returns the first value with more than `max` containers around it. The tree is bounded in depth. */
function findFirstDeeper(value: JsonValue, max: number): JsonValue | undefined {
  if (max < 0) return value;
  if (value.kind === 'array')
    for (const element of value.elements) {
      const found = findFirstDeeper(element, max - 1);
      if (found) return found;
    }
  else if (value.kind === 'object')
    for (const property of value.properties) {
      const found = property.value && findFirstDeeper(property.value, max - 1);
      if (found) return found;
    }
  return undefined;
}
