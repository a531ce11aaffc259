import { t } from '../../text/translations';
import type { Definition } from '../../qapi/schema';
import type { TextRange } from '../../text/lineIndex';
import type { CompletionHost, QapiProposal } from './completion';
import type { CodeContext, Level } from './completionContext';
import {
  BUILTIN_TYPES,
  describeBuiltin,
  describeKey,
  DIRECTIVES,
  FEATURES,
  FLAGS,
  KEYS,
  KINDS,
  PRAGMAS,
} from './language';
import type { QapiFile } from './qapiFile';
import { lookUp } from '../../text/table';

/** Proposals for a place in code. */
export function completeCode(context: CodeContext, file: QapiFile, host: CompletionHost): QapiProposal[] {
  return new CodeCompleter(context, file, host).list();
}

class CodeCompleter {
  private readonly replace: TextRange;

  constructor(
    private readonly context: CodeContext,
    private readonly file: QapiFile,
    private readonly host: CompletionHost,
  ) {
    this.replace = context.replace;
  }

  list(): QapiProposal[] {
    const { levels, wantsKey } = this.context;
    const [top, ...inner] = levels;
    if (!top) return this.listItems();
    const kind = KINDS.find((each) => top.keys.includes(each));
    if (inner.length === 0 && wantsKey) return this.listTopKeys(top, kind);
    if (top.key === 'include' || top.key === 'pragma') return this.listDirective(top.key, inner);
    if (!kind) return [];
    return this.listPart(kind, top, inner);
  }

  private listItems(): QapiProposal[] {
    const definitions = KINDS.map((kind) => this.snippet(kind, SKELETONS[kind], describeKey(kind)));
    return [...definitions, this.snippet('include', "{ 'include': '$1.json' }", describeKey('include'))];
  }

  private listTopKeys({ keys }: Level, kind: Definition['kind'] | undefined): QapiProposal[] {
    if (!kind) return keys.length > 0 ? [] : [...KINDS, ...DIRECTIVES].map((key, at) => this.key(key, at));
    return KEYS[kind].filter((key) => !keys.includes(key)).map((key, at) => this.key(key, at, kind));
  }

  private listDirective(directive: 'include' | 'pragma', inner: readonly Level[]): QapiProposal[] {
    if (directive === 'include')
      return this.host.includable.map((name) => this.string('file', name, t('schema file')));
    const [pragma, list] = inner;
    if (this.context.wantsKey && inner.length === 1)
      return PRAGMAS.filter((key) => pragma?.keys.includes(key) !== true).map((key, at) => this.key(key, at));
    if (pragma?.key === 'doc-required') return [this.literal('true'), this.literal('false')];
    return list ? this.definitions(() => true) : [];
  }

  private listPart(kind: Definition['kind'], top: Level, inner: readonly Level[]): QapiProposal[] {
    const [first, second] = inner;
    const { key } = top;
    if (key === undefined) return [];
    if (key === 'if') return this.listCondition(inner);
    if (key === 'features') return this.listFeatures(inner);
    if (key in FLAGS) return inner.length === 0 ? [this.literal(String(lookUp(FLAGS, key)))] : [];
    if (key === 'discriminator') return this.listDiscriminators(top);
    if (key === 'returns') return inner.length <= 1 ? this.types(inner.length > 0) : [];
    if (key === 'base' && !first) return this.types(false, (type) => type.kind === 'struct');
    if (key !== 'data' && key !== 'base') return [];
    if (!first) return kind === 'command' || kind === 'event' ? this.types(false, isObject) : [];
    if (kind === 'enum') return this.listDetails(inner.slice(1), 'name');
    if (!second && this.context.wantsKey) return kind === 'union' ? this.listBranches(top, first) : [];
    return this.listMember(kind, inner);
  }

  /** The value of a member or branch: a type, a list with one, or details. */
  private listMember(kind: Definition['kind'], [, ...below]: readonly Level[]): QapiProposal[] {
    const [second] = below;
    if (!second || (second.open === '[' && below.length === 1))
      return kind === 'union' ? this.types(false, isObject) : this.types(second !== undefined);
    return second.open === '{' ? this.listDetails(below, 'type') : [];
  }

