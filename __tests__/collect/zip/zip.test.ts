import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PYTHON } from '../../../scripts/neighbours/core.ts';
import { crc32, crc32ByTable } from '../../../src/collect/zip/crc32.ts';
import { readEntry } from '../../../src/collect/zip/read-entry.ts';
import { makeFolder } from '../../helpers/folder.ts';
import { openMemory } from '../../helpers/memory-artifact-store.ts';
import { needs } from '../../helpers/neighbours.ts';
import { writeZip, type ArchiveSpec, type EntrySpec } from '../../helpers/zip-writer.ts';
import { openZip, unzip } from './reading.ts';

const toBase64 = (content: string | Uint8Array = ''): string => Buffer.from(content).toString('base64');

/** Names and contents, comparable. */
const contentsOf = (entries: readonly EntrySpec[]): Map<string, string> =>
  new Map(entries.map(({ name, content }) => [String(name), toBase64(content)]));
const readBack = async (archive: Uint8Array): Promise<Map<string, string>> =>
  new Map([...(await unzip(archive))].map(([name, content]) => [name, toBase64(content)]));

const NAME = fc
  .array(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map((part) => part.replace(/[/\\:\0.]/g, '_')).join('/'));
const CONTENT = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.nat(600_000).map((length) => Buffer.alloc(length, 'report ')),
);
const ENTRY: fc.Arbitrary<EntrySpec> = fc.record(
  {
    name: NAME,
    content: CONTENT,
    stored: fc.boolean(),
    descriptor: fc.constantFrom('short', 'long', 'unsigned-short', 'unsigned-long'),
    zip64: fc.boolean(),
    localExtra: fc.uint8Array({ maxLength: 40 }),
  },
  { requiredKeys: ['name', 'content'] },
);
const ENTRIES = fc.uniqueArray(ENTRY, { maxLength: 8, selector: ({ name }) => name });
const ARCHIVE: fc.Arbitrary<ArchiveSpec> = fc.record(
  {
    comment: fc.oneof(fc.string({ maxLength: 100 }), fc.constant('PK\u0005\u0006'.padEnd(300, '\0'))),
    zip64End: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('reading an archive', () => {
  it('gives back every set of entries, in every form that writers use', async () => {
    await fc.assert(
      fc.asyncProperty(ENTRIES, ARCHIVE, async (entries, spec) => {
        expect(await readBack(writeZip(entries, spec))).toEqual(contentsOf(entries));
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  it('takes names as other systems write them', async () => {
    const contents = await unzip(
      writeZip([
        { name: 'out\\junit.xml', content: 'a' },
        { name: './x//y.xml', content: 'b' },
        { name: 'out/', content: '' },
        { name: Buffer.from([0x6a, 0xfc, 0x2e, 0x78, 0x6d, 0x6c]), content: 'c' },
      ]),
    );
    expect([...contents.keys()]).toEqual(['out/junit.xml', 'x/y.xml', 'jü.xml']);
  });

  it('reads an archive without entries', async () => {
    expect(await openZip(writeZip([]))).toEqual({ entries: [], refused: [], damage: null, fileCount: 0 });
  });

  it('reads 20,000 entries', async () => {
    const entries = Array.from({ length: 20_000 }, (_, i) => ({
      name: `${i}.xml`,
      content: `${i}`,
      stored: true,
    }));
    const contents = await unzip(writeZip(entries));
    expect(contents.size).toBe(20_000);
    expect(contents.get('19999.xml')?.toString()).toBe('19999');
  });

  it('finishes when the reader has had enough', async () => {
    const archive = openMemory(writeZip([{ name: 'a.xml', content: Buffer.alloc(5_000_000, 'abcdefgh') }]));
    const [entry] = (await openZip(archive)).entries;
    if (entry === undefined) throw new Error('no entry');
    for await (const chunk of readEntry(archive, entry)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });
});

describe('the checksum', () => {
  it('is the same by table and by Node', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(crc32ByTable(b, crc32ByTable(a, 0))).toBe(crc32(Buffer.concat([a, b]), 0));
      }),
      { seed: 5, numRuns: 200 },
    );
    // The check value of the CRC catalogue.
    expect(crc32ByTable(Buffer.from('123456789'), 0)).toBe(0xcbf43926);
  });
});

/** Runs a program that gets a folder as argument. */
function runPython(program: string, folder: string): void {
  const { status, stderr } = spawnSync(PYTHON, ['-c', program, folder], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

describe("Python's zipfile as another writer and reader", needs('python'), () => {
  const samples = fc.sample(ENTRIES, { seed: 77, numRuns: 40 });

  it('writes archives that we read, seekable or streamed', async () => {
    const folder = makeFolder({
      'samples.json': JSON.stringify(
        samples.map((entries) => entries.map(({ name, content }) => [name, toBase64(content)])),
      ),
    });
    runPython(
      `
import base64, io, json, sys, zipfile
class Pipe(io.RawIOBase):
    def __init__(self, file): self.file = file
    def writable(self): return True
    def write(self, data): return self.file.write(data)
for index, entries in enumerate(json.load(open(sys.argv[1] + '/samples.json'))):
    with open(f'{sys.argv[1]}/{index}.zip', 'wb') as file:
        target = Pipe(file) if index % 2 else file
        with zipfile.ZipFile(target, 'w', [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED][index // 2 % 2]) as archive:
            for name, content in entries:
                with archive.open(zipfile.ZipInfo(name), 'w', force_zip64=index % 5 == 0) as entry:
                    entry.write(base64.b64decode(content))
`,
      folder,
    );
    for (const [index, entries] of samples.entries()) {
      expect(await readBack(readFileSync(join(folder, `${index}.zip`)))).toEqual(contentsOf(entries));
    }
  });

  it('reads what our own writer writes: the tests stand on real archives', () => {
    const folder = makeFolder(
      Object.fromEntries(samples.map((entries, index) => [`${index}.zip`, writeZip(entries)])),
    );
    runPython(
      `
import base64, glob, json, os, sys, zipfile
result = {}
for path in glob.glob(sys.argv[1] + '/*.zip'):
    with zipfile.ZipFile(path) as archive:
        result[os.path.basename(path)] = [[i.filename, base64.b64encode(archive.read(i)).decode()] for i in archive.infolist()]
json.dump(result, open(sys.argv[1] + '/read.json', 'w'))
`,
      folder,
    );
    const read: unknown = JSON.parse(readFileSync(join(folder, 'read.json'), 'utf8'));
    expect(read).toEqual(
      Object.fromEntries(
        samples.map((entries, index) => [
          `${index}.zip`,
          entries.map(({ name, content }) => [name, toBase64(content)]),
        ]),
      ),
    );
  });
});

describe('a deflate stream', () => {
  it('of many blocks is read to its end', async () => {
    const block = Buffer.alloc(100_000, 'x<y>');
    const content = Buffer.concat([block, block, block]);
    const packed = deflateRawSync(content, { level: 0 });
    expect((await unzip(writeZip([{ name: 'a', content, packed }]))).get('a')?.equals(content)).toBe(true);
  });
});
