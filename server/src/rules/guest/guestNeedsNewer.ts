import type { XmlElement } from '@rgrove/parse-xml';
import { removeAttribute, removeElement } from '../../domain/edits';
import { findChild } from '../../domain/elements';
import { hasPlaceholder } from '../../domain/placeholders';
import { readStartTag } from '../../domain/tags';
import { t } from '../../text/translations';
import type { GuestFix, GuestReport, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { withElements } from '../shared/guestExamples';
import { findAttributeRange } from '../shared/guestPlaces';

/** Something in `<os>` that older releases ignore. */
interface Novelty {
  readonly element: string;
  /** Undefined for the whole element. */
  readonly attribute?: string;
  /** The first release that reads it. */
  readonly since: string;
  /** The value that older releases use, so nothing is lost. */
  readonly usual?: string;
}

/** [docs/formatdomain.rst; NEWS.rst of 7.2.0, 8.5.0, 8.6.0, 9.2.0, 10.10.0, 11.2.0 and 12.1.0] */
const NOVELTIES: readonly Novelty[] = [
  { element: 'firmware', since: '7.2' },
  { element: 'nvram', attribute: 'type', since: '8.5' },
  { element: 'loader', attribute: 'stateless', since: '8.6' },
  { element: 'loader', attribute: 'format', since: '9.2', usual: 'raw' },
  { element: 'nvram', attribute: 'format', since: '9.2', usual: 'raw' },
  { element: 'nvram', attribute: 'templateFormat', since: '10.10', usual: 'raw' },
  { element: 'shim', since: '11.2' },
  { element: 'varstore', since: '12.1' },
];

export const guestNeedsNewer: GuestRule = {
  code: 'guest-needs-newer',
  severity: 'warning',
  *check(view) {
    for (const novelty of NOVELTIES) {
      const { element: name, attribute, since } = novelty;
      const element = findChild(view.os, name);
      if (!element || !isOlder(view.release, since)) continue;
      if (attribute === undefined) yield reportElement(view, element, since);
      else if (element.attributes[attribute] !== undefined) yield* reportAttribute(view, element, novelty);
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
  };
}

function* reportAttribute(
  { document: { text }, release }: GuestView,
  element: XmlElement,
  { attribute = '', since, usual }: Novelty,
): Generator<GuestReport> {
  const value = element.attributes[attribute] ?? '';
  if (hasPlaceholder(value)) return;
  const removal = removeAttribute(text, element, attribute);
  const fixes: readonly GuestFix[] = removal
    ? [{ title: t('Remove “{0}”', attribute), edits: [removal], safe: value === usual }]
    : [];
  yield {
    severity: value === usual ? 'information' : 'warning',
    message: [
      t(
        'libvirt {0} ignores “{1}” in <{2}>, which requires libvirt {3}.',
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
  };
}

function isOlder(version: string, other: string): boolean {
  const [[a = 0, b = 0], [c = 0, d = 0]] = [version, other].map((each) => each.split('.').map(Number)) as [
    number[],
    number[],
  ];
  return a < c || (a === c && b < d);
}

export const guestNeedsNewerDocs: GuestRuleDocs = {
  rule: guestNeedsNewer,
  title: 'An element or attribute that the chosen release ignores',
  documentation: `libvirt ignores what it does not know, so a definition for a newer release means less to an older one:

| in \`<os>\` | since libvirt |
| --- | --- |
${NOVELTIES.map(({ element, attribute, since }) => `| \`<${element}>\`${attribute === undefined ? '' : `, \`${attribute}\``} | ${since} |`).join('\n')}

[docs/formatdomain.rst; NEWS.rst]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram/>`)],
    invalid: [
      withElements(`<os firmware='efi'>`, `<varstore/>`, { consumer: 'libvirt@11.3' }),
      withElements(`<os firmware='efi'>`, `<nvram templateFormat='raw'/>`, { consumer: 'libvirt@9.0' }),
    ],
  }),
};
