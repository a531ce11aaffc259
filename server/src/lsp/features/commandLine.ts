import { loadableFirmware } from '../../commandline/firmware';
import { guestFor } from '../../commandline/guest';
import { osElement } from '../../commandline/libvirt';
import { commandLine } from '../../commandline/qemu';
import { shellText } from '../../commandline/shell';
import { DescriptorDocument } from '../../descriptor/document';
import { schemaFor } from '../../schema/bundled';
import type { CommandLineRequest, LoadingText } from '../protocol/customRequests';
import { stringAt } from '../protocol/fromLsp';
import { onRequest, type Session } from '../state/session';

/** Tells how the firmware of a descriptor is loaded by the QEMU that the settings name. */
export function offerCommandLine(session: Session): void {
  const method: CommandLineRequest['method'] = 'qemuFirmware/commandLine';
  onRequest<CommandLineRequest['result']>(session, method, async (params) => {
    const open = await session.documents.descriptor(stringAt(params, 'uri'));
    return open ? loadingText(open.document, stringAt(params, 'form')) : null;
  });
}

function loadingText({ text, context }: DescriptorDocument, form: string | undefined): LoadingText {
  // Read by the newest schema, whatever the release: what is asked is how QEMU loads an image.
  const firmware = loadableFirmware(new DescriptorDocument(text, schemaFor('latest')));
  if (typeof firmware === 'string') return without(firmware);
  const guest = guestFor(firmware);
  if (typeof guest === 'string') return without(guest);
  if (form === 'libvirt') {
    const element = osElement(firmware, guest);
    return typeof element === 'string' ? without(element) : { text: element.xml, notes: element.notes };
  }
  const style = form === 'drive' ? 'drive' : 'blockdev';
  const made = commandLine(firmware, guest, { style, version: context.version });
  return typeof made === 'string' ? without(made) : { text: shellText(made.steps), notes: made.notes };
}

function without(reason: string): LoadingText {
  return { text: null, notes: [reason] };
}
