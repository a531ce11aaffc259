import { t } from '../../text/translations';
import { listUsualGlobs } from '../../descriptor/machineTypes';
import { isObjectType, listEnumValues, findMember } from '../../qapi/lookup';
import type { Schema } from '../../qapi/schema';
import { describeLoading, listAllTemplates, type DescriptorTemplate } from './descriptorTemplates';
import type { CompletionProposal } from './proposal';
import {
  listMemberValues,
  makeFixedTemplate,
  makeGrowingTemplate,
  makeListTemplate,
  makeTextTemplate,
} from './starts';
import { toSnippet, type Template, type TemplateMember } from './template';

/** A whole descriptor to start from, as an LSP snippet: a tab for each level of indentation, line feeds as line ends. */
export interface DescriptorSnippet {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly snippet: string;
}

/** The templates whose every part the schema knows, the most common first. */
export function listDescriptorSnippets(schema: Schema): DescriptorSnippet[] {
  return listUsable(schema).map((template) => ({
    id: template.id,
    ...describeTemplate(template),
    snippet: toSnippet(makeDescriptor(template, schema), { spread: true, indent: '\t', lineEnd: '\n' }),
  }));
}

/** The same as proposals. */
export function proposeSkeletons(schema: Schema): CompletionProposal[] {
  return listUsable(schema).map((template, index) => ({
    ...describeTemplate(template),
    kind: 'skeleton',
    value: makeDescriptor(template, schema),
    preselect: index === 0,
  }));
}

function describeTemplate({
  name,
  architectures,
  loading,
}: DescriptorTemplate): Pick<DescriptorSnippet, 'label' | 'detail'> {
  const [short, detail] = describeLoading(loading);
  return { label: t('{0}, {1} ({2})', name, architectures.join(', '), short), detail };
}

function listUsable(schema: Schema): DescriptorTemplate[] {
  const known = new Set(
    ['FirmwareDevice', 'FirmwareFeature', 'FirmwareOSInterface'].flatMap(
      (name) => listEnumValues(schema, name)?.map((value) => value.name) ?? [],
    ),
  );
  const architectures = listMemberValues(schema, 'FirmwareTarget', 'architecture');
  return listAllTemplates().filter(
    (template) =>
      [getDevice(template), getInterface(template), ...(template.features ?? [])].every((name) =>
        known.has(name),
      ) &&
      template.architectures.every((name) => architectures.includes(name)) &&
      hasLoading(template, schema),
  );
}

/** Modes came later than flash, and variables in JSON later than memory. */
function hasLoading({ loading }: DescriptorTemplate, schema: Schema): boolean {
  if (loading === 'uefi-vars') return hasMember(schema, 'FirmwareMappingMemory', loading);
  return (loading !== 'combined' && loading !== 'stateless') || hasModes(schema);
}

function makeDescriptor(template: DescriptorTemplate, schema: Schema): Template {
  const { architectures, machines, features = [] } = template;
  const [main = ''] = architectures;
  return makeObject(
    ['description', makeTextTemplate(template.description ?? `UEFI firmware for ${main}`)],
    ['interface-types', makeListTemplate(makeFixedTemplate(getInterface(template)))],
    ['mapping', makeMapping(template, schema)],
    [
      'targets',
      makeListTemplate(
        ...architectures.map((architecture) =>
          makeObject(
            [
              'architecture',
              makeChoice(architecture, listMemberValues(schema, 'FirmwareTarget', 'architecture')),
            ],
            [
              'machines',
              makeListTemplate(
                ...machines.map((machine) => makeChoice(machine, listUsualGlobs(architecture))),
              ),
            ],
          ),
        ),
      ),
    ],
    ['features', makeGrowingTemplate(...features.map(makeFixedTemplate))],
    ['tags', makeListTemplate()],
  );
}

function makeMapping(template: DescriptorTemplate, schema: Schema): Template {
  const { loading, images } = template;
  const device = getDevice(template);
  const [image, variables] = images;
  const members: TemplateMember[] = [['device', makeFixedTemplate(device)]];
  if (device !== 'flash') {
    members.push(['filename', makeTextTemplate(image)]);
    if (variables !== undefined)
      members.push([loading, makeObject(['template', makeTextTemplate(variables)])]);
    return makeObject(...members);
  }
  if (hasModes(schema)) members.push(['mode', makeFixedTemplate(loading)]);
  members.push(['executable', makeFlashFile(image, schema)]);
  if (variables !== undefined) members.push(['nvram-template', makeFlashFile(variables, schema)]);
  return makeObject(...members);
}

function makeFlashFile(filename: string, schema: Schema): Template {
  const formats = listMemberValues(schema, 'FirmwareFlashFile', 'format');
  return makeObject(
    ['filename', makeTextTemplate(filename)],
    ['format', { kind: 'choice', values: formats }],
  );
}

/** One of the values, this one first. */
function makeChoice(first: string, values: readonly string[]): Template {
  return { kind: 'choice', values: [first, ...values.filter((value) => value !== first)] };
}

function makeObject(...members: readonly TemplateMember[]): Template {
  return { kind: 'object', members };
}

function getDevice({ loading }: DescriptorTemplate): string {
  if (loading === 'uefi-vars') return 'memory';
  return loading === 'memory' || loading === 'kernel' || loading === 'igvm' ? loading : 'flash';
}

function getInterface({ interfaceType = 'uefi' }: DescriptorTemplate): string {
  return interfaceType;
}

function hasModes(schema: Schema): boolean {
  return hasMember(schema, 'FirmwareMappingFlash', 'mode');
}

function hasMember(schema: Schema, typeName: string, name: string): boolean {
  const type = schema.definitions.get(typeName);
  return isObjectType(type) && findMember(schema, type, name) !== undefined;
}
