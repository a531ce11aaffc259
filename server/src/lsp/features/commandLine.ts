import { formatShellScript } from '../../commandline/shell';
import type { DescriptorDocument } from '../../descriptor/document';
import { loadByCommands, loadByLibvirt } from '../../service/loadFirmware';
import type { CommandLineRequest, LoadingText } from '../protocol/customRequests';
import { readString } from '../protocol/fromLsp';
import { onRequest, type Session } from '../state/session';

/** Tells how the firmware of a descriptor is loaded by the QEMU that the settings name. */
export function offerCommandLine(session: Session): void {
  const method: CommandLineRequest['method'] = 'qemuFirmware/commandLine';
  onRequest<CommandLineRequest['result']>(session, method, async (params) => {
    const open = await session.documents.descriptor(readString(params, 'uri'));
    return open ? makeLoadingText(open.document, readString(params, 'form')) : null;
  });
}

function makeLoadingText({ text, context }: DescriptorDocument, form: string | undefined): LoadingText {
  if (form === 'libvirt') {
    const found = loadByLibvirt(text);
    return typeof found === 'string'
      ? makeEmptyLoading(found)
      : { text: found.how.xml, notes: found.how.notes };
  }
  const style = form === 'drive' ? 'drive' : 'blockdev';
  const found = loadByCommands(text, { style, version: context.version });
  return typeof found === 'string'
    ? makeEmptyLoading(found)
    : { text: formatShellScript(found.how.steps), notes: found.how.notes };
}

function makeEmptyLoading(reason: string): LoadingText {
  return { text: null, notes: [reason] };
}
