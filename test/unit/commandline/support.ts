import assert from 'node:assert/strict';
import { readLoadableFirmware, type LoadableFirmware } from '../../../server/src/commandline/firmware';
import { makeGuest, type GuestMachine, type MachineWish } from '../../../server/src/commandline/guest';
import {
  makeCommandLine,
  type CommandLine,
  type CommandLineWish,
} from '../../../server/src/commandline/qemu';
import { documentOf } from '../support/documents';

export const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
export const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';

/** A descriptor as text: OVMF in flash, with the given members in place of its own. */
export function descriptor(members: object = {}): string {
  return JSON.stringify({
    description: 'OVMF',
    'interface-types': ['uefi'],
    mapping: split(),
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features: [],
    tags: [],
    ...members,
  });
}

export function split(format = 'raw', executable = CODE, template = VARS): object {
  return {
    device: 'flash',
    executable: { filename: executable, format },
    'nvram-template': { filename: template, format },
  };
}

export function single(mode: string, filename = '/usr/share/ovmf/OVMF.fd', format = 'raw'): object {
  return { device: 'flash', mode, executable: { filename, format } };
}

/** The firmware of a descriptor that can be loaded. */
export function firmwareOf(text: string): LoadableFirmware {
  return usable(readLoadableFirmware(documentOf(text)));
}

export function commandLineOf(text: string, wish: Partial<CommandLineWish & MachineWish> = {}): CommandLine {
  const firmware = firmwareOf(text);
  return usable(
    makeCommandLine(firmware, guestOf(firmware, wish), { style: 'blockdev', version: 'latest', ...wish }),
  );
}

export function guestOf(firmware: LoadableFirmware, wish: MachineWish = {}): GuestMachine {
  return usable(makeGuest(firmware, wish));
}

function usable<T>(result: T | string): T {
  assert.ok(typeof result !== 'string', String(result));
  return result;
}

/** Returns the reason that replaces a result. */
export function refusal(result: unknown): string {
  assert.ok(typeof result === 'string', 'it was not refused');
  return result;
}
