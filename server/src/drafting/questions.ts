import { t } from '../text/translations';
import { makeVisible } from '../text/visible';
import type { SeenImage } from '../descriptor/surroundings';
import { IMAGE_ARCHITECTURES } from '../images/facts';
import { listLoadings, findTemplates, type Answers } from './draft';
import { listPossibleFeatures } from './features';
import { listArchitectures, getBaseName, findInterface, type ImageAt } from './image';
import { LOADINGS, type Loading } from './loading';
import type { ImageFiles } from './neighbours';
import type { DraftChoice, DraftQuestion } from './question';

/** Lists what is still open in a new descriptor and has more than one answer. */
export async function listOpenQuestions(
  executable: ImageAt,
  template: ImageAt | undefined,
  answers: Answers,
  files: ImageFiles,
): Promise<DraftQuestion[]> {
  const known = listLoadings(executable, answers);
  const loadings = known.length > 0 ? known : LOADINGS;
  const architectures = answers.architectures ?? listArchitectures(executable);
  const templates = template ? [] : await findTemplates(executable, answers, files);
  const features = listPossibleFeatures(
    executable,
    template ? 'split' : (loadings[0] ?? 'split'),
    architectures,
  );
  const questions: (DraftQuestion | false)[] = [
    !template &&
      loadings.length > 1 && {
        about: 'loading',
        title: t('How is the firmware loaded?'),
        choices: loadings.map((loading) => ({ value: loading, ...describeLoading(loading) })),
      },
    !template &&
      loadings.includes('split') && {
        about: 'template',
        title: t('Which template is copied for each guest’s variables?'),
        choices: templates.map(makeTemplateChoice),
        onlyFor: 'split',
      },
    architectures.length === 0 && {
      about: 'architectures',
      title: t('Which architecture is the firmware for?'),
      choices: makePlainChoices(IMAGE_ARCHITECTURES),
    },
    !answers.interfaceType &&
      findInterface(executable) === undefined && {
        about: 'interfaceType',
        title: t('Which interface does the firmware offer to guests?'),
        choices: makePlainChoices(['uefi', 'bios', 'uboot', 'openfirmware']),
      },
    !answers.features &&
      features.length > 0 && {
        about: 'features',
        title: t('Which features does the firmware offer that cannot be detected in the image?'),
        choices: features.map((feature) => ({
          value: feature,
          label: feature,
          detail: describeSign(feature),
        })),
      },
  ];
  return questions.filter((question) => question !== false);
}

function makePlainChoices(values: readonly string[]): DraftChoice[] {
  return values.map((value) => ({ value, label: value }));
}

function describeLoading(loading: Loading): Omit<DraftChoice, 'value'> {
  const flash = ['flash', loading].join(', ');
  switch (loading) {
    case 'split':
      return {
        label: flash,
        detail: t('Shared code; each guest keeps its variables in its own copy of a template'),
      };
    case 'combined':
      return {
        label: flash,
        detail: t('Code and variables in one file; each guest gets a copy'),
      };
    case 'stateless':
      return { label: flash, detail: t('Shared code; guests keep no variables') };
    case 'memory':
      return { label: 'memory', detail: t('Loaded as ROM with -bios; guests keep no variables') };
    case 'kernel':
      return { label: 'kernel', detail: t('Started with -kernel, such as U-Boot') };
    case 'igvm':
      return { label: 'igvm', detail: t('The initial state of a confidential guest') };
  }
}

function makeTemplateChoice(image: ImageAt): DraftChoice {
  return { value: image.path, label: makeVisible(getBaseName(image.path)), detail: describeStore(image) };
}

function describeStore({ facts: { variables } }: SeenImage): string {
  if (!variables) return t('Blank: the firmware creates a variable store in it');
  if (!variables.enrolled) return t('An empty variable store, or one without active keys');
  const { pk } = variables;
  return pk?.subject === undefined ? t('With enrolled keys') : t('With enrolled keys (CN={0})', pk.subject);
}

/** Describes the sign of a feature in an image that does not prove it. */
function describeSign(feature: string): string {
  switch (feature) {
    case 'amd-sev-es':
      return t('The image has a reset vector for SEV-ES guests.');
    case 'amd-sev-snp':
      return t('The image has metadata for SEV-SNP guests.');
    case 'intel-tdx':
      return t('The image has metadata and a driver for TDX guests.');
    default:
      return t('The image contains messages that only debug builds print.');
  }
}