  private listDetails(levels: readonly Level[], main: 'name' | 'type'): QapiProposal[] {
    const [details, ...inner] = levels;
    if (details?.open !== '{') return [];
    if (this.context.wantsKey && inner.length === 0)
      return [main, 'if', 'features']
        .filter((key) => !details.keys.includes(key))
        .map((key, at) => this.key(key, at));
    if (details.key === 'if') return this.listCondition(inner);
    if (details.key === 'features') return this.listFeatures(inner);
    return details.key === 'type' && main === 'type' && inner.length <= 1 ? this.types(inner.length > 0) : [];
  }

  private listFeatures(inner: readonly Level[]): QapiProposal[] {
    const details = inner[1];
    if (inner.length === 0) return [];
    if (details && this.context.wantsKey && inner.length === 2)
      return ['name', 'if'].filter((key) => !details.keys.includes(key)).map((key, at) => this.key(key, at));
    if (details?.key === 'if') return this.listCondition(inner.slice(2));
    const known = new Set(FEATURES);
    for (const each of this.file.names) if (each.role === 'feature' && each.name !== '') known.add(each.name);
    return [...known].map((name) => this.string('feature', name, t('feature'), describeKey(name)));
  }

  private listCondition(inner: readonly Level[]): QapiProposal[] {
    const last = inner.at(-1);
    if (this.context.wantsKey && last?.keys.length === 0)
      return ['all', 'any', 'not'].map((key, at) => this.key(key, at));
    const known = new Set<string>();
    for (const view of this.host.views)
      for (const file of view.files.values())
        for (const { role, name } of file.names) if (role === 'condition' && name !== '') known.add(name);
    return [...known].map((name) => this.string('condition', name, t('condition')));
  }

  private listDiscriminators({ values }: Level): QapiProposal[] {
    const base = values.get('base');
    const own = this.file.objectAt(this.replace.start)?.definition;
    const inherited =
      base === undefined
        ? []
        : this.host.views.flatMap((view) => {
            const type = view.find(base);
            return type?.kind === 'struct' ? type.members : [];
          });
    const members = own?.kind === 'union' && inherited.length === 0 ? own.baseMembers : inherited;
    return unique(
      members
        .filter(({ optional }) => !optional)
        .map(({ name, type }) => this.string('member', name, type.name)),
    );
  }

  /** The values of the discriminator’s enum that have no branch yet. */
  private listBranches({ values }: Level, { keys }: Level): QapiProposal[] {
    const [base, discriminator] = [values.get('base'), values.get('discriminator')];
    const own = this.file.objectAt(this.replace.start)?.definition;
    return unique(
      this.host.views.flatMap((view) => {
        const type = base === undefined ? undefined : view.find(base);
        const members = type?.kind === 'struct' ? type.members : own?.kind === 'union' ? own.baseMembers : [];
        const name = discriminator ?? (own?.kind === 'union' ? own.discriminator : undefined);
        const kind = view.find(members.find((member) => member.name === name)?.type.name ?? '');
        const free = kind?.kind === 'enum' ? kind.values.filter((value) => !keys.includes(value.name)) : [];
        return free.map((value) => ({
          ...this.key(value.name, 0),
          kind: 'value' as const,
          detail: kind?.name ?? '',
        }));
      }),
    );
  }

  /** @param isElement whether only a name may be written; otherwise a list in brackets may be, too */
  private types(isElement: boolean, fits: (type: Definition) => boolean = isType): QapiProposal[] {
    const builtins = fits === isType ? BUILTIN_TYPES : [];
    return [
      ...builtins.map((name) => ({
        ...this.string('type', name, t('built-in type'), describeBuiltin(name)),
        rank: 1,
      })),
      ...this.definitions(fits),
      ...(isElement || fits !== isType || this.isInString
        ? []
        : [this.snippet('[ ]', "[ '$1' ]", t('A list of values of a type.'))]),
    ];
  }

  private get isInString(): boolean {
    return this.replace.start < this.replace.end;
  }

  private definitions(fits: (type: Definition) => boolean): QapiProposal[] {
    return unique(
      this.host.views.flatMap((view) =>
        [...view.schema.definitions.values()].filter(fits).map((type) => ({
          ...this.string(kindOf(type), type.name, type.kind),
          deprecated: type.features.some(({ name }) => name === 'deprecated'),
        })),
      ),
    );
  }

