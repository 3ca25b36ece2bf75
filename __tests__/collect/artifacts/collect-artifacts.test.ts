import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readReports } from '../../../src/analysis/read-reports.ts';
import type { ArtifactLimits } from '../../../src/collect/artifacts/limits.ts';
import {
  collectArtifacts,
  type CollectArtifactsOptions,
} from '../../../src/collect/artifacts/collect-artifacts.ts';
import { ArtifactUnavailable } from '../../../src/model/artifact.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { CollectedReports, ReportFile } from '../../../src/model/report-file.ts';
import { writeReport } from '../../helpers/folder.ts';
import {
  createMemoryStore,
  type ArtifactSpec,
  type MemoryStore,
} from '../../helpers/memory-artifact-store.ts';
import { writeZip } from '../../helpers/zip-writer.ts';

const REPORT = writeReport(['a', 'b', 'c', 'd'].map((name) => ({ name })));
const zipped = (name = 'junit.xml', content: string | Uint8Array = REPORT): Buffer =>
  writeZip([{ name, content }]);
const never = (): AbortSignal => new AbortController().signal;

async function collect(
  artifacts: readonly ArtifactSpec[] | MemoryStore,
  options: Partial<CollectArtifactsOptions> = {},
): Promise<CollectedReports> {
  return collectArtifacts(
    Array.isArray(artifacts) ? createMemoryStore(artifacts) : (artifacts as MemoryStore),
    {
      pattern: 'test-results-*',
      iterationPattern: null,
      signal: never(),
      ...options,
    },
  );
}

async function readAll(file: ReportFile): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of file.chunks()) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts).toString('utf8');
}

const place = ({ path, iteration, attempt, shard }: ReportFile): string =>
  `${iteration}.${attempt}${shard === null ? '' : `/${shard}`} ${path}`;
const tell = ({ code, severity, path, iteration, message }: Problem): string =>
  `${severity} ${code} ${path} (${iteration}): ${message}`;

