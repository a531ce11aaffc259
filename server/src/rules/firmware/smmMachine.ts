import { t } from '../../text/translations';
import { isX86 } from '../../descriptor/architectures';
import { globsOverlap } from '../../descriptor/machineGlob';
import { findFeature } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { removeFeature } from '../shared/features';
import { replacePattern } from '../shared/machines';

export const smmMachine: Rule = {
  code: 'smm-machine',
  severity: 'warning',
  concerns: ['SMM'],
  *check(document) {
    const smm = findFeature(document.view, 'requires-smm');
    if (!smm) return;
    for (const target of document.view.targets) {
      const { architecture } = target;
      if (!architecture) continue;
      const isPc = isX86(architecture.value);
      const wrong = isPc ? target.machines.find(({ value }) => !isQ35Only(value)) : undefined;
      if (isPc && !wrong) continue;
      yield {
        range: wrong?.json ?? architecture.json,
        message: wrong
          ? t(
              '“{0}” matches machine types without SMM; the firmware hangs on them. “requires-smm” works only with pc-q35 machine types of x86_64 or i386.',
              wrong.value,
            )
          : t(
              '{0} has no SMM; the firmware hangs on it. “requires-smm” works only with pc-q35 machine types of x86_64 or i386.',
              architecture.value,
            ),
        related: [{ range: smm.json, message: t('“{0}” is listed here', smm.value) }],
        fixes: [
          ...(wrong ? [replacePattern(document, target, wrong, 'pc-q35-*')] : []),
          ...removeFeature(document, smm),
        ],
      };
    }
  },
};

export const smmMachineDocs: RuleDocs = {
  rule: smmMachine,
  title: 'System Management Mode on a machine without it',
  documentation: `Firmware with \`requires-smm\` runs only on machine types for which QEMU emulates System Management Mode: pc-q35
on i386 and x86_64. On another machine type, the guest hangs before it shows anything. List only machine types with SMM, or remove
the feature if the build does not need it.`,
  examples: () => ({
    valid: [
      withMembers({
        features: ['requires-smm', 'secure-boot'],
        targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
      }),
    ],
    invalid: [
      withMembers({
        features: ['requires-smm', 'secure-boot'],
        targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*'] }],
      }),
    ],
  }),
};

/** Whether a pattern matches only machine types of the q35 family. machine-alias reports an alias. */
function isQ35Only(pattern: string): boolean {
  return (
    pattern === 'q35' ||
    pattern.startsWith('pc-q35-') ||
    !OTHER_MACHINES.some((glob) => globsOverlap(glob, pattern))
  );
}

const OTHER_MACHINES = ['pc-i440fx-*', 'isapc', 'microvm', 'xenfv-*', 'pc'];
