/** The outcome for a guest and its firmware: plain data that all programs share. */

/**
 * *starts*: the program selects a descriptor and no problem is known that keeps the guest from starting. *own*: the guest's own images are
 * taken as they are, no descriptor is needed. *refused*: the program rejects the guest, before or after the choice, or what it gives the
 * guest cannot start. *none*: no descriptor matches.
 */
export type Outcome = 'starts' | 'own' | 'refused' | 'none';

/** Something about a guest and its firmware that people should know. An *error* keeps the guest from starting. */
export interface GuestProblem {
  /** Stable, such as `image-missing`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  /** What is wrong, why it matters, what to do. */
  readonly message: string;
  /** The element or attribute of the guest's definition that it is about, such as `os/nvram/@format`. */
  readonly element?: string | undefined;
  /** What the value of that place should probably be, such as the path of an existing image. */
  readonly suggestion?: string | undefined;
}

/** The firmware part of a guest after the program has filled it in, in the terms of libvirt's `<os>`. */
export interface FilledOs {
  readonly firmware?: 'efi' | 'bios' | undefined;
  readonly loader?:
    | {
        readonly path: string;
        readonly type: 'rom' | 'pflash';
        readonly format?: string | undefined;
        readonly readonly?: boolean | undefined;
        readonly secure?: boolean | undefined;
        readonly stateless?: boolean | undefined;
      }
    | undefined;
  /** The file with the guest's variables, which is made from the template. The path is undefined where the program chooses it. */
  readonly nvram?:
    | {
        readonly path?: string | undefined;
        readonly format?: string | undefined;
        readonly template?: string | undefined;
        readonly templateFormat?: string | undefined;
      }
    | undefined;
  /** The variable store of firmware in memory, with `uefi-vars`. */
  readonly varstore?:
    { readonly path?: string | undefined; readonly template?: string | undefined } | undefined;
  /** Whether the program switches SMM on for the firmware. */
  readonly smm?: boolean | undefined;
  /** The features of the firmware that the guest has, or must not have. */
  readonly features?: readonly { readonly name: string; readonly enabled: boolean }[] | undefined;
}
