import { findOtherArchitecture } from '../../descriptor/imageArchitecture';
import { listImagePaths } from '../../descriptor/firmwareView';
import type { DescriptorDocument } from '../../descriptor/document';
import type { SeenImage } from '../../descriptor/surroundings';
import { findMember, type TypedNode } from '../../descriptor/typedTree';
import type { ImageFacts } from '../../images/facts';
import { escapeText, makeParagraph, type Markdown } from '../../text/markdown';
import { t } from '../../text/translations';
import { describeContent, nameContent } from '../imageWords';
import type { CompletionProposal } from './proposal';
import { makeFixedTemplate } from './starts';

/** A place for the path of an image. */
export interface ImagePlace {
  /** The use of the image: the member or the device that names it; empty if unknown. */
  readonly use: string;
  /** The architecture of the first target. */
  readonly architecture?: string | undefined;
  /** The text up to the cursor. */
  readonly typed: string;
}

/** A file or folder that fits there. */
export interface PathCandidate {
  /** The path as descriptors write it, without a trailing slash. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'missing';
  /** The descriptor that names it; for a folder, one that names an image below. */
  readonly namedBy?: string | undefined;
  /** Absent if the file was not read. */
  readonly seen?: SeenImage | undefined;
}

/** @param typed the text up to the cursor, as JSON without the first quote */
export function findImagePlace(
  node: TypedNode,
  { view }: DescriptorDocument,
  typed: string,
): ImagePlace | undefined {
  const { member } = node;
  if (!member || !listImagePaths(view).some(({ json }) => json === node.json)) return undefined;
  const holder = member.object.member?.name;
  const device = findMember(member.object, 'device')?.value?.json;
  const use = holder === 'mapping' ? (device?.kind === 'string' ? device.value : '') : (holder ?? '');
  return { use, typed: decode(typed), architecture: view.targets[0]?.architecture?.value };
}

function decode(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

/** Returns the folder whose content can complete the typed text, with its last slash; undefined if the path is not absolute. */
export function findTypedFolder({ typed }: ImagePlace): string | undefined {
  return /^(?:[A-Za-z]:)?\/(?:.*\/)?/.exec(typed)?.[0];
}

/** Whether a file of that name may be an image: not if it is hidden, certainly something else or needs escaping. */
export function mayBeImage(name: string, { use }: ImagePlace): boolean {
  return canBeNamed(name) && ((use === 'uefi-vars' && /\.json$/i.test(name)) || !OTHER_FILES.test(name));
}

/** Whether a name is visible and needs no escaping in a descriptor. */
export function canBeNamed(name: string): boolean {
  return !/^\.|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u.test(name);
}

const OTHER_FILES =
  /\.(?:[acho]|conf|css|deb|desktop|gz|html?|ini|js|json|log|md|mo|p[oy]|pdf|png|pyc|rpm|service|sh|so[.\d]*|svg|txt|xml|xz|ya?ml|zip|zst)$/i;

/** Whether the name of a file suggests this use. */
export function fitsByName(name: string, { use }: ImagePlace): boolean {
  return USES[use]?.name.test(name) ?? false;
}

/** The content of an image for each use, and the usual names of such files. */
const USES: Readonly<
  Partial<Record<string, { readonly contents: readonly ImageFacts['content'][]; readonly name: RegExp }>>
> = {
  executable: { contents: ['uefi'], name: /^(?!.*vars).*(?:code|efi|ovmf)/i },
  'nvram-template': { contents: ['variables', 'blank'], name: /vars/i },
  memory: { contents: ['uefi', 'bios'], name: /^(?!.*vars|vga).*(?:bios|efi|ovmf)/i },
  kernel: { contents: ['elf', 'linux', 'pe'], name: /boot|kernel|vmlinu|sbi/i },
  igvm: { contents: ['igvm'], name: /igvm/i },
  'uefi-vars': { contents: ['json'], name: /vars.*\.json$/i },
};

/** Ranks images that descriptors name first, then suitable ones, then folders of images; unsuitable ones come last. */
export function proposeImages(
  candidates: readonly PathCandidate[],
  place: ImagePlace,
): readonly CompletionProposal[] {
  const folder = findTypedFolder(place);
  return candidates
    .map((candidate) => ({ candidate, rank: rankCandidate(candidate, place) }))
    .sort((a, b) => a.rank - b.rank || (a.candidate.path < b.candidate.path ? -1 : 1))
    .map(({ candidate }) => {
      const { path, kind } = candidate;
      const name = getName(path);
      const end = kind === 'folder' ? '/' : '';
      return {
        label: (folder !== undefined && folder + name === path ? name : path) + end,
        kind: kind === 'folder' ? kind : 'file',
        value: makeFixedTemplate(path + end),
        detail: describeCandidate(candidate),
        documentation: documentContent(candidate),
        goesOn: kind === 'folder',
      };
    });
}

function rankCandidate({ kind, namedBy, seen, path }: PathCandidate, place: ImagePlace): number {
  const isNamed = namedBy !== undefined;
  if (kind === 'folder') return isNamed ? 2 : 5;
  if (kind === 'missing') return 4;
  const { content = 'unknown' } = seen?.facts ?? {};
  if (content === 'unknown') return isNamed ? 0 : fitsByName(getName(path), place) ? 1 : 3;
  const isOther = seen && findOtherArchitecture(seen, place.architecture ?? '');
  if (isOther || USES[place.use]?.contents.includes(content) === false) return isNamed ? 4 : 6;
  return isNamed ? 0 : 1;
}

/** Returns the last part of a path. */
export function getName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Describes the image in a short word for the list. */
function documentContent({ seen }: PathCandidate): Markdown | undefined {
  if (!seen) return undefined;
  const whole = describeContent(seen.facts);
  return whole === nameContent(seen.facts) ? undefined : makeParagraph(escapeText(whole));
}

/** Describes the image, its known features, and the descriptor that names it. */
function describeCandidate({ seen, namedBy, kind }: PathCandidate): string {
  const facts = seen && seen.facts.content !== 'unknown' ? describeFacts(seen) : [];
  const names = namedBy === undefined || kind === 'folder' ? [] : [t('used by {0}', namedBy)];
  return [facts.join(', '), ...names].filter((part) => part !== '').join(' · ');
}

function describeFacts({ facts, deep }: SeenImage): string[] {
  const { core, variables, json } = facts;
  // A 32-bit start may load 64-bit code.
  const start = core?.architecture === 'i386' ? undefined : core?.architecture;
  return [
    nameContent(facts),
    deep?.dxeArchitecture ?? start,
    deep?.secureBoot && 'secure-boot',
    deep?.smm && 'requires-smm',
    (variables ?? json?.variables)?.enrolled && 'enrolled-keys',
  ].filter((part) => typeof part === 'string');
}
