import type { TextDocument } from 'vscode';
import type {
  ConsumerVerdict,
  CustomRequest,
  ExplainRequest,
  GuestWishes,
  ListedFinding,
  StatusRequest,
} from '../../server/src/lsp/protocol/customRequests';
import { makeVisible } from '../../server/src/text/visible';
import { isDomain } from './domainText';
import { formatExplanation } from './explanationText';
import { readList, readObject } from './givenValues';
import { listKnownConsumers } from './knownConsumers';
import { DESCRIPTOR } from './languages';
import { openNamedFile } from './modelFiles';
import type { ToolHost, ToolName } from './modelTools';
import { describeVerdicts } from './statusTexts';
import { t } from './texts';

/** The maximum length of an answer, in UTF-16 units: the context of a model is small. */
const MAX_LENGTH = 20_000;

const ANSWERS: Readonly<Record<ToolName, (input: Input, host: ToolHost) => Promise<string>>> = {
  explain_selection: explainSelection,
  check_file: checkFile,
  list_consumers: listConsumers,
};

type Input = Readonly<Record<string, unknown>>;

/**
 * Answers the call of a language model, as plain text.
 *
 * @param input anything; values that the tool does not accept are errors
 * @throws an error whose message tells the model what is wrong
 */
export async function answerTool(name: ToolName, input: unknown, host: ToolHost): Promise<string> {
  const text = await ANSWERS[name](readObject(input), host);
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}\n${t('The rest is left out.')}\n`;
}

/** Answers like `qemu-firmware explain`. */
async function explainSelection(input: Input, host: ToolHost): Promise<string> {
  if (!host.hasFiles)
    throw new Error(t('This needs the files of a machine. In a browser, open a folder that contains them.'));
  const consumer = input.consumer === undefined ? undefined : readConsumer(input.consumer);
  const [title, params] = await readGuest(input, host);
  const found = await host.server.request<ExplainRequest>('qemuFirmware/explain', { ...params, consumer });
  if (!found) throw noAnswer();
  return formatExplanation(title, found);
}

async function readGuest(
  input: Input,
  host: ToolHost,
): Promise<readonly [title: string, params: ExplainRequest['params']]> {
  if (input.domain === undefined) return [t('Firmware for a guest'), { guest: readWishes(input) }];
  const domain = await openNamedFile(input.domain, host);
  if (!isDomain(domain)) throw new Error(t('Not a libvirt domain: {0}', domain.fileName));
  const name = domain.fileName.split(/[\\/]/).at(-1) ?? '';
  return [t('Firmware for {0}', name), { guest: domain.getText(), uri: domain.uri.toString() }];
}

type Check = (value: unknown) => boolean;
const isName: Check = (value) => typeof value === 'string' && /^[\w.+-]{1,64}$/.test(value);
const isAnswer: Check = (value) => typeof value === 'boolean';
const isOneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((known) => known === value);

/** The values that requirements may have. */
const WISHES: Readonly<Record<keyof GuestWishes, Check>> = {
  architecture: isName,
  machine: isName,
  firmware: isOneOf('uefi', 'bios'),
  secureBoot: isAnswer,
  enrolledKeys: isAnswer,
  smm: isAnswer,
  stateless: isAnswer,
  confidential: isOneOf('sev', 'sev-es', 'sev-snp', 'tdx'),
};

function readWishes(input: Input): GuestWishes {
  const wishes: Record<string, unknown> = {};
  for (const [name, isValid] of Object.entries(WISHES)) {
    const value = input[name];
    if (value !== undefined && !isValid(value)) throw new Error(t('Invalid value of “{0}”.', name));
    wishes[name] = value;
  }
  if (wishes.architecture === undefined) throw new Error(t('Name a domain or an architecture.'));
  return wishes;
}

function readConsumer(value: unknown): string {
  const known = listKnownConsumers();
  const found = known.find((id) => id === value);
  if (found === undefined) throw new Error(t('Unknown consumer; known consumers: {0}', known.join(', ')));
  return found;
}

/** Answers like `qemu-firmware lint`, for one descriptor or domain. */
async function checkFile({ path }: Input, host: ToolHost): Promise<string> {
  const document = await openNamedFile(path, host);
  const isReadable = document.languageId === DESCRIPTOR || isDomain(document);
  if (!isReadable)
    throw new Error(t('Not a firmware descriptor or a libvirt domain: {0}', document.fileName));
  const found = await listFindings(document, host);
  const lines = found.map((each) => formatFinding(each, document));
  return lines.length === 0 ? `${t('No problems found.')}\n` : lines.join('');
}

interface DiagnosticRequest extends CustomRequest {
  readonly method: 'textDocument/diagnostic';
  readonly params: { readonly textDocument: { readonly uri: string } };
  readonly result: { readonly items?: readonly Found[] };
}

/** A diagnostic of LSP. */
interface Found extends Omit<ListedFinding, 'message'> {
  readonly message: string | { readonly value: string };
}

async function listFindings({ uri }: TextDocument, { server }: ToolHost): Promise<readonly Found[]> {
  const params = { textDocument: { uri: uri.toString() } };
  const found = await server.request<DiagnosticRequest>('textDocument/diagnostic', params);
  if (!found) throw noAnswer();
  return found.items ?? [];
}

const SEVERITIES = { 1: 'error', 2: 'warning', 3: 'information', 4: 'hint' } as const;

/** Formats a finding as the command line prints it. */
function formatFinding({ range, severity, code, message }: Found, { fileName }: TextDocument): string {
  const { line, character } = range.start;
  const text = typeof message === 'string' ? message : message.value;
  const place = `${fileName}:${line + 1}:${character + 1}`;
  return `${makeVisible(`${place}: ${SEVERITIES[severity]}: ${text} [${code}]`)}\n`;
}

/** Answers like `qemu-firmware lint --consumer`, for all consumers unless some are named. */
async function listConsumers({ path, consumers }: Input, host: ToolHost): Promise<string> {
  if (consumers !== undefined && !Array.isArray(consumers))
    throw new Error(t('Invalid value of “{0}”.', 'consumers'));
  const named = readList(consumers).map(readConsumer);
  const document = await openNamedFile(path, host);
  const params = { uri: document.uri.toString(), consumers: named.length > 0 ? named : listKnownConsumers() };
  const found =
    document.languageId === DESCRIPTOR &&
    (await host.server.request<StatusRequest>('qemuFirmware/status', params));
  if (!found) throw new Error(t('Not a firmware descriptor: {0}', document.fileName));
  const codes = new Set(found.verdicts.flatMap(({ because }) => because));
  const reasons = codes.size === 0 ? [] : await listFindings(document, host);
  return [
    ...found.verdicts.map(formatVerdict),
    ...reasons.filter(({ code }) => codes.has(code)).map((each) => formatFinding(each, document)),
  ].join('');
}

function formatVerdict(verdict: ConsumerVerdict): string {
  return `${verdict.consumer}: ${makeVisible(describeVerdicts([verdict]))}\n`;
}

function noAnswer(): Error {
  return new Error(t('The language server has no answer; its log may have the reason.'));
}
