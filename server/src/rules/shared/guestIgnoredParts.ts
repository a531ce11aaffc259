/** What libvirt's parser drops without a message, in the parts of a domain that concern firmware. */
import type { XmlElement } from '@rgrove/parse-xml';
import { removeAttribute, removeElement, setAttribute } from '../../domain/edits';
import { findElementWord, listChildWords } from '../../consumers/libvirt/vocabulary';
import { findChild, listElements } from '../../domain/elements';
import { hasPlaceholder, isOfTemplate } from '../../domain/placeholders';
import { findContent, readStartTag } from '../../domain/tags';
import { findClosest } from '../../text/closest';
import { lookUp } from '../../text/table';
import { shorten } from '../../text/trimming';
import { t } from '../../text/translations';
import type { GuestFix, GuestReport, GuestView } from '../guestRule';

/** The checked elements, by their places. */
const PLACES: Readonly<Record<string, string>> = {
  os: 'os',
  type: 'os/type',
  loader: 'os/loader',
  nvram: 'os/nvram',
  varstore: 'os/varstore',
  firmware: 'os/firmware',
  feature: 'os/firmware/feature',
  smm: 'features/smm',
};

/** Elements of `<os>` that do not concern firmware. [docs/schemas/domaincommon.rng of 12.8] */
const OTHERS =
  'dtb root boot bootmenu bios smbios acpi init initarg initenv initdir inituser initgroup'.split(' ');

/** Returns what libvirt reads in an element; undefined if that is not checked. */
function findKnown(name: string): { attributes: readonly string[]; elements: readonly string[] } | undefined {
  const place = lookUp(PLACES, name);
  const word = place === undefined ? undefined : findElementWord(place);
  if (place === undefined || !word) return undefined;
  const elements = listChildWords(place).map((child) => child.place.slice(place.length + 1));
  return {
    attributes: word.attributes.map((attribute) => attribute.name),
    elements: place === 'os' ? [...elements, ...OTHERS] : elements,
  };
}

/** Elements of which only the first counts. */
const SINGLE = ['loader', 'nvram', 'varstore'];

/** Lists what is ignored, in the order of the checks. */
export function* listIgnored(view: GuestView): Generator<GuestReport> {
  const { domain, os, document } = view;
  // After a mistake in the syntax, names may be cut off.
  if (document.problem) return;
  yield* checkNames(view, domain, ['os', 'features', 'launchSecurity', 'pm']);
  yield* checkRepeated(view, domain, ['os']);
  yield* checkElement(view, os);
  for (const child of listElements(os)) yield* checkElement(view, child);
  for (const firmware of listElements(os).filter(({ name }) => name === 'firmware'))
    for (const feature of listElements(firmware)) yield* checkElement(view, feature);
  yield* checkRepeated(view, os, SINGLE);
  yield* checkStores(view);
  const features = findChild(domain, 'features');
  if (!features) return;
  yield* checkNames(view, features, ['acpi', 'smm']);
  const smm = findChild(features, 'smm');
  if (smm) yield* checkElement(view, smm);
}

/** Reports elements that are named in another case than a known one. */
function* checkNames(view: GuestView, parent: XmlElement, known: readonly string[]): Generator<GuestReport> {
  for (const child of listElements(parent)) {
    const meant = known.find((name) => name.toLowerCase() === child.name.toLowerCase());
    if (meant !== undefined && meant !== child.name) yield reportElement(view, child, meant);
  }
}

