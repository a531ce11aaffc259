import { makeVisible } from '../../server/src/text/visible';

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

/** Makes HTML from a template: inserted text is escaped and control characters are shown as codes, unless it is already HTML or a list of HTML. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const put = values.map((value) => {
    if (value instanceof Html) return value.text;
    return typeof value === 'object' ? value.map(({ text }) => text).join('') : escape(String(value));
  });
  return new Html(parts.map((part, index) => part + (put[index] ?? '')).join(''));
}

export const NOTHING = new Html('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return makeVisible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
