import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeFiles } from '../../src/edge/write-files.ts';
import type { WriteFile } from '../../src/model/effect.ts';
import { makeFolder } from '../helpers/folder.ts';

const effect = (path: string, content: Iterable<string>): WriteFile => ({
  kind: 'write-file',
  path,
  purpose: '',
  content,
});

it('writes exactly the text, whatever the pieces are', () => {
  const folder = makeFolder({});
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 50 }),
    fc.constantFrom('😀'.repeat(40_000), 'x'.repeat(70_001), `a${'🚀'.repeat(100_000)}`, ''),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const { written, failed } = writeFiles([effect('a/b.txt', pieces)], folder);
      const text = pieces.join('');
      expect(failed).toEqual([]);
      expect(written).toEqual([{ path: 'a/b.txt', bytes: Buffer.byteLength(text) }]);
      expect(readFileSync(join(folder, 'a', 'b.txt'), 'utf8') === text).toBe(true);
    }),
    { seed: 1, numRuns: 60 },
  );
});

it('keeps the old file, and writes the others, when one fails in the middle', () => {
  const folder = makeFolder({ 'old.txt': 'old' });
  function* broken(): Generator<string> {
    yield 'x'.repeat(1_000_000);
    throw new Error('the renderer gave up');
  }
  const { written, failed } = writeFiles([effect('old.txt', broken()), effect('new.txt', ['new'])], folder);
  expect(failed).toEqual([{ path: 'old.txt', reason: 'the renderer gave up' }]);
  expect(written).toEqual([{ path: 'new.txt', bytes: 3 }]);
  expect(readFileSync(join(folder, 'old.txt'), 'utf8')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['new.txt', 'old.txt']);
});
