import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { suggestValue } from '../../descriptor/suggestedValue';
import type { TypedList } from '../../descriptor/typedTree';
import type { DescriptorDocument } from '../../descriptor/document';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';

export const neverMatches: Rule = {
  code: 'never-matches',
  severity: 'warning',
  concerns: ['empty list'],
  *check(document) {
    for (const node of document.nodesOf('list')) {
      const name = node.member?.name;
      if (node.json.elements.length > 0 || (name !== 'targets' && name !== 'machines')) continue;
      yield {
        range: node.json,
        message:
          name === 'targets'
            ? t(
                '“targets” is empty, so no guest is ever given this firmware. List the architectures and machine types that it runs on.',
              )
            : t(
                '“machines” is empty, so no guest is ever given this firmware. List the machine types that it runs on.',
              ),
        fixes: [fill(document, node, name)],
      };
    }
  },
};

export const neverMatchesDocs: RuleDocs = {
  rule: neverMatches,
  title: 'A descriptor without targets or machines',
  documentation: `A descriptor without targets, or a target without machines, is valid but matches no guest: libvirt compares the
guest’s architecture and machine type with each target. [qemuFirmwareMatchesMachineArch]`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      withMembers({ targets: [] }),
      withMembers({ targets: [{ architecture: 'x86_64', machines: [] }] }),
    ],
  }),
};

function fill(document: DescriptorDocument, list: TypedList, name: string): Fix {
  const target = list.member?.object;
  const architecture = document.view.targets.find(({ object }) => object === target)?.architecture?.value;
  const type = { name: list.elementType, isArray: true };
  const value = suggestValue({ name, type, architecture }, document.view, document.context.schema);
  return {
    title: t('Add {0}', JSON.stringify(value)),
    edits: [replaceValue(document.text, list.json, value)],
  };
}
