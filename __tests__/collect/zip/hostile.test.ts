import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../../src/collect/zip/archive-error.ts';
import type { ZipLimits } from '../../../src/collect/zip/limits.ts';
import { readEntry } from '../../../src/collect/zip/read-entry.ts';
import { openMemory } from '../../helpers/memory-artifact-store.ts';
import { writeZip, type EntrySpec } from '../../helpers/zip-writer.ts';
import { expandAll, openZip } from './reading.ts';

const GOOD: EntrySpec = { name: 'good.xml', content: '<testsuites/>' };
const MIB = 2 ** 20;
const GIB = 2 ** 30;

const tell = (error: unknown): string =>
  error instanceof ArchiveError ? `${error.code}: ${error.message}` : String(error);

/** What is said about each entry; `read` for those that gave everything. */
async function judge(archive: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<Record<string, string>> {
  const memory = openMemory(archive);
  const directory = await openZip(memory, limits);
  const expanded = await expandAll(memory, directory);
  return Object.fromEntries([
    ...directory.refused.map(({ rawName, reason }) => [rawName, tell(reason)]),
    ...[...expanded].map(([name, { error }]) => [name, error === null ? 'read' : tell(error)]),
    ...(directory.damage === null ? [] : [['(directory)', tell(directory.damage)]]),
  ]);
}

async function judgeArchive(archive: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<string> {
  return openZip(archive, limits).then(() => 'opened', tell);
}

describe('a bad entry is refused and never hides the others', () => {
  const text = 'x'.repeat(5000);
  it.each<[kind: string, entry: EntrySpec, said: string]>([
    [
      'parent folder',
      { name: '../../etc/a.xml' },
      'archive-refused: its name climbs out of the archive with ".."',
    ],
    ['parent folder inside', { name: 'a/../../b.xml' }, 'archive-refused: its name climbs out'],
    ['parent folder on Windows', { name: '..\\..\\b.xml' }, 'archive-refused: its name climbs out'],
    ['absolute name', { name: '/etc/a.xml' }, 'archive-refused: its name is an absolute path'],
    ['network share', { name: '\\\\host\\a.xml' }, 'archive-refused: its name is an absolute path'],
    ['drive', { name: 'C:\\a.xml' }, 'archive-refused: its name starts with a drive letter'],
    ['NUL', { name: 'a.xml\0.txt' }, 'archive-refused: its name contains a NUL character'],
    ['no name', { name: '' }, 'archive-refused: it has no name'],
    ['long name', { name: 'a'.repeat(1025) }, 'archive-refused: its name has 1025 bytes, more than 1024'],
    [
      'symbolic link',
      { name: 'l.xml', content: '/etc/passwd', declare: { mode: 0o120777 } },
      'archive-refused: it is a symbolic link',
    ],
    ['device', { name: 'd.xml', declare: { mode: 0o060644 } }, 'archive-refused: it is a block device'],
    ['pipe', { name: 'p.xml', declare: { mode: 0o010644 } }, 'archive-refused: it is a pipe'],
    [
      'encryption',
      { name: 'e.xml', content: text, declare: { flags: 1 } },
      'archive-refused: it is encrypted',
    ],
    [
      'AES',
      { name: 'e.xml', content: text, declare: { method: 99 } },
      'archive-refused: it is compressed with AES encryption',
    ],
    [
      'another method',
      { name: 'm.xml', content: text, declare: { method: 93 } },
      'archive-refused: it is compressed with Zstandard',
    ],
    [
      'an unknown method',
      { name: 'm.xml', content: text, declare: { method: 77 } },
      'archive-refused: it is compressed with method 77',
    ],
    [
      'wrong checksum',
      { name: 'c.xml', content: 'abc', declare: { crc: 1 } },
      'archive-damaged: its checksum is 352441c2, it declares 00000001',
    ],
    [
      'fewer bytes than declared',
      { name: 's.xml', content: text, declare: { bytes: 5001 } },
      'archive-damaged: it has 5000 of the 5001 bytes it declares',
    ],
    [
      'more bytes than declared',
      { name: 's.xml', content: text, declare: { bytes: 4999 } },
      'archive-damaged: it is larger than the 4999 bytes it declares',
    ],
    [
      'stored with two sizes',
      { name: 's.xml', content: text, stored: true, declare: { bytes: 10 } },
      'archive-damaged: it is stored as it is, yet declares 5000 bytes and 10 bytes',
    ],
    [
      'another name in front of the data',
      { name: 'n.xml', content: text, local: { name: 'o.xml' } },
      'archive-damaged: the archive gives it two different values for its name',
    ],
    [
      'another size there',
      { name: 'n.xml', content: text, local: { bytes: 17 } },
      'archive-damaged: the archive gives it two different values for its size',
    ],
    [
      'another checksum there',
      { name: 'n.xml', content: text, local: { crc: 17 } },
      'archive-damaged: the archive gives it two different values for its checksum',
    ],
    [
      'another method there',
      { name: 'n.xml', content: text, local: { method: 0 } },
      'archive-damaged: the archive gives it two different values for its compression method',
    ],
    [
      'encrypted only there',
      { name: 'n.xml', content: text, local: { flags: 0x801 } },
      'archive-damaged: the archive gives it two different values for its flags',
    ],
    [
      'another checksum behind the data',
      { name: 'n.xml', content: text, descriptor: 'short', descriptorCrc: 9 },
      'archive-damaged: the archive gives it two different values for its size or checksum',
    ],
    [
      'another size there although it follows the data',
      { name: 'n.xml', content: text, descriptor: 'long', local: { bytes: 17 } },
      'archive-damaged: the archive gives it two different values for its size',
    ],
    [
      'broken data',
      { name: 'b.xml', content: text, packed: Buffer.from('no deflate stream') },
      'archive-damaged: its compressed data is damaged: invalid',
    ],
    [
      'cut data',
      { name: 'b.xml', content: text, packed: deflateRawSync(text).subarray(0, 10) },
      'archive-damaged: its compressed data is damaged: unexpected end of file',
    ],
    [
      'bytes behind the data',
      { name: 'b.xml', content: text, packed: Buffer.concat([deflateRawSync(text), Buffer.alloc(99)]) },
      'archive-damaged: its compressed data ends after',
    ],
    [
      'data outside the archive',
      { name: 'o.xml', content: text, declare: { packedBytes: 1e9 } },
      'archive-refused: its bytes lie over what follows it',
    ],
    [
      'header outside the archive',
      { name: 'o.xml', content: text, declare: { offset: 4e9 } },
      'archive-refused: its bytes lie over what follows it',
    ],
    [
      'header elsewhere',
      { name: 'o.xml', content: 'abc', declare: { offset: 1 } },
      'archive-damaged: there is no entry where the directory of the archive says',
    ],
    ['bomb', { name: 'z.xml', content: Buffer.alloc(2 * MIB) }, 'more than 1000:1: a decompression bomb'],
  ])('%s', async (_, bad, said) => {
    const verdicts = await judge(writeZip([{ ...GOOD, name: 'first.xml' }, bad, GOOD]));
    expect(verdicts).toMatchObject({ 'good.xml': 'read' });
    // A header that claims bytes of another entry makes that one doubtful too.
    if (bad.declare?.offset !== 1) expect(verdicts).toMatchObject({ 'first.xml': 'read' });
    expect(verdicts[String(bad.name)]).toContain(said);
  });

  it('keeps the cases in front of a wrong checksum', async () => {
    const content = Buffer.alloc(3_000_000, '<testcase name="a"/>');
    const archive = openMemory(writeZip([{ name: 'a.xml', content, declare: { crc: 7 } }]));
    const read = (await expandAll(archive, await openZip(archive))).get('a.xml');
    expect(read?.content.equals(content)).toBe(true);
    expect(tell(read?.error)).toContain('checksum');
  });

  it('refuses a name that is there twice, in whatever way it is written', async () => {
    const archive = writeZip([
      { name: 'a/x.xml', content: '1' },
      { name: 'a\\x.xml', content: '2' },
      { name: './b.xml', content: '1' },
      { name: '/b.xml', content: '2' },
      GOOD,
    ]);
    const { entries, refused } = await openZip(archive);
    expect(entries.map(({ name }) => name)).toEqual(['b.xml', 'good.xml']);
    expect(refused.map(({ rawName, reason }) => `${rawName} ${reason.message}`)).toEqual([
      'a/x.xml the archive has it more than once',
      'a\\x.xml the archive has it more than once',
      '/b.xml its name is an absolute path',
    ]);
  });
});

describe('entries that share bytes', () => {
  it('are refused, so that nothing is expanded twice', async () => {
    // Each directory header points at the same data: the construction of non-recursive bombs.
    const kernel = Buffer.alloc(900_000, 'abcdefghij');
    const shared = Array.from({ length: 50 }, (_, i) => ({
      name: `${i}.xml`,
      content: kernel,
      packed: i === 0 ? deflateRawSync(kernel) : new Uint8Array(),
      declare: { offset: 0, packedBytes: deflateRawSync(kernel).length },
    }));
    const { entries, refused } = await openZip(writeZip(shared));
    expect(entries).toHaveLength(1);
    expect(new Set(refused.map(({ reason }) => reason.message))).toEqual(
      new Set(['its bytes lie over what follows it in the archive']),
    );
  });

  it('are found when they nest, whichever way they are listed', async () => {
    const outer = writeZip([{ name: 'inner.xml', content: 'inside', stored: true }]);
    const inner = outer.subarray(0, outer.indexOf('PK\u0001\u0002'));
    const directoryOf = (archive: Buffer): number => archive.indexOf('PK\u0001\u0002');
    expect(directoryOf(outer)).toBe(inner.length);
    const archive = writeZip([
      { name: 'outer.xml', content: inner, stored: true },
      {
        name: 'inner.xml',
        content: 'inside',
        packed: new Uint8Array(),
        stored: true,
        declare: { offset: 39, packedBytes: 6 },
      },
    ]);
    const { entries, refused } = await openZip(archive);
    expect(refused.map(({ rawName }) => rawName)).toEqual(['outer.xml']);
    expect(entries.map(({ name }) => name)).toEqual(['inner.xml']);
  });

  it('are also found when only the header in front of the data makes them long', async () => {
    const archive = writeZip([{ name: 'a.xml', content: 'inside', stored: true }, GOOD]);
    archive.writeUInt16LE(9, 28);
    expect(await judge(archive)).toEqual({
      'a.xml': 'archive-damaged: its data runs into what follows it',
      'good.xml': 'read',
    });
  });
});

describe('a bomb', () => {
  it('of 10 GiB in 10 MB is refused by its directory alone: its data is not even read', async () => {
    const bomb = writeZip([
      {
        name: 'bomb.xml',
        packed: new Uint8Array(10 * MIB),
        zip64: true,
        declare: { bytes: 10 * GIB },
      },
      { name: 'slow.xml', packed: new Uint8Array(10 * MIB), zip64: true, declare: { bytes: 4 * GIB } },
      GOOD,
    ]);
    const archive = openMemory(bomb);
    const { entries, refused } = await openZip(archive);
    expect(entries.map(({ name }) => name)).toEqual(['slow.xml', 'good.xml']);
    expect(refused.map(({ reason }) => tell(reason))).toEqual([
      'archive-refused: it expands to 10737418240 bytes, more than 4294967296',
    ]);
    expect(archive.bytesRead).toBeLessThan(100_000);
  });

  it('that lies about its size is stopped at the size it declares', async () => {
    const content = Buffer.alloc(64 * MIB);
    const archive = openMemory(
      writeZip([{ name: 'a.xml', packed: deflateRawSync(content), content: Buffer.alloc(MIB) }, GOOD]),
    );
    const read = await expandAll(archive, await openZip(archive));
    expect(read.get('a.xml')?.content.length).toBeLessThanOrEqual(MIB);
    expect(tell(read.get('a.xml')?.error)).toBe(
      'archive-damaged: it is larger than the 1048576 bytes it declares',
    );
    expect(read.get('good.xml')?.error).toBeNull();
  });

  it('is measured by limits that can be set', async () => {
    const archive = writeZip([{ name: 'a.xml', content: Buffer.alloc(100_000) }, GOOD]);
    expect(await judge(archive, { entryBytes: 99_999 })).toMatchObject({
      'a.xml': 'archive-refused: it expands to 100000 bytes, more than 99999',
      'good.xml': 'read',
    });
    expect(await judge(archive, { ratio: 10, ratioFreeBytes: 1000 })).toMatchObject({
      'a.xml': expect.stringContaining('more than 10:1'),
      'good.xml': 'read',
    });
    expect(await judge(archive)).toEqual({ 'a.xml': 'read', 'good.xml': 'read' });
  });
});

describe('an archive that cannot be used', () => {
  const honest = writeZip([GOOD, { ...GOOD, name: 'other.xml' }]);

  it('is told from its end, at whatever byte it was cut', async () => {
    for (let length = 0; length < honest.length; length += 1) {
      expect(await judgeArchive(honest.subarray(0, length))).toBe(
        'archive-damaged: the end of the ZIP archive is missing: the upload or the download was cut off',
      );
    }
  });

  it('has too many entries, whether it says so or not', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ name: `${i}.xml` }));
    expect(await judgeArchive(writeZip(many), { entries: 29 })).toBe(
      'archive-refused: the archive has 30 entries, more than 29',
    );
    expect(await judgeArchive(writeZip([], { entries: 20_001 }))).toContain('more than 20000');
    expect(await judgeArchive(writeZip([], { entries: 2 ** 40, zip64End: true }))).toContain('1099511627776');
    const lying = await openZip(writeZip(many, { entries: 20 }), { entries: 29 });
    expect(lying.entries.length).toBeLessThanOrEqual(21);
    expect(tell(lying.damage)).toBe(
      'archive-damaged: the directory of the archive is damaged: more than 20 entries found',
    );
    expect(tell((await openZip(writeZip(many, { entries: 40 }))).damage)).toContain('30 of 40');
  });

  it('has a directory that is too large or lies elsewhere', async () => {
    expect(await judgeArchive(honest, { directoryBytes: 10 })).toContain(
      'the list of its entries takes 109 bytes',
    );
    expect(await judgeArchive(writeZip([GOOD], { directoryOffset: 9999 }))).toContain('does not lie where');
    expect(await judgeArchive(writeZip([GOOD], { directoryBytes: 2 ** 50, zip64End: true }))).toContain(
      'does not lie where',
    );
  });

  it('contradicts itself in its two end records, or has lost one', async () => {
    const archive = writeZip([GOOD], { zip64End: true });
    const end = archive.length - 22;
    const contradicting = Buffer.from(archive);
    contradicting.writeUInt16LE(7, end + 10);
    expect(await judgeArchive(contradicting)).toContain('contradict each other');
    for (const place of [0, 0xffffffffffffffffn]) {
      const lost = Buffer.from(archive);
      lost.writeBigUInt64LE(BigInt(place), end - 12);
      expect(await judgeArchive(lost)).toContain('the zip64 end record of the archive is missing');
    }
  });

  it('is one part of several', async () => {
    const part = Buffer.from(honest);
    part.writeUInt16LE(1, part.length - 18);
    expect(await judgeArchive(part)).toBe('archive-refused: the archive is split over several files');
  });

  it('has a hole in its directory: the entries before it are read', async () => {
    const holed = Buffer.from(honest);
    holed.write('XX', holed.lastIndexOf('PK\u0001\u0002'));
    expect(await judge(holed)).toEqual({
      'good.xml': 'read',
      '(directory)': 'archive-damaged: the directory of the archive is damaged: 1 of 2 entries found',
    });
  });
});

