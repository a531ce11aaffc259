import type { XmlElement } from '@rgrove/parse-xml';
import { VOCABULARY, isKnownIn } from '../../consumers/libvirt/vocabulary';
import { removeAttribute, removeElement } from '../../domain/edits';
import { findElement } from '../../domain/place';
import { hasPlaceholder } from '../../domain/placeholders';
import { readStartTag } from '../../domain/tags';
import { t } from '../../text/translations';
import type { GuestFix, GuestReport, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { withElements } from '../shared/guestExamples';
import { findAttributeRange } from '../shared/guestPlaces';

/** The parts of a domain that decide about firmware; what else a release does not know is not reported. */
const OF_FIRMWARE = VOCABULARY.filter(({ place }) => /^os\/[^/]+$/.test(place));

/** The format that releases use that know no other. */
const USUAL_FORMAT = 'raw';

export const guestNeedsNewer: GuestRule = {
  code: 'guest-needs-newer',
  severity: 'warning',
  *check(view) {
    for (const { place, since, attributes } of OF_FIRMWARE) {
      const element = findElement(view.domain, place);
      if (!element) continue;
      if (since !== undefined && !isKnownIn({ since }, view.release)) {
        yield reportElement(view, element, since);
        continue;
      }
      for (const attribute of attributes) {
        const isGiven = element.attributes[attribute.name] !== undefined;
        if (isGiven && attribute.since !== undefined && !isKnownIn(attribute, view.release))
          yield* reportAttribute(view, element, attribute.name, attribute.since);
      }
    }
  },
};

function reportElement(
  { document: { text }, release }: GuestView,
  element: XmlElement,
  since: string,
): GuestReport {
  return {
    message: [
      t('libvirt {0} ignores <{1}>, which requires libvirt {2}.', release, element.name, since),
      t('Remove it, or use libvirt {0} or later.', since),
    ].join(' '),
    range: readStartTag(text, element).name,
    fixes: [{ title: t('Remove <{0}>', element.name), edits: [removeElement(text, element)] }],
    elsewhere: ['release'],
  };
}

function* reportAttribute(
  { document: { text }, release }: GuestView,
  element: XmlElement,
  attribute: string,
  since: string,
): Generator<GuestReport> {
  const value = element.attributes[attribute] ?? '';
  if (hasPlaceholder(value)) return;
  const usual = /format$/i.test(attribute) ? USUAL_FORMAT : undefined;
  const removal = removeAttribute(text, element, attribute);
  const fixes: readonly GuestFix[] = removal
    ? [{ title: t('Remove “{0}”', attribute), edits: [removal], safe: value === usual }]
    : [];
  yield {
    severity: value === usual ? 'information' : 'warning',
    message: [
      t(
        'libvirt {0} ignores “{1}” in <{2}>: this attribute requires libvirt {3}.',
        release,
        attribute,
        element.name,
        since,
      ),
      usual === undefined || value === usual
        ? t('Remove it, or use libvirt {0} or later.', since)
        : t('The image is used as “{0}”.', usual),
    ].join(' '),
    range: findAttributeRange(text, element, attribute),
    fixes,
    elsewhere: value === usual ? [] : ['release'],
  };
}

/** Rows of the parts that one of the known releases may not know. */
function listRows(): readonly string[] {
  const describe = (place: string, name?: string): string =>
    [place.replace(/^os\//, '').replace(/[\w-]+/g, '<$&>'), name]
      .filter(Boolean)
      .map((word) => `\`${word ?? ''}\``)
      .join(', ');
  return OF_FIRMWARE.flatMap(({ place, since, attributes }) => [
    ...(since === undefined ? [] : [[describe(place), since] as const]),
    ...attributes.flatMap(({ name, since: first }) =>
      first === undefined ? [] : [[describe(place, name), first] as const],
    ),
  ])
    .filter(([, since]) => !isKnownIn({ since }, '7.0'))
    .map(([what, since]) => `| ${what} | ${since} |`);
}

export const guestNeedsNewerDocs: GuestRuleDocs = {
  rule: guestNeedsNewer,
  title: 'An element or attribute that the chosen release ignores',
  documentation: `libvirt ignores elements and attributes that it does not know. Each of the following is ignored by
releases older than the one in its row.

| in \`<os>\` | since libvirt |
| --- | --- |
${listRows().join('\n')}

[docs/formatdomain.rst; NEWS.rst]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram/>`)],
    invalid: [
      withElements(`<os firmware='efi'>`, `<varstore/>`, { consumer: 'libvirt@11.3' }),
      withElements(`<os firmware='efi'>`, `<nvram templateFormat='raw'/>`, { consumer: 'libvirt@9.0' }),
    ],
  }),
};
