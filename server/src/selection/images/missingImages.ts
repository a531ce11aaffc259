import type { GuestProblem } from '../../consumers/outcome';
import { findClosest } from '../../text/closest';
import { t } from '../../text/translations';
import { describeFileProblem } from '../../workspace/fileProblem';
import type { Boot, BootImage, NoImage } from './boot';
import { findInstalled } from './installed';
import { describePackages } from './packages';

/**
 * Reports an image of a guest that cannot be read.
 *
 * @param isNeeded whether the guest does not start without the file
 */
export function reportNoImage(boot: Boot, image: BootImage, found: NoImage, isNeeded: boolean): GuestProblem {
  return found.problem.kind === 'missing'
    ? reportMissing(boot, image, found, isNeeded)
    : reportUnreadable(image, found, isNeeded);
}

/** Reports that a guest's images are missing below a root that has no image at all: whether the guest starts is unknown. */
export function reportNoneThere(images: readonly BootImage[]): readonly GuestProblem[] {
  const [first] = images;
  if (!first) return [];
  const paths = [...new Set(images.map(({ path }) => path))].join(', ');
  const message = t(
    'Image not found: {0}. The folder given as root has descriptors but none of their images, so it is unknown whether the guest starts. To find out, use the root of a complete file system.',
    paths,
  );
  return [{ code: 'image-missing', severity: 'warning', message, element: first.element }];
}

function reportMissing(
  boot: Boot,
  { path, element, by, role }: BootImage,
  { link, names = [] }: NoImage,
  isNeeded: boolean,
): GuestProblem {
  const similar = link === undefined ? findSimilar(path, names) : undefined;
  const sentences = [
    link === undefined
      ? t('Image not found: {0}.', path)
      : t('{0} is a link to {1}, which does not exist.', path, link),
    by === undefined ? undefined : t('The descriptor {0} names this file.', by),
    isNeeded
      ? t('The guest does not start.')
      : t('The file is needed only if the guest’s variable store is created again.'),
    // Its package is installed, or another one that has no such file.
    similar === undefined
      ? (describePackages(path) ?? t('Install the image, or correct the path.'))
      : t('Did you mean {0}?', similar),
    by === undefined && similar === undefined && role === 'executable' ? findInstalled(boot) : undefined,
  ];
  return {
    code: 'image-missing',
    severity: isNeeded ? 'error' : 'information',
    message: sentences.filter((sentence) => sentence !== undefined).join(' '),
    element,
    suggestion: by === undefined ? similar : undefined,
  };
}

/** Finds a file in the folder of a missing one that may be meant. Variables never mean code, and other images never mean the test keys. */
function findSimilar(path: string, names: readonly string[]): string | undefined {
  const slash = path.lastIndexOf('/') + 1;
  const name = path.slice(slash);
  const ofKind = names.filter((other) =>
    [/vars/i, /snakeoil/i].every((kind) => kind.test(name) === kind.test(other)),
  );
  const similar = findClosest(name, ofKind);
  return similar === undefined ? undefined : path.slice(0, slash) + similar;
}

function reportUnreadable(
  { role, path, element }: BootImage,
  { problem }: NoImage,
  isNeeded: boolean,
): GuestProblem {
  const isWrong = problem.kind === 'folder' || problem.kind === 'link-loop';
  const sentences = [
    t('Cannot read the image {0}: {1}.', path, describeFileProblem(problem)),
    isWrong && isNeeded ? t('The guest does not start.') : undefined,
    problem.kind === 'denied'
      ? t(
          'The image was not checked and may not suit the guest. Make it readable, or run the check as a user who can read it.',
        )
      : isWrong
        ? t('Correct the path.')
        : t('The image was not checked and may not suit the guest.'),
  ];
  return {
    code: 'image-unreadable',
    // Only libvirt and its guests may read the file of a guest, and it may be a device.
    severity: isWrong && isNeeded ? 'error' : role === 'variables' ? 'information' : 'warning',
    message: sentences.filter((sentence) => sentence !== undefined).join(' '),
    element,
  };
}
