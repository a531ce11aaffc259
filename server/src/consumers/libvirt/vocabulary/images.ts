/** `<loader>`, `<nvram>` and `<varstore>`. [docs/formatdomain.rst; domaincommon.rng; releases 9.0, 11.3 and 12.8] */
import { tMarkdown } from '../../../text/translations';
import { FORMATS, YES_NO, type ElementWord } from './word';

export const IMAGE_WORDS: readonly ElementWord[] = [
  {
    place: 'os/loader',
    about: () =>
      tMarkdown(
        'The absolute path of the firmware image on the host. Without a path, the attributes are requirements that the firmware must meet.',
      ),
    effect: () =>
      tMarkdown(
        'With a path, only descriptors that name this image fit. Without one, `firmware` must be set in `<os>`, so that libvirt selects the firmware.',
      ),
    notes: [
      {
        before: '9.2',
        text: () => tMarkdown('rejects a path together with `firmware` in `<os>`'),
      },
      {
        from: '9.2',
        text: () =>
          tMarkdown(
            'fills in what the definition omits, but only if a descriptor names the image in the definition’s `pflash` loader',
          ),
      },
    ],
    content: { kind: 'executable' },
    attributes: [
      {
        name: 'readonly',
        about: () => tMarkdown('Whether the image is read-only for the guest. Shared firmware needs `yes`.'),
        byDefault: () => tMarkdown('`yes` for firmware that libvirt selects, except in the mode `combined`'),
        effect: () => tMarkdown('`no` excludes firmware that keeps its variables in another file.'),
        notes: [
          { before: '9.2', text: () => tMarkdown('rejects it together with `firmware` in `<os>`') },
          {
            before: '9.2',
            text: () => tMarkdown('attaches a `pflash` image as writable if the attribute is missing'),
          },
        ],
        content: YES_NO,
      },
      {
        name: 'type',
        about: () => tMarkdown('How the image is attached.'),
        byDefault: () => tMarkdown('`rom` if `<loader>` has a path and libvirt does not select the firmware'),
        notes: [{ before: '9.2', text: () => tMarkdown('rejects it together with `firmware` in `<os>`') }],
        content: {
          kind: 'values',
          values: [
            {
              name: 'pflash',
              about: () =>
                tMarkdown(
                  'In flash, which can keep variables. Only descriptors with the device `flash` fit.',
                ),
            },
            {
              name: 'rom',
              about: () =>
                tMarkdown(
                  'Firmware in memory, as with QEMU’s option `-bios`; most such firmware keeps no variables. Excludes descriptors with the device `flash`.',
                ),
            },
          ],
        },
      },
      {
        name: 'secure',
        about: () =>
          tMarkdown(
            'Whether only System Management Mode can write to the flash. Needs the machine type q35. It does not turn on Secure Boot.',
          ),
        since: '2.1',
        byDefault: () => tMarkdown('`yes` if libvirt selects firmware with the feature `requires-smm`'),
        effect: () => tMarkdown('`yes` requires the feature `requires-smm`; `no` excludes it.'),
        notes: [{ before: '9.2', text: () => tMarkdown('rejects `no` together with `firmware` in `<os>`') }],
        content: YES_NO,
      },
      {
        name: 'stateless',
        about: () => tMarkdown('`yes` if the firmware keeps no variables; the guest then has no `<nvram>`.'),
        since: '8.6',
        effect: () => tMarkdown('`yes` requires firmware that keeps no variables; `no` excludes it.'),
        content: YES_NO,
      },
      {
        name: 'format',
        about: () => tMarkdown('The format of the image. Fedora’s images in flash are often `qcow2`.'),
        since: '9.2',
        byDefault: () => tMarkdown('`raw`, or the format that the descriptor states'),
        effect: () => tMarkdown('Must be the `format` of the descriptor’s `executable`.'),
        content: FORMATS,
      },
    ],
  },
  {
    place: 'os/nvram',
    about: () =>
      tMarkdown(
        'The guest’s own file for UEFI variables, a copy of the template. Never name a shared image here.',
      ),
    since: '1.2.8',
    byDefault: () =>
      tMarkdown('`/var/lib/libvirt/qemu/nvram/NAME_VARS.fd` (or `.qcow2`), if the firmware needs one'),
    effect: () => tMarkdown('Unused by firmware in memory.'),
    notes: [
      {
        from: '12',
        text: () =>
          tMarkdown('selects only firmware in flash for a guest with this element, even if it is empty'),
      },
    ],
    content: { kind: 'path' },
    attributes: [
      {
        name: 'template',
        about: () =>
          tMarkdown(
            'The file that is copied when the guest first starts. It must be of the same build as the loader.',
          ),
        byDefault: () => tMarkdown('the template of the descriptor, or of `nvram` in `qemu.conf`'),
        effect: () => tMarkdown('Must be the descriptor’s `nvram-template`.'),
        notes: [{ before: '9.2', text: () => tMarkdown('rejects it together with `firmware` in `<os>`') }],
        content: { kind: 'template' },
      },
      {
        name: 'templateFormat',
        about: () => tMarkdown('The format of the template.'),
        since: '10.10',
        byDefault: () => tMarkdown('the format that the descriptor states'),
        notes: [
          { before: '12', text: () => tMarkdown('replaces it with the format that the descriptor states') },
          {
            from: '12',
            text: () => tMarkdown('accepts only the format of the descriptor’s `nvram-template`'),
          },
        ],
        content: FORMATS,
      },
      {
        name: 'format',
        about: () => tMarkdown('The format of the guest’s file. Internal snapshots need `qcow2`.'),
        since: '9.2',
        byDefault: () => tMarkdown('`raw`, or the format of the template'),
        notes: [
          {
            from: '9.2',
            before: '12',
            text: () => tMarkdown('compares this format with that of the descriptor’s `executable`'),
          },
          {
            from: '12',
            text: () => tMarkdown('compares this format with that of the descriptor’s `nvram-template`'),
          },
        ],
        content: FORMATS,
      },
      {
        name: 'type',
        about: () =>
          tMarkdown(
            'The kind of storage. If this attribute is set, `<source>` names the storage, and the text of this element does not.',
          ),
        since: '8.5',
        byDefault: () => tMarkdown('a file that the text names'),
        content: {
          kind: 'values',
          values: [
            { name: 'file' },
            { name: 'block', about: () => tMarkdown('A block device.') },
            {
              name: 'network',
              about: () => tMarkdown('Storage on another computer. It must exist: no template is copied.'),
            },
          ],
        },
      },
    ],
  },
  {
    place: 'os/nvram/source',
    about: () => tMarkdown('The storage of the variables. Ignored unless `<nvram>` has a `type`.'),
    since: '8.5',
    attributes: [
      {
        name: 'file',
        about: () => tMarkdown('The path of the file, for the type `file`.'),
        content: { kind: 'path' },
      },
      {
        name: 'dev',
        about: () => tMarkdown('The path of the device, for the type `block`.'),
        content: { kind: 'path' },
      },
      {
        name: 'protocol',
        about: () => tMarkdown('The protocol, for the type `network`.'),
        content: { kind: 'values', values: ['iscsi', 'nbd', 'rbd', 'nfs', 'ssh'].map((name) => ({ name })) },
      },
      {
        name: 'name',
        about: () => tMarkdown('The name of the storage on its server, for the type `network`.'),
        content: { kind: 'text' },
      },
    ],
  },
  {
    place: 'os/varstore',
    about: () =>
      tMarkdown(
        'For firmware in memory: the file in which QEMU itself keeps the UEFI variables of this guest (“uefi-vars”).',
      ),
    since: '12.1',
    effect: () =>
      tMarkdown(
        'Requires a descriptor with `uefi-vars` and the device `memory`. Not possible together with `<nvram>`.',
      ),
    attributes: [
      {
        name: 'path',
        about: () => tMarkdown('The path of the guest’s file.'),
        byDefault: () => tMarkdown('`/var/lib/libvirt/qemu/varstore/NAME.json`'),
        content: { kind: 'path' },
      },
      {
        name: 'template',
        about: () => tMarkdown('The JSON file that is copied when the guest first starts.'),
        byDefault: () => tMarkdown('the template of the descriptor'),
        effect: () => tMarkdown('Must be the template of the descriptor’s `uefi-vars`.'),
        content: { kind: 'store-template' },
      },
    ],
  },
];
