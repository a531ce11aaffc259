import { t } from '../../text/translations';
import { listUsualGlobs } from '../../descriptor/machineTypes';
import { findMember, isObjectType, listEnumValues } from '../../qapi/lookup';
import type { Schema } from '../../qapi/schema';
import {
  describeLoading,
  listAllTemplates,
  nameTemplate,
  type DescriptorTemplate,
} from './descriptorTemplates';
import type { CompletionProposal } from './proposal';
import {
  listMemberValues,
  makeFixedTemplate,
  makeGrowingTemplate,
  makeListTemplate,
  makeTextTemplate,
} from './starts';
import { toSnippet, type Template, type TemplateMember } from './template';

/** A template of a whole descriptor as an LSP snippet: a tab for each level of indentation, line feeds as line ends. */
export interface DescriptorSnippet {
  /** The same in every language. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly snippet: string;
}

/** Lists the templates whose parts are all in the schema, the most common first. */
export function listDescriptorSnippets(schema: Schema): DescriptorSnippet[] {
  return proposeSkeletons(schema).map(({ id, label, detail, value }) => ({
    ...{ id, label, detail },
    snippet: toSnippet(value, { spread: true, indent: '\t', lineEnd: '\n' }),
  }));
}

/** Returns them as proposals. */
export function proposeSkeletons(schema: Schema): (CompletionProposal & { readonly id: string })[] {
  return listAllTemplates()
    .filter((template) => isKnown(template, schema))
    .map((template, index) => {
      const { interfaceType, loading, architectures, features } = template;
      const [short, detail] = describeLoading(loading);
      const name = [nameTemplate(template, t), ...architectures].join(', ');
      return {
        id: [interfaceType, loading, ...architectures, ...features].join('-'),
        label: `${name} (${short})`,
        parts: [name, short],
        kind: 'skeleton',
        value: makeDescriptor(template, schema),
        detail,
        preselect: index === 0,
      };
    });
}

function isKnown(template: DescriptorTemplate, schema: Schema): boolean {
  const { interfaceType, loading, architectures, features } = template;
  const known = new Set(
    ['FirmwareDevice', 'FirmwareFeature', 'FirmwareOSInterface'].flatMap(
      (name) => listEnumValues(schema, name)?.map((value) => value.name) ?? [],
    ),
  );
  const hasLoading =
    loading === 'uefi-vars'
      ? hasMember(schema, 'FirmwareMappingMemory', loading)
      : (loading !== 'combined' && loading !== 'stateless') || hasModes(schema);
  const all = listArchitectures(schema);
  return (
    hasLoading &&
    [getDevice(template), interfaceType, ...features].every((name) => known.has(name)) &&
    architectures.every((name) => all.includes(name))
  );
}

function makeDescriptor(template: DescriptorTemplate, schema: Schema): Template {
  const { interfaceType, architectures, machines, features } = template;
  const name = nameTemplate(template, (text, value = '') => text.replace('{0}', value));
  const targets = architectures.map((architecture) =>
    makeObject(
      ['architecture', makeChoice(architecture, listArchitectures(schema))],
      [
        'machines',
        makeListTemplate(...machines.map((machine) => makeChoice(machine, listUsualGlobs(architecture)))),
      ],
    ),
  );
  return makeObject(
    ['description', makeTextTemplate(`${describeFirmware(name)}, ${architectures.join(', ')}`)],
    ['interface-types', makeListTemplate(makeFixedTemplate(interfaceType))],
    ['mapping', makeMapping(template, schema)],
    ['targets', makeListTemplate(...targets)],
    ['features', makeGrowingTemplate(...features.map(makeFixedTemplate))],
    ['tags', makeListTemplate()],
  );
}

/** Returns the short name of a template in words. */
function describeFirmware(name: string): string {
  return name.replace('UEFI', 'UEFI firmware').replace('enrolled', 'Secure Boot and enrolled');
}

function makeMapping(template: DescriptorTemplate, schema: Schema): Template {
  const { loading, images } = template;
  const device = getDevice(template);
  const start: TemplateMember = ['device', makeFixedTemplate(device)];
  const paths = images.map(makeTextTemplate);
  if (device !== 'flash') {
    const members = paths.map((path, index): TemplateMember =>
      index === 0 ? ['filename', path] : [loading, makeObject(['template', path])],
    );
    return makeObject(start, ...members);
  }
  const format: Template = {
    kind: 'choice',
    values: listMemberValues(schema, 'FirmwareFlashFile', 'format'),
  };
  const files = paths.map((path, index): TemplateMember => [
    index === 0 ? 'executable' : 'nvram-template',
    makeObject(['filename', path], ['format', format]),
  ]);
  const mode: TemplateMember[] = hasModes(schema) ? [['mode', makeFixedTemplate(loading)]] : [];
  return makeObject(start, ...mode, ...files);
}

/** A choice of the values, this one first. */
function makeChoice(first: string, values: readonly string[]): Template {
  return { kind: 'choice', values: [...new Set([first, ...values])] };
}

function makeObject(...members: readonly TemplateMember[]): Template {
  return { kind: 'object', members };
}

function getDevice({ loading }: DescriptorTemplate): string {
  if (loading === 'uefi-vars') return 'memory';
  return loading === 'memory' || loading === 'kernel' || loading === 'igvm' ? loading : 'flash';
}

function listArchitectures(schema: Schema): readonly string[] {
  return listMemberValues(schema, 'FirmwareTarget', 'architecture');
}

function hasModes(schema: Schema): boolean {
  return hasMember(schema, 'FirmwareMappingFlash', 'mode');
}

function hasMember(schema: Schema, typeName: string, name: string): boolean {
  const type = schema.definitions.get(typeName);
  return isObjectType(type) && findMember(schema, type, name) !== undefined;
}
