import type { DescriptorDocument } from '../../descriptor/document';
import { loadByCommands, loadByLibvirt } from '../../service/loadFirmware';
import type { CommandLineRequest, Loading } from '../protocol/customRequests';
import { readString } from '../protocol/fromLsp';
import { onRequest, type Session } from '../state/session';

/** Returns how the QEMU release in the settings loads the firmware of a descriptor. */
export function offerCommandLine(session: Session): void {
  const method: CommandLineRequest['method'] = 'qemuFirmware/commandLine';
  onRequest<CommandLineRequest['result']>(session, method, async (params) => {
    const open = await session.documents.descriptor(readString(params, 'uri'));
    return open ? makeLoading(open.document, readString(params, 'form')) : null;
  });
}

function makeLoading(document: DescriptorDocument, form: string | undefined): Loading {
  if (form === 'libvirt') {
    const found = loadByLibvirt(document);
    if (typeof found === 'string') return makeEmptyLoading(found);
    return { steps: [], element: found.how.xml, notes: found.how.notes };
  }
  const style = form === 'drive' ? 'drive' : 'blockdev';
  const found = loadByCommands(document, { style, version: document.context.version });
  if (typeof found === 'string') return makeEmptyLoading(found);
  return { steps: found.how.steps, element: null, notes: found.how.notes };
}

function makeEmptyLoading(reason: string): Loading {
  return { steps: [], element: null, notes: [reason] };
}
