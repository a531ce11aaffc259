import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChooser } from '../../server/src/consumers/choosers';
import { readDomain } from '../../server/src/consumers/libvirt/domain';
import { getSchema } from '../../server/src/schema/bundled';
import type { Explanation } from '../../server/src/selection/explain';
import { explainGuest } from '../../server/src/service/explainGuest';
import { searchDescriptors } from '../../server/src/service/search';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { file, files, pe, section, volume } from '../unit/support/firmwareBytes';

const MIB = 1024 * 1024;

/** A host in a temporary folder, with images of the corpus and synthetic ones. */
export class FieldHost {
  readonly root = mkdtempSync(path.join(tmpdir(), 'field-host-'));

  /** @param corpus the folder of the corpus */
  constructor(private readonly corpus: string) {}

  /** Removes the host. */
  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  /** Returns the path of a file on the host, after creating its folder. */
  at(name: string): string {
    const real = path.join(this.root, name);
    mkdirSync(path.dirname(real), { recursive: true });
    return real;
  }

  copy(part: string, name: string): void {
    copyFileSync(path.join(this.corpus, part), this.at(name));
  }

  link(name: string, target: string): void {
    symlinkSync(target, this.at(name));
  }

  /** Writes code for 64-bit Arm that ends in a hole. */
  writeArmCode(name: string, size: number): void {
    const code = volume(files(file(3, section(0x10, pe(0xaa64)))));
    writeFileSync(this.at(name), code);
    truncateSync(this.at(name), size);
  }

  /** Installs the files of Debian 12's ovmf and qemu-efi-aarch64. */
  installDebian12(): void {
    const descriptors = 'descriptors/debian-bookworm';
    for (const name of readdirSync(path.join(this.corpus, descriptors)))
      if (/^(?:ovmf_|qemu-efi-aarch64_)/.test(name))
        for (const descriptor of readdirSync(path.join(this.corpus, descriptors, name)))
          this.copy(path.join(descriptors, name, descriptor), `usr/share/qemu/firmware/${descriptor}`);
    const [plain, signed] = ['field/perm/usr/share/OVMF', 'field/ws-virt-qcow2-template/root/usr/share/OVMF'];
    this.copy(`${plain}/OVMF_CODE_4M.fd`, 'usr/share/OVMF/OVMF_CODE_4M.fd');
    this.copy(`${plain}/OVMF_VARS_4M.fd`, 'usr/share/OVMF/OVMF_VARS_4M.fd');
    this.copy(`${signed}/OVMF_CODE_4M.ms.fd`, 'usr/share/OVMF/OVMF_CODE_4M.secboot.fd');
    this.link('usr/share/OVMF/OVMF_CODE_4M.ms.fd', 'OVMF_CODE_4M.secboot.fd');
    this.copy(`${signed}/OVMF_VARS_4M.ms.fd`, 'usr/share/OVMF/OVMF_VARS_4M.ms.fd');
    this.writeArmCode('usr/share/AAVMF/AAVMF_CODE.fd', 64 * MIB);
    this.link('usr/share/AAVMF/AAVMF_CODE.ms.fd', 'AAVMF_CODE.fd');
    for (const name of ['AAVMF_VARS.fd', 'AAVMF_VARS.ms.fd']) {
      writeFileSync(this.at(`usr/share/AAVMF/${name}`), '');
      truncateSync(this.at(`usr/share/AAVMF/${name}`), 64 * MIB);
    }
    this.writeArmCode('usr/share/qemu-efi-aarch64/QEMU_EFI.fd', 2 * MIB);
    writeFileSync(
      this.at('usr/share/ovmf/OVMF.fd'),
      Buffer.concat(
        ['OVMF_VARS_4M.fd', 'OVMF_CODE_4M.fd'].map((name) =>
          readFileSync(path.join(this.corpus, plain, name)),
        ),
      ),
    );
  }

  /** Explains a consumer's selection for a domain on this host. */
  explain(domain: string, consumer: string): Promise<Explanation> {
    return explainOn(this.root, domain, consumer);
  }
}

/** Explains a consumer's selection for a domain on the host below a folder. */
export async function explainOn(root: string, domain: string, consumer: string): Promise<Explanation> {
  const chooser = findChooser(consumer);
  if (!chooser) throw new Error(`${consumer} is unknown`);
  const read = readDomain(domain, { architecture: 'x86_64', qemuVersion: '10.0' });
  if (!('guest' in read)) throw new Error(read.message);
  const workspace = makeRootedWorkspace(root, nodeWorkspace);
  const user = { configuration: undefined, inSession: false };
  return explainGuest(read.guest, await searchDescriptors(chooser, user, workspace), {
    context: getSchema('latest'),
    files: workspace,
    user,
    isRooted: true,
    looksAtImages: true,
  });
}
