/** Writes changes of a guest into the definition of its domain. [docs/formatdomain.rst] */
import { XmlElement } from '@rgrove/parse-xml';
import {
  addElements,
  removeAttribute,
  removeElement,
  removeText,
  setAttribute,
  setText,
  type NewElement,
} from '../../domain/edits';
import { listElements } from '../../domain/elements';
import { findElement } from '../../domain/place';
import { areApplicable, type TextEdit } from '../../text/textEdit';
import type { Guest } from '../guest';

/** What one place of a domain is to be. Undefined removes what is in it. */
type Request =
  | { readonly element: string; readonly attribute: string; readonly value: string | undefined }
  | { readonly element: string; readonly text: string | undefined }
  | { readonly element: string; readonly exists: boolean };

type Member = keyof Guest;

const toYesNo = (value: unknown): string | undefined =>
  value === undefined ? undefined : value === true ? 'yes' : 'no';
const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const attribute =
  (element: string, name: string, write: (value: unknown) => string | undefined = toText) =>
  (value: unknown): Request => ({ element, attribute: name, value: write(value) });

/** An element that says something by one attribute, and goes with it. */
const element =
  (place: string, name: string, write: (value: unknown) => string | undefined = toYesNo) =>
  (value: unknown): Request =>
    value === undefined
      ? { element: place, exists: false }
      : { element: place, attribute: name, value: write(value) };

const content =
  (place: string) =>
  (value: unknown): Request => ({ element: place, text: toText(value) });

const existence =
  (place: string) =>
  (value: unknown): Request => ({ element: place, exists: value === true });

/** The places of the members of a guest. Others, such as its protection, are not changed. */
const PLACES: Readonly<Partial<Record<Member, (value: unknown) => Request>>> = {
  architecture: attribute('os/type', 'arch'),
  machine: attribute('os/type', 'machine', nameMachine),
  firmware: attribute('os', 'firmware', (value) => (value === 'uefi' ? 'efi' : toText(value))),
  secureBoot: element('os/firmware/feature[secure-boot]', 'enabled'),
  enrolledKeys: element('os/firmware/feature[enrolled-keys]', 'enabled'),
  smm: element('features/smm', 'state', (value) => (value === true ? 'on' : 'off')),
  hasTseg: existence('features/smm/tseg'),
  acpi: existence('features/acpi'),
  s3: element('pm/suspend-to-mem', 'enabled'),
  s4: element('pm/suspend-to-disk', 'enabled'),
  hasLoader: existence('os/loader'),
  loader: content('os/loader'),
  loaderType: attribute('os/loader', 'type'),
  loaderReadonly: attribute('os/loader', 'readonly', toYesNo),
  loaderSecure: attribute('os/loader', 'secure', toYesNo),
  loaderFormat: attribute('os/loader', 'format'),
  stateless: attribute('os/loader', 'stateless', toYesNo),
  hasNvram: existence('os/nvram'),
  nvram: content('os/nvram'),
  nvramType: attribute('os/nvram', 'type'),
  nvramFormat: attribute('os/nvram', 'format'),
  nvramTemplate: attribute('os/nvram', 'template'),
  templateFormat: attribute('os/nvram', 'templateFormat'),
  hasVarstore: existence('os/varstore'),
  varstore: attribute('os/varstore', 'path'),
  varstoreTemplate: attribute('os/varstore', 'template'),
  kernel: content('os/kernel'),
};

/** Names the newest machine of a family, which a change of the guest represents by the version 0; undefined without a machine. */
export function nameMachine(value: unknown): string | undefined {
  const family = toText(value)?.replace(/-0$/, '');
  return family === 'pc-q35' ? 'q35' : family === 'pc-i440fx' ? 'pc' : family;
}

/** Members that only repeat what others say. */
const DERIVED: readonly Member[] = ['isDefaultMachine', 'isDefaultLoaderType', 'lacksNvramSource'];

/** Returns the place of a member, such as `os/type/@machine`; undefined if it has none. */
export function findPlace(member: Member): string | undefined {
  const request = PLACES[member]?.(true);
  if (!request) return undefined;
  return 'attribute' in request ? `${request.element}/@${request.attribute}` : request.element;
}

/**
 * Returns edits of the text that make this change of the guest; undefined if the change cannot be written. Undefined members of
 * the change are removed from the definition.
 */
export function editGuest(
  text: string,
  domain: XmlElement,
  change: Partial<Guest>,
): readonly TextEdit[] | undefined {
  const members = (Object.keys(change) as Member[]).filter((member) => !DERIVED.includes(member));
  const requests = members.map((member) => PLACES[member]?.(change[member]));
  if (members.length === 0 || requests.some((each) => each === undefined)) return undefined;
  const byElement = new Map<string, Request[]>();
  for (const each of requests as Request[])
    byElement.set(each.element, [...(byElement.get(each.element) ?? []), each]);
  const removed = [...byElement.keys()].filter((place) =>
    isRemoved(domain, place, byElement.get(place) ?? []),
  );
  const kept = [...byElement].filter(([place]) => !removed.some((other) => place.startsWith(`${other}/`)));
  const gone = findEmptied(removed.flatMap((place) => findElement(domain, place) ?? []));
  const edits = kept.flatMap(([place, all]) => {
    const found = findElement(domain, place);
    if (!found || removed.includes(place)) return [];
    // An attribute that is added ends where a text that is removed begins.
    const inOrder = [...all.filter((each) => !('text' in each)), ...all.filter((each) => 'text' in each)];
    return inOrder.flatMap((each) => editElement(text, found, each));
  });
  const missing = kept.filter(([place]) => !findElement(domain, place));
  edits.push(...[...gone].map((element) => removeElement(text, element)));
  edits.push(...createElements(text, domain, missing, gone));
  return areApplicable(text, edits) ? edits : undefined;
}

