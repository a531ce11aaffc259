import { Disposable, lm, LanguageModelTextPart, LanguageModelToolResult } from 'vscode';
import type { DocumentLanguages } from './documentLanguages';
import type { Server } from './server';

/** The tools for language models, as in package.json. */
const NAMES = ['explain_selection', 'check_file', 'list_consumers'] as const;

export type ToolName = (typeof NAMES)[number];

/** What the answers of the tools come from. */
export interface ToolHost {
  readonly server: Server;
  readonly documents: DocumentLanguages;
  /** Whether the server can read files; see ClientHost. */
  readonly hasFiles: boolean;
}

/**
 * Registers the tools that language models may call. They read only. VS Code activates the extension for a call, and the code of the answers
 * is evaluated with the first one.
 */
export function registerModelTools(host: ToolHost): Disposable {
  // Editors that are built on VS Code may have no language models.
  if (!(lm as typeof lm | undefined)) return Disposable.from();
  return Disposable.from(
    ...NAMES.map((name) =>
      lm.registerTool(`qemu-firmware_${name}`, {
        invoke: async ({ input }) => {
          const { answerTool } = await import('./modelAnswers');
          const text = await answerTool(name, input, host);
          return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
}