describe('collecting artifacts', () => {
  it('reads one report per leg of a matrix, and nothing else', async () => {
    const store = createMemoryStore([
      ...[3, 1, 10, 2].map((leg) => ({
        name: `test-results-${leg}`,
        download: writeZip([
          { name: 'log.txt', content: 'no report' },
          { name: 'out/', content: '' },
          { name: 'out/junit.xml', content: `leg ${leg}` },
        ]),
      })),
      { name: 'coverage', download: zipped() },
    ]);
    const { files, problems, assignment } = await collect(store);
    expect(files.map(place)).toEqual(
      [1, 2, 3, 10].map((leg) => `${leg}.1 test-results-${leg}/out/junit.xml`),
    );
    expect(problems).toEqual([]);
    expect(assignment).toBe('iteration numbers read from the names of artifacts and files');
    expect(await Promise.all(files.map(readAll))).toEqual(['leg 1', 'leg 2', 'leg 3', 'leg 10']);
    expect(store.archives.map(({ closed }) => closed)).toEqual([true, true, true, true]);
  });

  it('matches names as download-artifact does', async () => {
    const names = ['junit-1', 'junit-2', 'junit-10', 'junit-9', 'JUNIT-1', 'junit+1', 'x-junit-1'];
    const matched = async (pattern: string): Promise<string[]> => {
      const { files } = await collect(
        names.map((name) => ({ name, download: zipped() })),
        { pattern },
      );
      return files.map(({ path }) => path.split('/')[0] ?? '').sort();
    };
    expect(await matched('junit-?')).toEqual(['junit-1', 'junit-2', 'junit-9']);
    expect(await matched('junit-{1,1?}')).toEqual(['junit-1', 'junit-10']);
    expect(await matched('junit+*')).toEqual(['junit+1']);
    expect(await matched('**-1')).toEqual(['JUNIT-1', 'junit-1', 'x-junit-1']);
    expect(await matched('{x-,}junit-{1,2}')).toEqual(['junit-1', 'junit-2', 'x-junit-1']);
  });

  it('says which artifacts there are when none matches', async () => {
    const some = await collect([{ name: 'b' }, { name: 'a' }]);
    expect(some.problems.map(tell)).toEqual([
      'error no-files test-results-* (null): no artifact of the run has such a name; it has a, b',
    ]);
    const one = await collect([{ name: 'a' }], { pattern: 'test-results-1*' });
    expect(one.problems.map(({ iteration }) => iteration)).toEqual([null]);
    expect((await collect([])).problems.map(({ message }) => message)).toEqual(['the run has no artifacts']);
    const many = Array.from({ length: 12 }, (_, i) => ({ name: `n${i}` }));
    expect((await collect(many)).problems[0]?.message).toMatch(/n0, n1, .* n9 and 2 more$/);
  });

  it('takes raw files (archive: false), which are named like the file, and gzip under any name', async () => {
    const { files, problems } = await collect(
      [
        { name: 'junit-1.xml', download: Buffer.from(REPORT) },
        { name: 'junit-2.xml.gz', download: gzipSync(REPORT) },
        { name: 'junit-3', download: zipped('junit.xml.gz', gzipSync(REPORT)) },
        { name: 'junit-4', download: zipped('junit.xml', gzipSync(REPORT)) },
        { name: 'junit-5', download: Buffer.from(REPORT) },
        { name: 'junit-6.xml', download: new Uint8Array() },
        { name: 'junit-7', download: zipped('Report.XML') },
      ],
      { pattern: 'junit-*' },
    );
    expect(files.map(place)).toEqual([
      '1.1 junit-1.xml',
      '2.1 junit-2.xml.gz',
      '3.1 junit-3/junit.xml.gz',
      '4.1 junit-4/junit.xml',
      '7.1 junit-7/Report.XML',
    ]);
    for (const file of files) expect(await readAll(file)).toBe(REPORT);
    expect(problems.map(tell)).toEqual([
      'error archive-damaged junit-5 (5): the artifact is neither a ZIP archive nor a file named .xml or .xml.gz',
      'error archive-damaged junit-6.xml (6): the artifact is empty',
    ]);
  });

  it('reads more than a hundred artifacts, and says when there may be more than it looks at', async () => {
    const artifacts = Array.from({ length: 1000 }, (_, i) => ({
      name: `test-results-${i + 1}`,
      download: zipped(),
    }));
    const all = await collect(artifacts.slice(0, 250));
    expect(all.files.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
    expect(all.problems).toEqual([]);
    const most = await collect(artifacts);
    expect(most.files).toHaveLength(1000);
    expect(most.problems.map(tell)).toEqual([
      'warning limit-reached null (null): at most 1000 artifacts of a run are looked at, and this one has as many or more',
    ]);
  });

  it('downloads side by side, but never more than it may', async () => {
    const waiting: (() => void)[] = [];
    const artifacts = Array.from({ length: 20 }, (_, i) => ({
      name: `test-results-${i + 1}`,
      download: new Promise<Buffer>((resolve) => waiting.push(() => resolve(zipped()))),
    }));
    const store = createMemoryStore(artifacts);
    const collected = collect(store, { concurrency: 6 });
    for (const release of waiting.toReversed()) release();
    expect((await collected).files.map(({ iteration }) => iteration)).toEqual(artifacts.map((_, i) => i + 1));
    expect(store.mostAtOnce).toBe(6);
  });
});

describe('iterations, attempts and shards', () => {
  const named = (...names: string[]): ArtifactSpec[] => names.map((name) => ({ name, download: zipped() }));

  it('a leg that was run again leaves its artifact twice: age tells which is which, ids do not', async () => {
    const at = (minute: number): string => `2026-01-01T00:${minute}:00.000Z`;
    const { files } = await collect([
      { name: 'test-results-2', id: 5, createdAt: at(30), download: zipped('junit.xml', 'second') },
      { name: 'test-results-2', id: 9, createdAt: at(10), download: zipped('junit.xml', 'first') },
      { name: 'test-results-1', id: 7, createdAt: at(11), download: zipped() },
    ]);
    expect(files.map(place)).toEqual([
      '1.1 test-results-1/junit.xml',
      '2.1 test-results-2/junit.xml',
      '2.2 test-results-2/junit.xml',
    ]);
    expect(await Promise.all(files.slice(1).map(readAll))).toEqual(['first', 'second']);
  });

  it('the attempt is taken from the listing or from the name when they tell it', async () => {
    const listed = named('test-results-1', 'test-results-1').map((spec, i) => ({
      ...spec,
      runAttempt: 2 * i + 1,
    }));
    expect((await collect(listed)).files.map(({ attempt }) => attempt)).toEqual([1, 3]);
    const { files } = await collect(named('test-results-1-attempt-1', 'test-results-1-attempt-2'));
    expect(files.map(place)).toEqual([
      '1.1 test-results-1-attempt-1/junit.xml',
      '1.2 test-results-1-attempt-2/junit.xml',
    ]);
  });

  it('shards of one iteration, in the artifact name or inside', async () => {
    const { files } = await collect([
      ...named('test-results-3-shard-2', 'test-results-3-shard-1'),
      {
        name: 'test-results-4',
        download: writeZip(['shard-1/j.xml', 'shard-2/j.xml'].map((name) => ({ name }))),
      },
    ]);
    expect(files.map(place)).toEqual([
      '3.1/1 test-results-3-shard-1/junit.xml',
      '3.1/2 test-results-3-shard-2/junit.xml',
      '4.1/1 test-results-4/shard-1/j.xml',
      '4.1/2 test-results-4/shard-2/j.xml',
    ]);
  });

  it('the name of the artifact counts before the folders inside it; without a number there they count', async () => {
    const { files } = await collect([
      { name: 'test-results-3', download: zipped('run_7/leg1/junit.xml') },
      { name: 'test-results-all', download: zipped('iteration-5/junit.xml') },
      { name: 'test-results-attempt-2', download: zipped('iteration-1/junit.xml') },
    ]);
    expect(files.map(place)).toEqual([
      '1.2 test-results-attempt-2/iteration-1/junit.xml',
      '3.1 test-results-3/run_7/leg1/junit.xml',
      '5.1 test-results-all/iteration-5/junit.xml',
    ]);
  });

  it('numbers that count from 0, also where the first of them is what was lost', async () => {
    const legs = named('test-results-0', 'test-results-1', 'test-results-2');
    const all = await collect(legs);
    expect(all.files.map(place)).toEqual(legs.map(({ name }, index) => `${index + 1}.1 ${name}/junit.xml`));
    expect(all.assignment).toContain('from 0, so 1 is added');
    const [first, ...rest] = legs;
    for (const lost of [{ expired: true }, { download: zipped('log.txt') }]) {
      const { files, problems } = await collect([{ ...first, name: 'test-results-0', ...lost }, ...rest]);
      expect(files.map(({ iteration }) => iteration)).toEqual([2, 3]);
      expect(problems.map(({ iteration }) => iteration)).toEqual([1]);
    }
  });

  it('names of classes inside artifacts name no iterations, attempts and shards', async () => {
    const names = ['TEST-com.acme.LoginTest.xml', 'TEST-com.acme.Run2Attempt3Test.xml'];
    const { files } = await collect(
      [1, 2].map((leg) => ({
        name: `test-results-${leg}`,
        download: writeZip(names.map((name) => ({ name }))),
      })),
    );
    expect(files.map(place)).toEqual(
      [1, 2].flatMap((leg) => names.map((name) => `${leg}.1 test-results-${leg}/${name}`)),
    );
  });

  it('a pattern of the user sees artifact and entry', async () => {
    const { files, assignment, problems } = await collect(
      [{ name: 'test-results-x', download: writeZip([{ name: 'pass7.xml' }, { name: 'other.xml' }]) }],
      { iterationPattern: /test-results-(?<shard>\w)\/pass(?<iteration>\d)/ },
    );
    expect(files.map(place)).toEqual(['7.1/x test-results-x/pass7.xml']);
    expect(assignment).toContain('by /test-results-');
    expect(problems.map(tell)).toEqual([
      'warning unassigned test-results-x/other.xml (null): its name names no iteration while others do; the file was not read',
    ]);
  });

  it('without numbers one artifact is one iteration, and in the only artifact one file is', async () => {
    const several = await collect([
      ...named('test-results-ubuntu', 'test-results-macos', 'test-results-ubuntu'),
      { name: 'test-results-windows', download: writeZip([{ name: 'unit.xml' }, { name: 'e2e.xml' }]) },
    ]);
    expect(several.files.map(place)).toEqual([
      '1.1 test-results-macos/junit.xml',
      '2.1 test-results-ubuntu/junit.xml',
      '2.2 test-results-ubuntu/junit.xml',
      '3.1 test-results-windows/e2e.xml',
      '3.1 test-results-windows/unit.xml',
    ]);
    expect(several.assignment).toContain('one artifact is one iteration');
    const single = await collect([
      { name: 'test-results-x', download: writeZip([{ name: 'b.xml' }, { name: 'a.xml' }]) },
    ]);
    expect(single.files.map(place)).toEqual(['1.1 test-results-x/a.xml', '2.1 test-results-x/b.xml']);
    expect(single.assignment).toContain('one file is one iteration');
  });

  it('years in names are no iterations', async () => {
    const artifacts = named('test-results-2026', 'test-results-2025');
    const { files, assignment } = await collect(artifacts);
    expect(files.map(place)).toEqual(['1.1 test-results-2025/junit.xml', '2.1 test-results-2026/junit.xml']);
    expect(assignment).toContain('one artifact is one iteration');
    const given = await collect(artifacts, { iterationPattern: /results-(\d+)/ });
    expect(given.files.map(({ iteration }) => iteration)).toEqual([2025, 2026]);
  });
});

describe('what goes wrong with one artifact does not touch the others', () => {
  const good = { name: 'test-results-1', download: zipped() };

  it.each<[kind: string, bad: Omit<ArtifactSpec, 'name'>, said: string]>([
    [
      'expired',
      { expired: true },
      'error expired test-results-2 (2): the artifact has expired: it is listed, but its bytes are gone',
    ],
    [
      'too large',
      { sizeBytes: 2 ** 30 + 1 },
      'error limit-reached test-results-2 (2): the artifact was not downloaded: it has 1073741825 bytes, more than 1073741824',
    ],
    [
      'without report',
      { download: zipped('report.html') },
      'error no-files test-results-2 (2): the artifact holds no .xml or .xml.gz file among its 1 files',
    ],
    [
      'empty archive',
      { download: writeZip([]) },
      'error no-files test-results-2 (2): the artifact holds no .xml or .xml.gz file among its 0 files',
    ],
    [
      'truncated archive',
      { download: zipped().subarray(0, -10) },
      'error archive-damaged test-results-2 (2): the end of the ZIP archive is missing: the upload or the download was cut off',
    ],
    [
      'too many entries',
      { download: writeZip([], { entries: 30_000 }) },
      'error archive-refused test-results-2 (2): the archive has 30000 entries, more than 20000',
    ],
    [
      'symbolic link',
      { download: writeZip([{ name: 'j.xml', declare: { mode: 0o120777 } }]) },
      'error archive-refused test-results-2/j.xml (2): it is a symbolic link',
    ],
    [
      'bomb',
      { download: writeZip([{ name: 'j.xml', zip64: true, declare: { bytes: 10 * 2 ** 30 } }]) },
      'error archive-refused test-results-2/j.xml (2): it expands to 10737418240 bytes, more than 4294967296',
    ],
    [
      'an unsafe name that is no report',
      { download: writeZip([{ name: '../../.bashrc' }]) },
      'warning archive-refused test-results-2/../../.bashrc (2): its name climbs out of the archive with ".."',
    ],
    [
      'known error',
      { download: new ArtifactUnavailable('digest-mismatch', 'its digest is not x', 'Look') },
      'error digest-mismatch test-results-2 (2): its digest is not x',
    ],
    [
      'unknown error',
      { download: new Error('socket hang up') },
      'error download-failed test-results-2 (2): the artifact could not be read: socket hang up',
    ],
  ])('%s', async (_, bad, said) => {
    const store = createMemoryStore([{ name: 'test-results-2', ...bad }, good]);
    const { files, problems } = await collect(store);
    expect(problems.map(tell)).toEqual([said]);
    expect(await Promise.all(files.map(readAll))).toEqual([REPORT]);
    expect(store.archives.every(({ closed }) => closed)).toBe(true);
  });

  it('a wrong checksum: the cases are kept, and the ledger says so', async () => {
    const bad = writeZip([{ name: 'junit.xml', content: REPORT, declare: { crc: 1 } }]);
    const collected = await collect([good, { name: 'test-results-2', download: bad }]);
    expect(collected.problems).toEqual([]);
    const { matrix, ledger } = await readReports(collected, { expectedIterations: 2, maskNames: [] });
    expect([0, 1, 2, 3].map((test) => matrix.codes(test))).toEqual(['PP', 'PP', 'PP', 'PP']);
    expect(ledger.iterations.map(({ state }) => state)).toEqual(['complete', 'incomplete']);
    expect(ledger.iterations[1]?.problems.map(tell)).toEqual([
      expect.stringMatching(
        /^error truncated test-results-2\/junit\.xml \(2\): .* its checksum is \w+, it declares 00000001$/,
      ),
    ]);
  });

  it('hundreds of bad entries are summed up, those that cost evidence first', async () => {
    const entries = Array.from({ length: 300 }, (_, i) => ({
      name: i < 290 ? `../${i}.txt` : `../${i}.xml`,
    }));
    const { problems } = await collect([{ name: 'test-results-2', download: writeZip(entries) }, good]);
    expect(problems.map(({ severity }) => severity)).toEqual([...Array<string>(10).fill('error'), 'warning']);
    expect(problems.at(-1)?.message).toBe('290 more of its 300 bad entries were refused');
  });

  it('names may be anything', async () => {
    const names = ['__proto__', '<script>', '@user | `x`', '\u202Eabc', 'x'.repeat(900), '\uD800'];
    const { files, problems } = await collect(
      names.map((name, i) => ({
        name: `test-results-${i + 1}-${name}`,
        download: zipped(`${name}/junit.xml`),
      })),
    );
    expect(problems).toEqual([]);
    expect(files.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const file of files) expect(await readAll(file)).toBe(REPORT);
  });
});

describe('bounds over all artifacts', () => {
  const two = (content: string | Uint8Array, name = 'junit.xml'): ArtifactSpec[] =>
    [1, 2].map((leg) => ({ name: `test-results-${leg}`, download: zipped(name, content), sizeBytes: 600 }));
  const bounded = async (
    artifacts: ArtifactSpec[],
    limits: Partial<ArtifactLimits>,
  ): Promise<CollectedReports> => collect(artifacts, { limits });

  it('bytes to download', async () => {
    const { files, problems } = await bounded(two(REPORT), { downloadBytes: 1000 });
    expect(files).toHaveLength(1);
    expect(problems.map(tell)).toEqual([
      'error limit-reached test-results-2 (2): the artifact was not downloaded: it has 600 bytes, with the 600 of those before it more than 1000',
    ]);
  });

  it('bytes that entries declare', async () => {
    const { files, problems } = await bounded(two('x'.repeat(700)), { totalBytes: 1000 });
    expect(files).toHaveLength(1);
    expect(problems.map(tell)).toEqual([
      'error limit-reached test-results-2/junit.xml (2): with those before it, it expands to more than 1000 bytes',
    ]);
  });

  it('bytes that gzip turns out to hold, while it is read', async () => {
    const packed = gzipSync('x'.repeat(700));
    const { files } = await bounded(two(packed, 'j.xml.gz'), { totalBytes: 2 * packed.length + 1000 });
    const [first, second] = files;
    if (first === undefined || second === undefined) throw new Error('not found');
    expect(await readAll(first)).toBe('x'.repeat(700));
    await expect(readAll(second)).rejects.toThrow('all reports together expand to more than');
    const bomb = gzipSync(Buffer.alloc(20 * 2 ** 20));
    const [file] = (await bounded(two(bomb, 'j.xml.gz'), {})).files;
    if (file === undefined) throw new Error('not found');
    await expect(readAll(file)).rejects.toThrow(/bytes of gzip expand to more than/);
  });

  it('reports', async () => {
    const { files, problems } = await bounded(two(REPORT), { reports: 1 });
    expect(files).toHaveLength(1);
    expect(problems.map(({ message }) => message)).toEqual(['2 reports were found and 1 are read']);
  });
});

describe('the deadline', () => {
  it('keeps what has arrived, names what has not, and closes what comes too late', async () => {
    const deadline = new AbortController();
    const late: ((bytes: Buffer) => void)[] = [];
    const slow = new Promise<Buffer>((resolve) => late.push(resolve));
    const store = createMemoryStore([
      { name: 'test-results-1', download: zipped() },
      { name: 'test-results-2', download: slow },
      { name: 'test-results-3', download: slow },
      { name: 'test-results-4', download: zipped() },
    ]);
    const collected = collect(store, { signal: deadline.signal, concurrency: 2 });
    while (store.archives.length === 0) await Promise.resolve();
    setImmediate(() => deadline.abort());
    const { files, problems } = await collected;
    const [file] = files;
    expect(files.map(place)).toEqual(['1.1 test-results-1/junit.xml']);
    expect(problems.map(tell)).toEqual(
      [2, 3, 4].map(
        (leg) =>
          `error download-failed test-results-${leg} (${leg}): the artifact did not arrive within the time that all downloads have together`,
      ),
    );
    for (const release of late) release(zipped());
    await slow;
    await new Promise(setImmediate);
    expect(store.archives.map(({ closed }) => closed)).toEqual([false, true, true]);
    expect(file === undefined ? '' : await readAll(file)).toBe(REPORT);
    expect(store.archives.map(({ closed }) => closed)).toEqual([true, true, true]);
  });

  it('also ends waiting for the list, which may be refused as well', async () => {
    const listing = (list: () => Promise<never>): MemoryStore => ({ ...createMemoryStore([]), list });
    const stuck = await collect(
      listing(async () => new Promise(() => {})),
      { signal: AbortSignal.abort() },
    );
    expect(stuck.problems.map(tell)).toEqual([
      'error download-failed null (null): the list of artifacts did not arrive within the time that all downloads have together',
    ]);
    const refused = await collect(
      listing(async () => {
        throw new ArtifactUnavailable('download-failed', 'not allowed (403)', 'Add `actions: read`');
      }),
    );
    expect(refused.files).toEqual([]);
    expect(refused.problems.map(tell)).toEqual(['error download-failed null (null): not allowed (403)']);
  });
});
