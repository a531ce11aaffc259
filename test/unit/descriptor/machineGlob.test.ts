import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  globsOverlap,
  hasForeignGlobSyntax,
  matchesGlob,
  subsumes,
} from '../../../server/src/descriptor/machineGlob';

/** Short patterns and names over few letters, so that they often match. */
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });

/** The same language by the engine's own regular expressions. */
function reference(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll('?', '.').replaceAll('*', '.*')}$`);
}

describe('machine globs', () => {
  it('know * and ? and nothing else', () => {
    assert.ok(matchesGlob('pc-q35-*', 'pc-q35-10.2'));
    assert.ok(matchesGlob('*', ''));
    assert.ok(matchesGlob('virt-?.*', 'virt-9.2'));
    assert.ok(!matchesGlob('pc-q35-*', 'pc-i440fx-10.2'));
    assert.ok(!matchesGlob('virt-?', 'virt-10'));
    assert.ok(!matchesGlob('pc-[iq]*', 'pc-q35-10.2'));
    assert.ok(matchesGlob('pc-[iq]*', 'pc-[iq]x'));
  });

  it('match as regular expressions do', () => {
    fc.assert(
      fc.property(pattern, name, (glob, text) => {
        assert.equal(matchesGlob(glob, text), reference(glob).test(text));
      }),
    );
  });

  it('subsume only what they match', () => {
    fc.assert(
      fc.property(pattern, pattern, name, (wider, narrower, text) => {
        if (subsumes(wider, narrower) && matchesGlob(narrower, text)) assert.ok(matchesGlob(wider, text));
      }),
      { numRuns: 2000 },
    );
    assert.ok(subsumes('pc-*', 'pc-q35-*'));
    assert.ok(subsumes('pc-q35-*', 'pc-q35-10.2'));
    assert.ok(!subsumes('virt-?', 'virt-*'));
    assert.ok(!subsumes('pc-q35-*', 'pc-*'));
  });

  it('overlap where a name is matched by both', () => {
    fc.assert(
      fc.property(pattern, pattern, name, (a, b, text) => {
        if (matchesGlob(a, text) && matchesGlob(b, text)) assert.ok(globsOverlap(a, b));
      }),
      { numRuns: 2000 },
    );
    assert.ok(globsOverlap('pc-*-10.2', 'pc-q35-*'));
    assert.ok(!globsOverlap('pc-q35', 'pc-q35-*'));
    assert.ok(!globsOverlap('a?', 'b*'));
  });

  it('stay quick on hostile patterns', () => {
    const long = '*a'.repeat(100_000);
    assert.ok(!matchesGlob(long, 'a'.repeat(200_000)));
    assert.ok(!subsumes(long, 'a'.repeat(200_000)));
    assert.ok(!globsOverlap(long, '*'));
  });

  it('have no brackets', () => {
    assert.ok(hasForeignGlobSyntax('pc-[iq]*'));
    assert.ok(hasForeignGlobSyntax('pc-{q35,i440fx}-*'));
    assert.ok(!hasForeignGlobSyntax('pc-q35-*'));
  });
});
