import { t } from '../../text/translations';
import { listEntries } from '../../qapi/lookup';
import type { Definition, DocComment } from '../../qapi/schema';
import type { TextRange } from '../../text/lineIndex';
import { formatType } from '../documentation';
import type { CompletionHost, QapiProposal } from './completion';
import type { QapiFile } from './qapiFile';
import { listFeatures, listReachableMembers } from './symbol';

/** Proposals for a place in a block of documentation: names after `@` and in backticks, and the words that start a section. */
export function completeDocumentation(
  file: QapiFile,
  offset: number,
  { views }: CompletionHost,
): QapiProposal[] {
  const found = file.docs.find(({ block }) => block.start < offset && offset <= block.end);
  if (!found) return [];
  const lineStart = file.text.lastIndexOf('\n', offset - 1) + 1;
  const before = file.text.slice(lineStart, offset);
  const name = /(?<![\w@])@(?<typed>[\w.-]*)$/.exec(before)?.groups?.typed;
  const link = /(?<!`)`(?<typed>[\w.-]*)$/.exec(before)?.groups?.typed;
  const rest = /^[\w.-]*/.exec(file.text.slice(offset))?.[0].length ?? 0;
  const place = (typed: string): TextRange => ({ start: offset - typed.length, end: offset + rest });
  if (link !== undefined)
    return unique(
      views.flatMap((view) =>
        [...view.schema.definitions.values()].map((each) =>
          makeProposal(kindOf(each), each.name, each.kind, place(link)),
        ),
      ),
    );
  const owner = findOwner(file, found.doc, found.block.end);
  if (name !== undefined) {
    const startsLine = /^[ \t]*#[ \t]*@[\w.-]*$/.test(before);
    const hasColon = file.text[offset + rest] === ':';
    return listNames(owner, startsLine && !hasColon, found.doc, place(name), views);
  }
  const word = /^[ \t]*# ?(?<typed>\.{0,2} ?[A-Za-z]*)$/.exec(before)?.groups?.typed;
  return word === undefined ? [] : listStarts(owner, found.doc, place(word));
}

/** Returns the definition that a block documents, even if its symbol is missing or wrong: the one that follows. */
function findOwner(file: QapiFile, doc: DocComment, end: number): Definition | undefined {
  const own = file.objects.find((each) => each.doc === doc)?.definition;
  if (own) return own;
  const next = file.objects.find(({ node }) => node.start >= end);
  const isNext = next && file.text.slice(end, next.node.start).trim() === '';
  return isNext ? next.definition : undefined;
}

function listNames(
  owner: Definition | undefined,
  describes: boolean,
  doc: DocComment,
  replace: TextRange,
  views: CompletionHost['views'],
): QapiProposal[] {
  if (!owner) return [];
  const described = new Set(doc.sections.map((section) => section.name));
  if (doc.symbol === undefined && describes)
    return [makeProposal(kindOf(owner), owner.name, owner.kind, replace, ':')];
  const own = owner.kind === 'union' ? owner.baseMembers : listEntries(owner);
  const entries = own.map((entry) => {
    const type = 'type' in entry ? formatType(entry.type as Parameters<typeof formatType>[0]) : '';
    return makeProposal(
      owner.kind === 'enum' ? 'value' : 'member',
      entry.name,
      type,
      replace,
      describes ? ': ' : '',
    );
  });
  const features = listFeatures(owner).map(({ name }) =>
    makeProposal('feature', name, t('feature'), replace, describes ? ': ' : ''),
  );
  const all = [...entries, ...features];
  if (describes) return unique(all.filter(({ label }) => !described.has(label)));
  const inherited = views.flatMap((view) =>
    listReachableMembers(owner, view).map(({ member }) =>
      makeProposal('member', member.name, formatType(member.type), replace),
    ),
  );
  return unique([...inherited, ...all]);
}

function listStarts(owner: Definition | undefined, doc: DocComment, replace: TextRange): QapiProposal[] {
  const has = new Set(doc.sections.map(({ kind }) => kind));
  const words = [
    ...(has.has('since') ? [] : ['Since: ']),
    ...(owner?.kind === 'command'
      ? [...(has.has('returns') ? [] : ['Returns: ']), ...(has.has('errors') ? [] : ['Errors: '])]
      : []),
    ...(has.has('feature') || !owner || listFeatures(owner).length === 0 ? [] : ['Features:']),
    ...['TODO: ', '.. note:: ', '.. qmp-example::'],
  ];
  return words.map((word) =>
    makeProposal('keyword', word.trim(), t('section'), replace, word.slice(word.trimEnd().length)),
  );
}

function kindOf({ kind }: Definition): 'command' | 'event' | 'type' {
  return kind === 'command' || kind === 'event' ? kind : 'type';
}

function makeProposal(
  kind: QapiProposal['kind'],
  label: string,
  detail: string,
  replace: TextRange,
  after = '',
): QapiProposal {
  return {
    kind,
    label,
    detail,
    insert: label + after,
    isSnippet: false,
    replace,
    deprecated: false,
    rank: 1,
  };
}

function unique(proposals: readonly QapiProposal[]): QapiProposal[] {
  return [...new Map(proposals.map((proposal) => [proposal.label, proposal])).values()];
}
