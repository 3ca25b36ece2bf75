import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
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

it('writes exactly the text, whatever the pieces are', async () => {
  const folder = makeFolder({});
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 50 }),
    fc.constantFrom('😀'.repeat(40_000), 'x'.repeat(70_001), `a${'🚀'.repeat(100_000)}`, ''),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const { written, failed } = await writeFiles([effect('a/b.txt', pieces)], folder);
      const text = pieces.join('');
      expect(failed).toEqual([]);
      expect(written).toEqual([{ path: 'a/b.txt', bytes: Buffer.byteLength(text) }]);
      expect(readFileSync(join(folder, 'a', 'b.txt'), 'utf8') === text).toBe(true);
    }),
    { seed: 1, numRuns: 60 },
  );
});

it.runIf(existsSync('/proc/self'))('fails at once where no directory can be made', async () => {
  const { written, failed } = await writeFiles(
    [effect('a.txt', ['a']), effect('b.txt', ['b'])],
    '/proc/nowhere/in',
  );
  expect(written).toEqual([]);
  expect(failed.map(({ path }) => path)).toEqual(['a.txt', 'b.txt']);
  expect(new Set(failed.map(({ reason }) => reason)).size).toBe(1);
});

it.runIf(existsSync('/proc/self'))(
  'tells the same reason of all files that one cause keeps from being written',
  async () => {
    const folder = makeFolder({ taken: '' });
    symlinkSync('/proc/self', join(folder, 'proc'));
    for (const place of ['taken', 'proc']) {
      const { failed } = await writeFiles(
        [effect('a.txt', ['a']), effect('b.txt', ['b'])],
        join(folder, place),
      );
      expect([failed.length, new Set(failed.map(({ reason }) => reason)).size]).toEqual([2, 1]);
    }
  },
);

it('keeps the old file, and writes the others, when one fails in the middle', async () => {
  const folder = makeFolder({ 'old.txt': 'old' });
  function* broken(): Generator<string> {
    yield 'x'.repeat(1_000_000);
    throw new Error('the renderer gave up');
  }
  const { written, failed } = await writeFiles(
    [effect('old.txt', broken()), effect('new.txt', ['new'])],
    folder,
  );
  expect(failed).toEqual([{ path: 'old.txt', reason: 'the renderer gave up' }]);
  expect(written).toEqual([{ path: 'new.txt', bytes: 3 }]);
  expect(readFileSync(join(folder, 'old.txt'), 'utf8')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['new.txt', 'old.txt']);
});
