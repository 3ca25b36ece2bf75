import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeFolder, writeReport } from '../helpers/folder.ts';
import { writeZip } from '../helpers/zip-writer.ts';
import { act, evidenceOf, expectKept, FLAKY, pack, startNight } from './stage.ts';

const REPORT = writeReport([{ name: 'test_a' }, { name: 'test_b' }, { name: 'test_flaky' }]);
const GOOD = pack(REPORT);
const MIB = 2 ** 20;

/** DEFLATE of 10 GiB of zeros in 10 MB: one flushed piece of 10 MiB, 1,024 times, and the end. */
function packZeros(): Buffer {
  const piece = deflateRawSync(Buffer.alloc(10 * MIB), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: 1024 }, () => piece), deflateRawSync('')]);
}

const ZEROS = packZeros();

describe('trap 5: one leg uploaded a bad archive; the other four are analysed', () => {
  it.each<[kind: string, archive: Buffer, missing: string, line: string]>([
    [
      'truncated',
      GOOD.subarray(0, GOOD.length - 40),
      'unreadable',
      'the end of the ZIP archive is missing: the upload or the download was cut off → Run the job that uploaded it again',
    ],
    [
      'with a wrong CRC',
      writeZip([{ name: 'results.xml', content: REPORT, declare: { crc: 1 } }]),
      'incomplete',
      'its checksum is',
    ],
    [
      'with a name that climbs out',
      writeZip([{ name: '../../results.xml', content: REPORT }]),
      'unreadable',
      'its name climbs out of the archive with ".." → Look at who made this archive: no upload action writes such entries',
    ],
    [
      'with two entries of one name',
      writeZip([
        { name: 'results.xml', content: REPORT },
        { name: 'results.xml', content: REPORT },
      ]),
      'unreadable',
      'the archive has it more than once → Look at what made this archive',
    ],
    [
      'with a symbolic link',
      writeZip([{ name: 'results.xml', content: '/etc/passwd', declare: { mode: 0o120777 } }]),
      'unreadable',
      'it is a symbolic link → Upload the report itself with actions/upload-artifact',
    ],
    [
      'a bomb of 10 MB that says that it expands to 10 GiB',
      writeZip([{ name: 'results.xml', packed: ZEROS, zip64: true, declare: { bytes: 10_240 * MIB } }]),
      'unreadable',
      'it expands to 10737418240 bytes, more than 4294967296 → Split the report',
    ],
    [
      'a bomb of 10 MB that says that it expands to 1 MiB',
      writeZip([{ name: 'results.xml', packed: ZEROS, declare: { bytes: MIB } }]),
      'unreadable',
      'reading stopped after 1048576 bytes: it is larger than the 1048576 bytes it declares',
    ],
  ])('%s', async (_kind, archive, state, line) => {
    await using twin = await startNight(FLAKY, { instead: { 3: archive } });
    const folder = makeFolder({});
    // Expanding 10 GiB takes longer than this.
    const result = await act(twin, { folder, timeoutMs: 15_000 });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(1);
    const evidence = evidenceOf(result);
    expect(evidence).toContain(`4 of 5 iterations complete (iteration 3 is ${state})`);
    expect(evidence).toContain(line);
    expect(result.outputs).toMatchObject({
      verdict: 'flaky',
      'test-count': '3',
      [state === 'unreadable' ? 'missing-iterations' : 'incomplete-iterations']: '3',
    });
    expect(readdirSync(join(folder, 'temp'))).toEqual([]);
  });
});

describe('trap 5: archives that are odd and archives that lie', () => {
  it('are read as far as they are honest, each leg for itself', async () => {
    const many = Array.from({ length: 20_001 }, (_, index) => ({ name: `${index}.txt`, stored: true }));
    await using twin = await startNight(FLAKY, {
      instead: {
        1: writeZip([{ name: 'results.xml', content: REPORT, zip64: true }], { zip64End: true }),
        2: writeZip([{ name: 'results.xml', content: REPORT, stored: true, descriptor: 'long' }]),
        3: writeZip([{ name: 'results.xml', content: REPORT, declare: { flags: 1 } }]),
        4: writeZip([...many, { name: 'results.xml', content: REPORT }]),
        5: writeZip([{ name: 'results.xml', content: REPORT, declare: { bytes: REPORT.length + 1 } }]),
      },
    });
    const result = await act(twin);
    await expectKept(twin, result);
    expect(result.outputs).toMatchObject({
      'test-count': '3',
      'missing-iterations': '3,4',
      'incomplete-iterations': '5',
    });
    expect(result.summary).toContain('it is encrypted');
    expect(result.summary).toContain('20002');
    expect(result.summary).toContain(`${REPORT.length}`);
  });
});
