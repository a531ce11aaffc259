import { t } from '../text/translations';
import { draftDescriptor } from '../drafting/draft';
import type { ImageAt } from '../drafting/image';
import type { ImageFiles } from '../drafting/neighbours';
import type { DraftWish, Proposal } from '../drafting/question';
import { listOpenQuestions } from '../drafting/questions';

/** Drafts a descriptor from the images of a request, as far as they and the answers allow, and lists the remaining questions. */
export async function proposeDraft(wish: DraftWish, files: ImageFiles): Promise<Proposal> {
  const images: ImageAt[] = [];
  for (const path of [wish.executable, wish.template].filter((named) => named !== undefined)) {
    const seen = await files.look(path);
    if (!seen) return { problem: t('Cannot read {0}.', path), questions: [] };
    images.push({ ...seen, path });
  }
  const [executable, template] = images;
  if (!executable) return { questions: [] };
  const draft = draftDescriptor(executable, template, wish.answers);
  if ('problem' in draft && !draft.unknown) return { problem: draft.problem, questions: [] };
  const questions = await listOpenQuestions(executable, template, wish.answers, files);
  if ('problem' in draft) return { problem: draft.problem, questions };
  return { draft: { name: draft.name, text: draft.text }, questions };
}
