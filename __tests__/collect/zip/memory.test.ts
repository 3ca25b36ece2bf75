import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { crc32 } from '../../../src/collect/zip/crc32.ts';
import { makeFolder } from '../../helpers/folder.ts';
import { writeZip } from '../../helpers/zip-writer.ts';

const CASE = `<testcase classname="a.b" name="case"><system-out>${'0'.repeat(20_000)}</system-out></testcase>`;
const CASES_PER_BLOCK = 52;
const BLOCKS = 1024;

/** Blocks that end with a full flush know nothing of each other, so one can stand for all. */
function writeGibibyte(): Buffer {
  const block = Buffer.from(CASE.repeat(CASES_PER_BLOCK));
  const flush = { finishFlush: constants.Z_FULL_FLUSH };
  const packedBlock = deflateRawSync(block, flush);
  const head = Buffer.from('<testsuite>');
  const tail = Buffer.from('</testsuite>');
  const crcOfBlocks = Array.from({ length: BLOCKS }).reduce<number>(
    (crc) => crc32(block, crc),
    crc32(head, 0),
  );
  const packed = Buffer.concat([
    deflateRawSync(head, flush),
    ...Array.from({ length: BLOCKS }, () => packedBlock),
    deflateRawSync(tail),
  ]);
  const bytes = head.length + block.length * BLOCKS + tail.length;
  return writeZip([{ name: 'junit.xml', packed, declare: { bytes, crc: crc32(tail, crcOfBlocks) } }]);
}

it('reads a report of a gibibyte in bounded memory', () => {
  const archive = writeGibibyte();
  const folder = makeFolder({ 'big.zip': archive });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'stream-archive.ts'), join(folder, 'big.zip')],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const { grownMegabytes, ...read } = JSON.parse(stdout) as { grownMegabytes: number };
  expect(read).toEqual({
    bytes: 11 + CASE.length * CASES_PER_BLOCK * BLOCKS + 12,
    cases: CASES_PER_BLOCK * BLOCKS,
    problems: [],
  });
  expect(grownMegabytes).toBeLessThan(110);
});
