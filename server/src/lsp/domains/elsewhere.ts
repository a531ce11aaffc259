import type { CodeAction } from 'vscode-languageserver';
import type { ElsewhereRemedy, GuestFinding } from '../../rules/guestRule';
import { t } from '../../text/translations';
import { makeVisible } from '../../text/visible';
import { QUICK_FIX_KIND } from '../protocol/capabilities';
import type { ChooseConsumerCommand, OpenDescriptorCommand } from '../protocol/customRequests';
import type { AskedDomain } from './answer';
import { toDiagnostic } from './diagnostics';

/** Offers commands of the client for what solves findings outside of the domain, each once. */
export async function listElsewhereActions(
  findings: readonly GuestFinding[],
  asked: AskedDomain,
): Promise<readonly CodeAction[]> {
  const { commands, root } = asked.question;
  const actions = new Map<string, CodeAction>();
  for (const finding of findings)
    for (const remedy of finding.elsewhere ?? []) {
      const offered = toCommand(remedy, root);
      const key = JSON.stringify(offered);
      if (!commands.has(offered.command) || actions.has(key)) continue;
      const diagnostics = [await toDiagnostic(finding, asked)];
      const { title, ...command } = offered;
      actions.set(key, { title, kind: QUICK_FIX_KIND, diagnostics, command: { title, ...command } });
    }
  return [...actions.values()];
}

function toCommand(
  remedy: ElsewhereRemedy,
  root: string,
): { title: string; command: string; arguments: unknown[] } {
  if (remedy === 'release')
    return { title: t('Check for another release…'), command: CHOOSE_CONSUMER, arguments: [] };
  const { descriptor } = remedy;
  const name = descriptor.slice(descriptor.lastIndexOf('/') + 1);
  return {
    title: makeVisible(t('Open the descriptor {0}', name)),
    command: OPEN_DESCRIPTOR,
    arguments: [descriptor, root],
  };
}

const OPEN_DESCRIPTOR: OpenDescriptorCommand['command'] = 'qemuFirmware.openDescriptor';
const CHOOSE_CONSUMER: ChooseConsumerCommand['command'] = 'qemuFirmware.chooseConsumer';