  /** A key, with a colon unless it has one, and with the start of its value if that is always the same. */
  private key(name: string, rank: number, kind?: Definition['kind']): QapiProposal {
    const value = this.context.hasColon ? '' : `: ${startValue(name, kind)}`;
    const shared = this.make('keyword', name, '', describeKey(name));
    const insert = `'${escapeSnippet(name)}'${value}`;
    return { ...shared, insert, isSnippet: value.includes('$'), rank };
  }

  private string(kind: QapiProposal['kind'], name: string, detail: string, about?: string): QapiProposal {
    return { ...this.make(kind, name, detail, about), insert: `'${name}'` };
  }

  private literal(value: string): QapiProposal {
    return { ...this.make('keyword', value, '', undefined), insert: value };
  }

  private snippet(label: string, insert: string, about: string | undefined): QapiProposal {
    return { ...this.make('snippet', label, '', about), insert, isSnippet: true };
  }

  private make(
    kind: QapiProposal['kind'],
    label: string,
    detail: string,
    about: string | undefined,
  ): QapiProposal {
    const { replace } = this;
    return {
      kind,
      label,
      detail,
      insert: label,
      isSnippet: false,
      replace,
      deprecated: false,
      rank: 2,
      about,
    };
  }
}

function isType({ kind }: Definition): boolean {
  return kind !== 'command' && kind !== 'event';
}

function isObject({ kind }: Definition): boolean {
  return kind === 'struct' || kind === 'union';
}

function kindOf({ kind }: Definition): 'command' | 'event' | 'type' {
  return kind === 'command' || kind === 'event' ? kind : 'type';
}

/** Several views may have the same definition. */
function unique(proposals: readonly QapiProposal[]): QapiProposal[] {
  return [...new Map(proposals.map((proposal) => [proposal.label, proposal])).values()];
}

function startValue(key: string, kind: Definition['kind'] | undefined): string {
  const flag = lookUp(FLAGS, key);
  if (flag !== undefined) return String(flag);
  if (key === 'data') return kind === 'enum' ? "[ '$1' ]" : "{ '$1' }";
  if (key === 'features' || key === 'all' || key === 'any') return "[ '$1' ]";
  if (key === 'pragma') return "{ '$1' }";
  return key === 'doc-required' ? 'true' : key.endsWith('-exceptions') ? "[ '$1' ]" : "'$1'";
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Definitions with documentation, as QEMU writes them. */
const SKELETONS: Readonly<Record<Definition['kind'], string>> = {
  enum: "##\n# @${1:Name}:\n#\n# $2\n#\n# @${3:value}: $4\n#\n# Since: $5\n##\n{ 'enum': '${1:Name}',\n  'data': [ '${3:value}' ] }",
  struct:
    "##\n# @${1:Name}:\n#\n# $2\n#\n# @${3:member}: $4\n#\n# Since: $5\n##\n{ 'struct': '${1:Name}',\n  'data': { '${3:member}': '${6:str}' } }",
  union:
    "##\n# @${1:Name}:\n#\n# $2\n#\n# @${3:type}: $4\n#\n# Since: $5\n##\n{ 'union': '${1:Name}',\n  'base': { '${3:type}': '${6:Enum}' },\n  'discriminator': '${3:type}',\n  'data': { '${7:value}': '${8:Struct}' } }",
  alternate:
    "##\n# @${1:Name}:\n#\n# $2\n#\n# @${3:one}: $4\n#\n# Since: $5\n##\n{ 'alternate': '${1:Name}',\n  'data': { '${3:one}': '${6:str}' } }",
  command:
    "##\n# @${1:name}:\n#\n# $2\n#\n# @${3:argument}: $4\n#\n# Since: $5\n##\n{ 'command': '${1:name}',\n  'data': { '${3:argument}': '${6:str}' } }",
  event:
    "##\n# @${1:NAME}:\n#\n# $2\n#\n# @${3:member}: $4\n#\n# Since: $5\n##\n{ 'event': '${1:NAME}',\n  'data': { '${3:member}': '${6:str}' } }",
};
