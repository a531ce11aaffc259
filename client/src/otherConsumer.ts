import { listKnownConsumers } from './knownConsumers';
import { pickOne } from './pickOne';
import { t } from './texts';

/** Asks for the consumer to compare with. @returns its id; undefined if the user chooses none */
export async function chooseOtherConsumer(
  current: string,
  isDomain: boolean,
  previous: string | undefined,
): Promise<string | undefined> {
  const [program = ''] = current.split('@');
  const known = listKnownConsumers().filter(
    (id) => id !== current && (!isDomain || id.startsWith('libvirt@')),
  );
  const isSame = (id: string): boolean => id.startsWith(`${program}@`);
  // Most people compare releases of the same program.
  const items = [...known.filter(isSame), ...known.filter((id) => !isSame(id))].map((label) => ({ label }));
  const chosen = await pickOne(items, {
    title: t('Compare with Another Release'),
    placeholder: t('Which program selects the firmware?'),
    active: items.find(({ label }) => label === previous),
  });
  return chosen?.label;
}
