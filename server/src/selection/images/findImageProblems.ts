import type { GuestProblem } from '../../consumers/outcome';
import { listBootImages, type Boot, type BootImage, type BootLook, type Look, type Looks } from './boot';
import { isError } from '../outcome';
import { findCodeProblem } from './codeProblems';
import { findFormatProblem } from './formats';
import { reportNoImage, reportNoneThere } from './missingImages';
import { findPairProblem, findSizeProblems } from './sizes';
import {
  findMissingKeys,
  findSharedTemplate,
  findStoreProblem,
  findSwap,
  findWrongVariables,
} from './variables';

/**
 * Finds problems of a guest's images, which the selected descriptor or the guest names; errors first. One cause, one problem: if an image
 * is missing or used in the wrong format, nothing else is reported for it.
 *
 * @param looks the results for the paths of `listBootImages`; nothing is reported for an image without a result
 */
export function findImageProblems(boot: Boot, looks: Looks): readonly GuestProblem[] {
  const images = listBootImages(boot);
  if (boot.isPartial === true) return reportNoneThere(images.filter(({ path }) => looks.has(path)));
  const find = (role: BootImage['role']): Found | undefined => {
    const image = images.find((each) => each.role === role);
    const look = image && looks.get(image.path);
    return look && { image, look };
  };
  const own = find('variables');
  const template = find('template');
  const exists = own !== undefined && !isMissing(own);
  const code = judgeFile(boot, find('executable'), true);
  const variables = exists ? judgeFile(boot, own, true) : judgeFile(boot, template, true);
  const others = [
    judgeFile(boot, find('store'), true),
    exists ? judgeFile(boot, template, false) : undefined,
  ];
  const problems = [
    ...[code, variables, ...others].map((judged) => judged?.problem),
    ...judgeContents(boot, code?.look, variables?.look),
    findStoreProblem(boot, exists, variables?.problem === undefined),
    findSharedTemplate(boot),
  ].filter((problem) => problem !== undefined);
  return [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
}

interface Found {
  readonly image: BootImage;
  readonly look: Look;
}

function isMissing({ look }: Found): boolean {
  return 'problem' in look && look.problem.kind === 'missing';
}

/** An image that can be read in its format, or the problem with its file. */
interface Judged {
  readonly problem?: GuestProblem | undefined;
  readonly look?: BootLook | undefined;
}

/** @param isNeeded whether the guest does not start without the file; otherwise its content does not matter */
function judgeFile(boot: Boot, found: Found | undefined, isNeeded: boolean): Judged | undefined {
  if (!found) return undefined;
  const { image, look } = found;
  if ('problem' in look) return { problem: reportNoImage(boot, image, look, isNeeded) };
  if (!isNeeded) return undefined;
  const problem = findFormatProblem({ image, seen: look });
  return problem ? { problem } : { look: { image, seen: look } };
}

/** Checks the contents of the images that can be read. */
function judgeContents(
  boot: Boot,
  code: BootLook | undefined,
  variables: BootLook | undefined,
): readonly (GuestProblem | undefined)[] {
  const swap = code && variables && findSwap(code, variables);
  if (swap) return [swap];
  const codeProblem = code && findCodeProblem(boot, code);
  const wrongVariables = variables && findWrongVariables(variables);
  // Sizes do not matter for code that cannot run and for files that are not variable stores.
  const isOther = codeProblem?.code === 'image-kind' || codeProblem?.code === 'image-architecture';
  const sizes = code && !isOther ? findSizeProblems(boot, code, wrongVariables ? undefined : variables) : [];
  const pair =
    code && variables && !codeProblem && !wrongVariables && sizes.length === 0
      ? findPairProblem(boot, code, variables)
      : undefined;
  const keys = variables && !wrongVariables ? findMissingKeys(boot, variables) : undefined;
  return [codeProblem, ...sizes, wrongVariables, pair, keys];
}