function* checkElement(view: GuestView, element: XmlElement): Generator<GuestReport> {
  const known = findKnown(element.name);
  if (!known) return;
  for (const name of Object.keys(element.attributes))
    if (!known.attributes.includes(name) && !/[:{}$%@<[]/.test(name))
      yield reportAttribute(view, element, name, known.attributes);
  for (const child of listElements(element))
    if (!known.elements.includes(child.name) && !hasPlaceholder(child.name) && !isOfTemplate(child.name))
      yield reportElement(view, child, findClosest(child.name, known.elements));
}

function* checkRepeated(
  view: GuestView,
  parent: XmlElement,
  names: readonly string[],
): Generator<GuestReport> {
  const { text } = view.document;
  for (const name of names) {
    const [first, ...others] = listElements(parent).filter((child) => child.name === name);
    // A template may choose one of them.
    if (!first || hasPlaceholder(text.slice(first.start, others.at(-1)?.end ?? first.end))) continue;
    for (const other of others)
      yield {
        message: t('libvirt uses only the first <{0}>; it ignores this one.', name),
        range: readStartTag(text, other).name,
        related: [{ range: readStartTag(text, first).name, message: t('The one that counts') }],
        fixes: [removal(text, other)],
      };
  }
}

function* checkStores({ os, document: { text } }: GuestView): Generator<GuestReport> {
  const nvram = findChild(os, 'nvram');
  const source = findChild(nvram, 'source');
  if (nvram && source && nvram.attributes.type === undefined) {
    const type =
      source.attributes.dev !== undefined
        ? 'block'
        : source.attributes.protocol !== undefined
          ? 'network'
          : 'file';
    yield {
      message: t(
        'libvirt ignores <source>, because <nvram> has no type. The guest gets another variable store.',
      ),
      range: readStartTag(text, source).name,
      fixes: [
        { title: t('Add {0}', `type="${type}"`), edits: [setAttribute(text, nvram, 'type', type)] },
        removal(text, source),
      ],
    };
  }
  const varstore = findChild(os, 'varstore');
  const path = varstore?.text.trim() ?? '';
  const content = varstore && findContent(text, varstore);
  if (!varstore || !content || path === '' || hasPlaceholder(path)) return;
  const emptied = { ...content, newText: '' };
  const move: GuestFix[] =
    path.startsWith('/') && varstore.attributes.path === undefined
      ? [
          {
            title: t('Move it to the attribute “{0}”', 'path'),
            edits: [setAttribute(text, varstore, 'path', path), emptied],
          },
        ]
      : [];
  yield {
    message: t('libvirt ignores the text of <varstore>; the path of the store is its attribute “path”.'),
    range: content,
    fixes: [...move, { title: t('Remove the text'), edits: [emptied] }],
  };
}

function reportAttribute(
  { document: { text } }: GuestView,
  element: XmlElement,
  name: string,
  known: readonly string[],
): GuestReport {
  const free = known.filter((each) => element.attributes[each] === undefined);
  const meant = findClosest(name, free);
  const found = readStartTag(text, element).attributes.find((attribute) => attribute.name === name);
  const isOldFirmware = element.name === 'firmware' && name === 'type';
  const removed = removeAttribute(text, element, name);
  return {
    message: isOldFirmware
      ? t(
          'No release of libvirt reads the attribute “type” of <firmware>. Set the attribute “firmware” of <os>.',
        )
      : [
          t('libvirt ignores the unknown attribute “{0}” of <{1}>.', shorten(name), element.name),
          ...(meant === undefined ? [] : [t('Did you mean {0}?', t('“{0}”', meant))]),
        ].join(' '),
    range: found?.range ?? readStartTag(text, element).name,
    fixes: [
      ...(meant === undefined || !found
        ? []
        : [{ title: t('Replace with “{0}”', meant), edits: [{ ...found.nameRange, newText: meant }] }]),
      ...(removed ? [{ title: t('Remove “{0}”', shorten(name)), edits: [removed] }] : []),
    ],
  };
}

function reportElement(
  { document: { text } }: GuestView,
  element: XmlElement,
  meant: string | undefined,
): GuestReport {
  return {
    message: [
      t('libvirt ignores the unknown element <{0}>.', shorten(element.name)),
      ...(meant === undefined ? [] : [t('Did you mean {0}?', `<${meant}>`)]),
    ].join(' '),
    range: readStartTag(text, element).name,
    fixes: [
      ...(meant === undefined
        ? []
        : [{ title: t('Replace with “{0}”', meant), edits: renameElement(text, element, meant) }]),
      removal(text, element),
    ],
  };
}

const removal = (text: string, element: XmlElement): GuestFix => ({
  title: t('Remove <{0}>', shorten(element.name)),
  edits: [removeElement(text, element)],
});

/** Renames the start tag and, if there is one, the end tag. */
function renameElement(text: string, element: XmlElement, name: string) {
  const content = findContent(text, element);
  const start = { ...readStartTag(text, element).name, newText: name };
  if (!content) return [start];
  const at = content.end + '</'.length;
  return [start, { start: at, end: at + element.name.length, newText: name }];
}