/** Whether nothing would be left of an element: then it goes, too. */
function isRemoved(domain: XmlElement, place: string, all: readonly Request[]): boolean {
  const found = findElement(domain, place);
  if (!found) return false;
  if (all.some((each) => 'exists' in each && !each.exists)) return true;
  if (place !== 'os/loader' && place !== 'os/kernel') return false;
  const gone = new Set(
    all.flatMap((each) => ('attribute' in each && each.value === undefined ? [each.attribute] : [])),
  );
  const isKept = all.some(
    (each) =>
      ('attribute' in each && each.value !== undefined) || ('text' in each && each.text !== undefined),
  );
  const losesText = all.some((each) => 'text' in each);
  const hasText = found.text.trim() !== '' && !losesText;
  return !isKept && !hasText && Object.keys(found.attributes).every((name) => gone.has(name));
}

/** Returns the elements to remove: instead of all features, the `<firmware>` that contains nothing else. */
function findEmptied(removed: readonly XmlElement[]): ReadonlySet<XmlElement> {
  return new Set(
    removed.map((element) => {
      const { parent } = element;
      const isEmptied =
        parent instanceof XmlElement &&
        parent.name === 'firmware' &&
        listElements(parent).every((child) => removed.includes(child));
      return isEmptied ? parent : element;
    }),
  );
}

function editElement(text: string, found: XmlElement, request: Request): readonly TextEdit[] {
  if ('attribute' in request) {
    if (request.value !== undefined) return [setAttribute(text, found, request.attribute, request.value)];
    return [removeAttribute(text, found, request.attribute) ?? []].flat();
  }
  if ('text' in request) {
    if (request.text !== undefined) return [setText(text, found, request.text)];
    if (found.text === '') return [];
    return listElements(found).length > 0
      ? [setText(text, found, '')]
      : [removeText(text, found) ?? []].flat();
  }
  return [];
}

/** Creates elements, and those around them that are missing, each of these once. */
function createElements(
  text: string,
  domain: XmlElement,
  missing: readonly (readonly [place: string, all: readonly Request[]])[],
  removed: ReadonlySet<XmlElement>,
): readonly TextEdit[] {
  const roots = new Map<XmlElement, Draft>();
  for (const [place, all] of missing) {
    const drafted = draftElement(place, all);
    if (!drafted) continue;
    const parts = place.split('/');
    let depth = parts.length - 1;
    while (depth > 0 && !findElement(domain, parts.slice(0, depth).join('/'))) depth--;
    const parent = depth === 0 ? domain : findElement(domain, parts.slice(0, depth).join('/'));
    if (!parent) continue;
    let draft = roots.get(parent) ?? { children: new Map() };
    roots.set(parent, draft);
    for (const part of parts.slice(depth, -1)) draft = enter(draft, part);
    Object.assign(enter(draft, parts.at(-1) ?? ''), drafted);
  }
  return [...roots].flatMap(([parent, { children }]) => {
    const added = [...children].map(([part, child]) => toNewElement(part, child));
    return added.length > 0 ? [addElements(text, parent, added, { removed })] : [];
  });
}

/** An element that is being put together. */
interface Draft extends Pick<NewElement, 'text'> {
  attributes?: NewElement['attributes'];
  readonly children: Map<string, Draft>;
}

function enter({ children }: Draft, part: string): Draft {
  const draft = children.get(part) ?? { children: new Map() };
  children.set(part, draft);
  return draft;
}

/** Returns what a missing element is to say; undefined if it is not requested. */
function draftElement(place: string, all: readonly Request[]): Omit<Draft, 'children'> | undefined {
  const attributes = all.flatMap((each) =>
    'attribute' in each && each.value !== undefined ? [[each.attribute, each.value] as const] : [],
  );
  const texts = all.flatMap((each) => ('text' in each && each.text !== undefined ? [each.text] : []));
  const isRequested =
    attributes.length > 0 || texts.length > 0 || all.some((each) => 'exists' in each && each.exists);
  if (!isRequested) return undefined;
  const { key } = readPart(place.split('/').at(-1) ?? '');
  return {
    attributes: [...attributes, ...(key === undefined ? [] : [['name', key] as const])],
    text: texts[0],
  };
}

function toNewElement(part: string, { attributes = [], text, children }: Draft): NewElement {
  const inside = [...children].map(([name, child]) => toNewElement(name, child));
  return { name: readPart(part).name, attributes, text, children: inside };
}

function readPart(part: string): { readonly name: string; readonly key?: string | undefined } {
  const [, name = part, key] = /^([\w-]+)\[([\w-]+)\]$/.exec(part) ?? [];
  return { name, key };
}
