import { ARCHITECTURES_11_3 } from '../../consumers/libvirt/architectures';
import type { InvalidValue } from '../../consumers/guest';
import type { GuestProblem } from '../../consumers/outcome';
import {
  addElement,
  escapeXml,
  removeAttribute,
  removeElement,
  setAttribute,
  setText,
} from '../../domain/edits';
import { findChild, listElements } from '../../domain/elements';
import { findAttribute } from '../../domain/tags';
import { findClosest } from '../../text/closest';
import { lookUp } from '../../text/table';
import { t } from '../../text/translations';
import type { GuestFix, GuestReport, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { removeBlanks } from '../shared/guestBlanks';
import { withElements } from '../shared/guestExamples';
import { findAttributeRange } from '../shared/guestPlaces';
import { findMeant, getKnownValues } from '../shared/guestValues';
import type { XmlElement } from '@rgrove/parse-xml';

export const guestValue: GuestRule = {
  code: 'guest-value',
  severity: 'error',
  problems: [
    'value-unknown',
    'value-missing',
    'architecture-unknown',
    'launch-security-unknown',
    'launch-security-policy',
    'nvram-type',
    'type-missing',
    'type-unsupported',
    'shim-without-kernel',
  ],
  complete(problem, view) {
    switch (problem.code) {
      case 'architecture-unknown':
        return { fixes: proposeArchitecture(view), elsewhere: ['release'] };
      case 'launch-security-policy':
        return { fixes: proposePolicy(view) };
      case 'nvram-type':
        return { fixes: [{ title: t('Replace with “{0}”', 'file'), change: { nvramType: 'file' } }] };
      case 'type-missing':
      case 'type-unsupported':
        return { fixes: [proposeType(view)] };
      case 'shim-without-kernel':
        return { fixes: removeShim(view) };
      case 'launch-security-unknown':
        // Another type would protect the guest in another way.
        return { elsewhere: ['release'] };
      default:
        return completeValue(problem, view);
    }
  },
};

function proposeType({ os, document: { text } }: GuestView): GuestFix {
  const type = findChild(os, 'type');
  const edit = type
    ? setText(text, type, 'hvm')
    : addElement(text, os, { name: 'type', attributes: [], text: 'hvm' });
  return { title: t('Set <{0}> to “{1}”', 'type', 'hvm'), edits: [edit] };
}

function removeShim({ os, document: { text } }: GuestView): readonly GuestFix[] {
  const shim = findChild(os, 'shim');
  return shim ? [{ title: t('Remove <{0}>', 'shim'), edits: [removeElement(text, shim)] }] : [];
}

/** Finds the element with the value, which need not be the first of its name. */
function completeValue({ element: place = '' }: GuestProblem, view: GuestView): Partial<GuestReport> {
  const [, name, attribute] = /([\w-]+)\/@([\w-]+)$/.exec(place) ?? [];
  const invalid = view.guest.invalidValues?.find(
    (each) => each.element === name && each.attribute === attribute,
  );
  const element = invalid && findByValue(view.domain, invalid);
  if (!element) return {};
  return {
    range: findAttributeRange(view.document.text, element, invalid.attribute),
    fixes: invalid.value === undefined ? addValues(view, element, invalid) : correct(view, element, invalid),
  };
}

/** The elements with elements of other meanings. */
const ELSEWHERE: readonly string[] = ['devices', 'metadata'];

function findByValue(
  parent: XmlElement,
  { element, attribute, value }: InvalidValue,
): XmlElement | undefined {
  for (const child of listElements(parent)) {
    if (child.name === element && child.attributes[attribute] === value) return child;
    const found = ELSEWHERE.includes(child.name)
      ? undefined
      : findByValue(child, { element, attribute, value });
    if (found) return found;
  }
  return undefined;
}

function correct(view: GuestView, element: XmlElement, invalid: InvalidValue): readonly GuestFix[] {
  const { attribute, value = '' } = invalid;
  const { text } = view.document;
  const known = getKnownValues(element.name, attribute);
  const meant = findMeant(attribute, value, known);
  const fixes = (meant === undefined && known.length <= 2 ? known : [meant]).flatMap((each) =>
    each === undefined ? [] : [replaceValue(view, element, attribute, each)],
  );
  // The protection of a guest is not given up to make it start, and neither is the choice of its firmware.
  if (element.name === 'launchSecurity' || element.name === 'os') return fixes;
  const isWhole = element.name === 'feature' || element.name.startsWith('suspend');
  if (isWhole)
    return [...fixes, { title: t('Remove <{0}>', element.name), edits: [removeElement(text, element)] }];
  const removal = removeAttribute(text, element, attribute);
  return removal ? [...fixes, { title: t('Remove “{0}”', attribute), edits: [removal] }] : fixes;
}

function addValues(view: GuestView, element: XmlElement, { attribute }: InvalidValue): readonly GuestFix[] {
  if (element.name !== 'feature') return [];
  return getKnownValues('feature', attribute).map((value) => ({
    title: t('Add {0}', `${attribute}="${value}"`),
    edits: [setAttribute(view.document.text, element, attribute, value)],
  }));
}

function replaceValue(
  { document: { text } }: GuestView,
  element: XmlElement,
  attribute: string,
  value: string,
): GuestFix {
  const found = findAttribute(text, element, attribute);
  const edit = found
    ? { ...found.valueRange, newText: escapeXml(value) }
    : setAttribute(text, element, attribute, value);
  return { title: t('Replace with “{0}”', value), edits: [edit] };
}

/** The names of other programs for architectures. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  x64: 'x86_64',
  arm64: 'aarch64',
  i386: 'i686',
  ppc64el: 'ppc64le',
};

function proposeArchitecture(view: GuestView): readonly GuestFix[] {
  const type = findChild(view.os, 'type');
  const arch = type?.attributes.arch ?? '';
  if (!type || arch === '') return [];
  const meant = lookUp(OTHER_NAMES, arch.toLowerCase()) ?? findClosest(arch, ARCHITECTURES_11_3);
  return meant === undefined || meant === arch ? [] : [replaceValue(view, type, 'arch', meant)];
}

/** QEMU's own policies: no debugging; and for SEV-SNP, hyperthreading on the host. [qapi/qom.json, SevGuestProperties] */
const POLICIES: Readonly<Record<string, string>> = { sev: '0x1', 'sev-snp': '0x30000' };

function proposePolicy(view: GuestView): readonly GuestFix[] {
  const { domain, document } = view;
  const { text } = document;
  const security = findChild(domain, 'launchSecurity');
  const policy = findChild(security, 'policy');
  const value = lookUp(POLICIES, security?.attributes.type ?? '');
  if (!security || value === undefined) return [];
  const trimmed = removeBlanks(view, 'launchSecurity/policy');
  if (trimmed.length > 0) return trimmed;
  const edit = policy
    ? setText(text, policy, value)
    : addElement(text, security, { name: 'policy', attributes: [], text: value });
  return [{ title: t('Set <{0}> to QEMU’s default, {1}', 'policy', value), edits: [edit] }];
}

export const guestValueDocs: GuestRuleDocs = {
  rule: guestValue,
  title: 'A value that libvirt does not know, or a missing one',
  documentation: `libvirt reads the values of known attributes exactly: \`on\` is not \`yes\`, and neither is \`' yes '\`. It rejects the whole
definition for one such value. [virxml.c, virXMLPropEnum; docs/formatdomain.rst]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<loader secure='yes'/>`)],
    invalid: [
      withElements(`<os firmware='efi'>`, `<loader secure='on'/>`),
      withElements(`<os firmware='uefi'>`, ''),
      withElements(`<os firmware='efi'>`, `<firmware><feature enabled='yes' name='secureboot'/></firmware>`),
      withElements(`<os firmware='efi'>`, `<firmware><feature name='secure-boot'/></firmware>`),
      withElements(`<os firmware='efi'>`, '', { type: `<type arch='amd64' machine='q35'>hvm</type>` }),
    ],
  }),
};