describe('changed bytes', () => {
  const contents = new Map([
    ['a.xml', Buffer.from('<testsuite><testcase name="a"/></testsuite>')],
    ['dir/b.xml', Buffer.alloc(3000, '<testcase classname="x" name="y"/>')],
    ['c.xml', Buffer.alloc(0)],
    ['d.xml', Buffer.from('stored as it is')],
  ]);
  const forms: Partial<EntrySpec>[] = [{}, { descriptor: 'short' }, { zip64: true }, { stored: true }];
  const archives = [{}, { zip64End: true, comment: 'a comment' }].map((spec) =>
    writeZip(
      [...contents].map(([name, content], index) => ({ name, content, ...forms[index] })),
      spec,
    ),
  );
  const CHANGE = fc.record({ at: fc.noBias(fc.nat(9999)), bits: fc.integer({ min: 1, max: 255 }) });

  it('never give wrong content silently, a crash, or an endless read', async () => {
    const verdicts = { read: 0, damaged: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...archives),
        fc.array(CHANGE, { minLength: 1, maxLength: 4 }),
        async (archive, changes) => {
          const changed = Buffer.from(archive);
          for (const { at, bits } of changes) {
            const place = Math.floor((at / 10_000) * changed.length);
            changed[place] = (changed[place] ?? 0) ^ bits;
          }
          const memory = openMemory(changed);
          const directory = await openZip(memory).catch((error: unknown) => {
            expect(error).toBeInstanceOf(ArchiveError);
            return null;
          });
          if (directory === null) return;
          for (const [name, { content, error }] of await expandAll(memory, directory)) {
            if (error === null) {
              verdicts.read += 1;
              expect({ name, content: content.toString() }).toEqual({
                name,
                content: contents.get(name)?.toString(),
              });
            } else {
              expect(error).toBeInstanceOf(ArchiveError);
              verdicts.damaged += 1;
            }
          }
          verdicts.refused += directory.refused.length;
        },
      ),
      { seed: 20, numRuns: 4000 },
    );
    // The property would also hold if nothing were ever read, or nothing ever found.
    for (const count of Object.values(verdicts)) expect(count).toBeGreaterThan(100);
  });

  it('that are random are no archive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await judgeArchive(bytes)).toContain('archive-damaged');
      }),
      { seed: 21, numRuns: 300 },
    );
  });
});

describe('an archive that changes while it is read', () => {
  it('is damaged, not endless', async () => {
    const archive = openMemory(writeZip([{ name: 'a.xml', content: 'x'.repeat(1000), stored: true }]));
    const [entry] = (await openZip(archive)).entries;
    if (entry === undefined) throw new Error('no entry');
    const cut = {
      ...archive,
      read: (offset: number, length: number) =>
        archive.read(offset, offset > 30 ? Math.min(length, 5) : length),
    };
    const ended = {
      ...cut,
      read: async (offset: number, length: number) =>
        offset > 500 ? Buffer.alloc(0) : cut.read(offset, length),
    };
    const drain = async (source: typeof archive): Promise<number> => {
      let bytes = 0;
      for await (const chunk of readEntry(source, entry)) bytes += chunk.length;
      return bytes;
    };
    expect(await drain(cut)).toBe(1000);
    await expect(drain(ended)).rejects.toThrow('the archive ends in the middle of it');
  });
});
