/**
 * The style of an explanation page. Everything wraps, so the page is readable at any width. Colours with a meaning are the theme's, blended with its
 * text colour, because some of them are too pale to read.
 */
export const STYLE = `
  :root {
    --text: var(--vscode-editor-foreground, var(--vscode-foreground));
    --page: var(--vscode-editor-background);
    --quiet: color-mix(in srgb, var(--vscode-descriptionForeground, var(--text)) 40%, var(--text));
    --good: color-mix(in srgb, var(--vscode-testing-iconPassed, green) 35%, var(--text));
    --bad: color-mix(in srgb, var(--vscode-editorError-foreground, red) 60%, var(--text));
    --careful: color-mix(in srgb, var(--vscode-editorWarning-foreground, orange) 45%, var(--text));
    --neutral: color-mix(in srgb, var(--vscode-editorInfo-foreground, blue) 60%, var(--text));
    --line: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border, currentColor)));
    --link: color-mix(in srgb, var(--vscode-textLink-foreground) 85%, var(--text));
    --raised: var(--vscode-textBlockQuote-background, transparent);
  }
  * { box-sizing: border-box; }
  body { margin: 0 auto; padding: 0 clamp(0.75em, 4vw, 2em) 2em; max-width: 62em; line-height: 1.5; overflow-wrap: anywhere; color: var(--text); background: var(--page); }
  main a { color: var(--link); text-decoration: underline; text-underline-offset: 0.15em; }
  main a:hover { text-decoration-thickness: 2px; }
  main a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; border-radius: 2px; }
  h1 { font-size: 1.5em; line-height: 1.3; font-weight: 600; margin: 0; }
  h2 { font-size: 1.15em; font-weight: 600; margin: 2em 0 0.6em; }
  p { margin: 0.4em 0; }
  ul { margin: 0.4em 0; padding-left: 1.2em; }
  header { margin: 1.4em 0 0; padding: 0.8em clamp(0.6em, 3vw, 1.2em); border: 1px solid var(--line); border-left: 5px solid var(--line); background: var(--raised); }
  .starts { border-left-color: var(--good); }
  .own { border-left-color: var(--neutral); }
  .none, .refused { border-left-color: var(--bad); }
  .kicker { margin: 0; font-weight: 600; }
  .starts .kicker { color: var(--good); }
  .own .kicker { color: var(--neutral); }
  .none .kicker, .refused .kicker { color: var(--bad); }
  nav { display: flex; flex-wrap: wrap; gap: 0.3em 1.4em; margin: 0.8em 0 0; }
  .buttons { display: flex; flex-wrap: wrap; gap: 0.5em 0.8em; margin: 0.5em 0 0.2em; }
  main .button { padding: 0.15em 0.8em; border: 1px solid currentColor; border-radius: 3px; text-decoration: none; }
  main .button:hover { text-decoration: underline; }
  .problems { margin: 1em 0; padding: 0; list-style: none; }
  .problems li { margin: 0.4em 0; padding-left: 0.7em; border-left: 3px solid var(--line); }
  .problems .error { border-color: var(--bad); }
  .problems .warning { border-color: var(--careful); }
  .problems .information { border-color: var(--neutral); }
  .error b { color: var(--bad); }
  .warning b { color: var(--careful); }
  .information b { color: var(--neutral); }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr)); gap: 0.5em 1.2em; margin: 0; }
  dt { color: var(--quiet); font-size: 0.9em; }
  dd { margin: 0; }
  table, thead, tbody { display: block; width: 100%; }
  tr { display: flex; flex-wrap: wrap; gap: 0.2em 1em; padding: 0.5em 0.6em; border-top: 1px solid var(--line); }
  th, td { display: block; flex: 1 1 min(100%, 15em); min-width: 0; padding: 0; text-align: left; vertical-align: top; }
  th:first-child, td:first-child { flex: 0 0 min(100%, 8em); }
  thead tr { border-top: none; padding-block: 0 0.2em; }
  thead th { font-size: 0.9em; font-weight: 600; color: var(--quiet); }
  tbody th { font-weight: normal; }
  .verdict { display: inline-block; max-width: 100%; padding: 0 0.6em; border-radius: 0.75em; font-size: 0.9em; border: 1px solid currentColor; }
  .picked .verdict { color: var(--good); font-weight: 600; }
  .chosen .verdict { color: var(--bad); font-weight: 600; }
  .skipped .verdict { color: var(--careful); }
  .masked .verdict, .not-reached .verdict { border-style: dashed; color: var(--quiet); }
  .picked, .chosen { background: var(--raised); }
  .comparison tr { border-left: 3px solid transparent; }
  .comparison .different { border-left-color: var(--careful); background: var(--raised); }
  .different .verdict { color: var(--careful); font-weight: 600; }
  .comparison tbody th { flex-basis: min(100%, 11em); }
  .comparison thead td { flex-basis: min(100%, 11em); }
  .comparison p a { margin-left: 1em; }
  .which { display: none; color: var(--quiet); font-size: 0.9em; }
  .folder, .code, footer { color: var(--quiet); font-size: 0.9em; }
  .code { font-family: var(--vscode-editor-font-family); }
  footer { margin-top: 2em; border-top: 1px solid var(--line); }
  @media (max-width: 40em) {
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .comparison p a { margin-left: 1em; }
  .which { display: block; }
  }
  @media (prefers-reduced-motion: reduce) {
    * { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
  }
`;
