import { Uri, workspace } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { CLIENT_ID } from './languages';
import { findRoot, isInBrowser } from './machineFiles';

/**
 * Sends only explicitly set settings to the server: a configuration file next to the descriptors must take precedence over
 * defaults.
 */
export const setValuesOnly: Middleware = {
  workspace: {
    async configuration(params, token, next) {
      const answers = await next(params, token);
      if (!Array.isArray(answers)) return answers;
      const complete = async (answer: unknown, index: number): Promise<unknown> => {
        const item = params.items[index];
        if (item?.section !== CLIENT_ID || typeof answer !== 'object' || answer === null) return answer;
        const scope = item.scopeUri === undefined ? undefined : Uri.parse(item.scopeUri, true);
        // In a browser, a folder may take the place of the machine.
        const root = isInBrowser ? { root: await findRoot(scope) } : {};
        return { ...removeDefaults(answer, scope), ...root };
      };
      return Promise.all(answers.map(complete));
    },
  },
};

function removeDefaults(settings: object, scope: Uri | undefined): object {
  const configuration = workspace.getConfiguration(CLIENT_ID, scope);
  const isSet = (key: string): boolean => {
    const found = configuration.inspect(key);
    const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
    return values.some((value) => value !== undefined);
  };
  return Object.fromEntries(Object.entries(settings).filter(([key]) => isSet(key)));
}
