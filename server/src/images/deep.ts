import { Budget } from './budget';
import { toGuidBytes } from './bytes';
import type { ImageArchitecture } from './facts';
import { findExecutable } from './firmwareCore';
import { FileType } from './firmwareFiles';
import type { ImageReader } from './imageReader';
import { makeLimitedReader } from './limitedReader';
import { readModules, type Module, type Pause } from './modules';
import { readGuestImage } from './qcow2';

/** Facts from the modules of UEFI firmware, most of which are compressed in an image. */
export interface DeepFacts {
  /** Executables are checked against the signature database before they start; absent if two signs of it disagree. */
  readonly secureBoot?: boolean | undefined;
  /** The variable store is kept in system management mode, without which the firmware does not start. */
  readonly smm: boolean;
  readonly acpiS3: boolean;
  readonly amdSev: boolean;
  readonly tdx: boolean;
  /** It measures what it starts into a TPM 2.0 and has the protocol for it. */
  readonly tpm: boolean;
  /** Of the DXE core, so of the firmware as a guest sees it. */
  readonly dxeArchitecture: ImageArchitecture;
}

/**
 * Reads all modules of an image and unpacks compressed ones, which takes up to a second. Undefined if the DXE core is missing, or if not all
 * modules can be read, for example because that costs too much. Rejects only if the medium fails.
 */
export async function readDeepFacts(
  file: ImageReader,
  budget = new Budget(DEEP_BUDGET),
  pause?: Pause,
): Promise<DeepFacts | undefined> {
  const { reader } = await readGuestImage(makeLimitedReader(file, budget), budget);
  const modules = reader && (await readModules(reader, budget, pause));
  const dxeCore = modules?.find(({ type }) => type === FileType.dxeCore);
  const dxeArchitecture = dxeCore && (await findExecutable(dxeCore.reader, dxeCore))?.architecture;
  if (!modules || !dxeArchitecture) return undefined;
  const guids = new Set(modules.map(({ guid }) => guid));
  const secureBoot = await hasSecureBoot(modules, guids);
  if (budget.isSpent) return undefined;
  return {
    secureBoot,
    smm: modules.some(isManagementMode) && !guids.has(VARIABLE_RUNTIME_DXE),
    acpiS3: guids.has(S3_RESUME_PEI) && guids.has(BOOT_SCRIPT_EXECUTOR_DXE),
    amdSev: guids.has(AMD_SEV_DXE),
    tdx: guids.has(TDX_DXE),
    tpm: guids.has(TCG2_DXE),
    dxeArchitecture,
  };
}

/** In units of a Budget. Real images, which unpack to 8 to 16 MiB and have up to 400 modules, take a third of it. */
const DEEP_BUDGET = 128 * 1024 * 1024;

/** Whether the module that guards the start of executables knows the signature database, and whether a module to set up keys exists. */
async function hasSecureBoot(
  modules: readonly Module[],
  guids: ReadonlySet<string>,
): Promise<boolean | undefined> {
  const canBeSetUp = guids.has(SECURE_BOOT_CONFIG_DXE);
  const guard = modules.find(({ guid }) => guid === SECURITY_STUB_DXE);
  const code = await guard?.reader.read(guard.start, guard.end - guard.start);
  const isEnforced = code !== undefined && includes(code, toGuidBytes(SIGNATURE_DATABASE));
  return isEnforced === canBeSetUp ? isEnforced : undefined;
}

function isManagementMode({ type }: Module): boolean {
  return type === FileType.mm || type === FileType.mmCore;
}

function includes(bytes: Uint8Array, part: Uint8Array): boolean {
  const [first = 0] = part;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (part.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

// The names of modules, as edk2 gives them (FILE_GUID).
const VARIABLE_RUNTIME_DXE = 'cbd2e4d5-7068-4ff5-b462-9822b4ad8d60';
const S3_RESUME_PEI = '89e549b0-7cfe-449d-9ba3-10d8b2312d71';
const BOOT_SCRIPT_EXECUTOR_DXE = 'fa20568b-548b-4b2b-81ef-1ba08d4a3cec';
const AMD_SEV_DXE = '2ec9da37-ee35-4de9-86c5-6d9a81dc38a7';
const TDX_DXE = 'e750224e-7bce-40af-b5bb-47e3611eb5c2';
const TCG2_DXE = 'fdff263d-5f68-4591-87ba-b768f445a9af';
const SECURE_BOOT_CONFIG_DXE = 'f0e6a44f-7195-41c3-ac64-54f202cd0a21';
const SECURITY_STUB_DXE = 'f80697e9-7fd6-4665-8646-88e33ef71dfc';
/** gEfiImageSecurityDatabaseGuid, the vendor of db and dbx. */
const SIGNATURE_DATABASE = 'd719b2cb-3d3a-4596-a3bc-dad00e67656f';
