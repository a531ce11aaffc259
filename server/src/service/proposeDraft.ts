import { t } from '../text/translations';
import { draftDescriptor } from '../drafting/draft';
import type { ImageAt } from '../drafting/image';
import type { ImageFiles } from '../drafting/neighbours';
import type { DraftWish, Proposal } from '../drafting/question';
import { listOpenQuestions } from '../drafting/questions';

/** Makes a descriptor of the images of a wish, as far as they and the answers allow, and says what is left to ask. */
export async function proposeDraft(wish: DraftWish, files: ImageFiles): Promise<Proposal> {
  const images: ImageAt[] = [];
  for (const path of [wish.executable, wish.template].filter((named) => named !== undefined)) {
    const seen = await files.look(path);
    if (!seen) return { problem: t('Cannot read {0}.', path), questions: [] };
    images.push({ ...seen, path });
  }
  const [executable, template] = images;
  if (!executable) return { questions: [] };
  const made = draftDescriptor(executable, template, wish.answers);
  if ('problem' in made && !made.unknown) return { problem: made.problem, questions: [] };
  const questions = await listOpenQuestions(executable, template, wish.answers, files);
  if ('problem' in made) return { problem: made.problem, questions };
  return { draft: { name: made.name, text: made.text }, questions };
}
