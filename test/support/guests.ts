import { DomainDocument } from '../../server/src/domain/document';
import { DESCRIPTORS } from '../../server/src/rules/shared/guestExamples';
import type { GuestExample, GuestFinding } from '../../server/src/rules/guestRule';
import { NEWEST_RELEASE, getSchema } from '../../server/src/schema/bundled';
import { DomainChecker, type CheckedDomain } from '../../server/src/service/checkDomain';
import { makeMemoryWorkspace } from '../../server/src/workspace/memoryWorkspace';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What differs from an ordinary check. */
export type GuestWays = Pick<GuestExample, 'consumer' | 'descriptors' | 'looksAtImages'> & {
  readonly files?: Files;
};

/** Returns a checker for a machine with the descriptors of the examples, and these other files. */
export function makeChecker({
  consumer = 'libvirt@12.8',
  descriptors = DESCRIPTORS,
  looksAtImages,
  files = {},
}: GuestWays = {}): DomainChecker {
  const found = Object.entries(descriptors).map(([name, text]) => [`/usr/share/qemu/firmware/${name}`, text]);
  return new DomainChecker({
    consumers: [consumer],
    root: '',
    inSession: false,
    qemuVersion: '10.0',
    looksAtImages: looksAtImages === true,
    computer: {
      files: makeMemoryWorkspace({ ...(Object.fromEntries(found) as Files), ...files }),
      user: {},
      architecture: 'x86_64',
      context: getSchema('latest'),
      newestRelease: NEWEST_RELEASE,
    },
  });
}

/** Checks a text with domains. */
export async function checkText(text: string, ways: GuestWays = {}): Promise<CheckedDomain> {
  return makeChecker(ways).check(new DomainDocument(text));
}

/** Returns each finding as its severity, code and token, so failed comparisons are easy to read. */
export function showFindings(text: string, findings: readonly GuestFinding[]): string[] {
  return findings.map(
    ({ code, severity, range }) => `${severity} ${code} at ${text.slice(range.start, range.end)}`,
  );
}
