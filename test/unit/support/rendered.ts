import { Lexer, walkTokens, type Token } from 'marked';

/**
 * What Markdown would do besides showing text, as VS Code reads it, which renders by marked: load images, be HTML, or lead somewhere.
 * @param isOurs whether an address is one that a link may have
 */
export function listDangers(markdown: string, isOurs: (address: string) => boolean = () => false): string[] {
  const dangers: string[] = [];
  void walkTokens(Lexer.lex(markdown, { gfm: true, breaks: true }), (token: Token) => {
    const isLink = token.type === 'link';
    if (token.type === 'image' || token.type === 'html' || (isLink && !isOurs((token as LinkToken).href)))
      dangers.push(token.raw);
  });
  return dangers;
}

interface LinkToken {
  readonly href: string;
}
