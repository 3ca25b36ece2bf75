import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readReports } from '../../../src/analysis/read-reports.ts';
import { collectPaths } from '../../../src/collect/paths/collect-paths.ts';
import type { ReportFile } from '../../../src/model/report-file.ts';
import { renderMergedJunit } from '../../../src/report/junit.ts';
import { makeFolder, writeReport } from '../../helpers/folder.ts';
import { buildReport } from '../../helpers/report-builder.ts';

const collect = (cwd: string, ...patterns: string[]): ReturnType<typeof collectPaths> =>
  collectPaths(patterns, { cwd, iterationPattern: null });
const shown = ({ path, iteration }: ReportFile): string => `${iteration} ${path}`;

async function readAll(file: ReportFile): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of file.chunks()) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts).toString('utf8');
}

describe('collecting paths', () => {
  const files = {
    'out/test-results-10/junit.xml': 'ten',
    'out/test-results-2/junit.xml': 'two',
    'out/test-results-1/junit.xml': 'one',
    'out/test-results-1/notes.txt': 'no report',
    'out/node_modules/x/results-9.xml': 'not ours',
  };

  it('takes a directory, a glob, files, and Windows separators alike', async () => {
    const cwd = makeFolder(files);
    const expected = [
      '1 out/test-results-1/junit.xml',
      '2 out/test-results-2/junit.xml',
      '10 out/test-results-10/junit.xml',
    ];
    for (const patterns of [
      ['out'],
      ['out/test-results-*/*.xml'],
      ['out\\test-results-*\\*.xml'],
      ['out\\test-results-1\\junit.xml', 'out/test-results-2', 'out/test-results-10/junit.xml'],
      [join(cwd, 'out')],
      ['./out', 'out/test-results-1'],
    ]) {
      const { files: found, problems } = await collect(cwd, ...patterns);
      expect({ patterns, found: found.map(shown), problems }).toEqual({
        patterns,
        found: expected,
        problems: [],
      });
    }
  });

  it('gives files without numbers one iteration each, in natural order', async () => {
    const cwd = makeFolder({ 'b.xml': '', 'a10.xml': '', 'a9.xml': '' });
    const { files: found, assignment } = await collect(cwd, '.');
    expect(found.map(shown)).toEqual(['1 a9.xml', '2 a10.xml', '3 b.xml']);
    expect(assignment).toContain('natural order');
  });

  it('does not take years and ports for iterations, unless a pattern says so', async () => {
    const cwd = makeFolder({ 'report-2026.xml': '', 'smoke.xml': '', 'junit-8080.xml': '' });
    expect((await collect(cwd, '.')).files.map(shown)).toEqual([
      '1 junit-8080.xml',
      '2 report-2026.xml',
      '3 smoke.xml',
    ]);
    const given = await collectPaths(['.'], { cwd, iterationPattern: /report-(\d+)/ });
    expect(given.files.map(shown)).toEqual(['2026 report-2026.xml']);
  });

  it('does not read iterations out of the folders above', async () => {
    const cwd = makeFolder({ 'run_7/a.xml': '', 'run_7/b.xml': '' });
    expect((await collect(cwd, 'run_7')).files.map(shown)).toEqual(['1 run_7/a.xml', '2 run_7/b.xml']);
  });

  it('takes numbers that count from 0 for iterations from 1', async () => {
    const names = [0, 1, 2, 3, 4].map((n) => `results-${n}.xml`);
    const cwd = makeFolder(Object.fromEntries(names.map((name) => [name, writeReport([{ name: 'a' }])])));
    const found = await collect(cwd, '.');
    expect(found.files.map(shown)).toEqual(names.map((name, index) => `${index + 1} ${name}`));
    const { ledger } = await readReports(found, { expectedIterations: 5, maskNames: [] });
    expect(ledger.iterations.map(({ state }) => state)).toEqual(names.map(() => 'complete'));
    const given = await collectPaths(['.'], { cwd, iterationPattern: /s-(\d)/ });
    expect(given.files.map(shown)).toEqual(found.files.map(shown));
  });

  it('does not read iterations out of what all paths end in, and of class names', async () => {
    const inner = (folder: string, ...names: string[]): Record<string, string> =>
      Object.fromEntries([1, 2, 3].flatMap((n) => names.map((name) => [`${folder}${n}/${name}`, ''])));
    const iterationsOf = async (reports: Record<string, string>): Promise<number[]> => {
      const { files: found, problems } = await collect(makeFolder(reports), '.');
      expect(problems).toEqual([]);
      return found.map(({ iteration }) => iteration);
    };
    expect(await iterationsOf(inner('test-results-', 'leg1/junit.xml'))).toEqual([1, 2, 3]);
    expect(await iterationsOf(inner('run_', 'results-1.xml'))).toEqual([1, 2, 3]);
    expect(await iterationsOf({ 'a/results-1.xml': '', 'b/results-1.xml': '' })).toEqual([1, 1]);
    const classes = ['TEST-com.acme.LoginTest.xml', 'TEST-com.acme.Run2Test.xml'];
    expect(await iterationsOf(inner('test-results-', ...classes))).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('tells about a file that belongs to no iteration and about arguments that lead nowhere', async () => {
    const cwd = makeFolder({
      'in/results-1.xml': '',
      'in/results-2.xml': '',
      'in/coverage.xml': '',
      'empty/readme.md': '',
    });
    const { files: found, problems } = await collect(cwd, 'in', 'empty', 'missing.xml', 'no-*.xml');
    expect(found.map(shown)).toEqual(['1 in/results-1.xml', '2 in/results-2.xml']);
    expect(problems.map(({ code, path, severity }) => `${severity} ${code} ${path}`)).toEqual([
      'error no-files empty',
      'error no-files missing.xml',
      'error no-files no-*.xml',
      'warning unassigned in/coverage.xml',
    ]);
  });

  it('never searches its own merged reports for evidence, unless one is named', async () => {
    const merged = [...renderMergedJunit(buildReport())].join('');
    const cwd = makeFolder({
      'x1.xml': writeReport([{ name: 'a' }]),
      'x2.xml': '<testsuites name="focus-stability suites" tests="0"></testsuites>',
      'nightly/report.junit.xml': merged,
      'only/report.junit.xml': merged,
    });
    expect((await collect(cwd, '.', '**/*.xml')).files.map(shown)).toEqual(['1 x1.xml', '2 x2.xml']);
    expect((await collect(cwd, 'only')).problems).toMatchObject([{ code: 'no-files', path: 'only' }]);
    const named = 'only/report.junit.xml';
    expect((await collect(cwd, named)).files.map(({ path }) => path)).toEqual([named]);
  });

  it('reads a literal path that looks like a glob', async () => {
    const cwd = makeFolder({ 'we[i]rd {1}.xml': 'x' });
    expect((await collect(cwd, 'we[i]rd {1}.xml')).files.map(shown)).toEqual(['1 we[i]rd {1}.xml']);
  });

  it('decompresses gzip, also when it is not named so', async () => {
    const text = 'y'.repeat(700_000);
    const cwd = makeFolder({
      'results-1.xml.gz': gzipSync(text),
      'results-2.xml': gzipSync(text),
      'results-3.xml': text,
    });
    const { files: found } = await collect(cwd, '.');
    expect(found).toHaveLength(3);
    for (const file of found) expect(await readAll(file)).toBe(text);
  });

  it('finds a file it may not read, and fails only when it is read', async () => {
    const cwd = makeFolder({ 'results-1.xml': 'x' });
    const { files: found } = await collect(cwd, '.');
    const [file] = found;
    if (file === undefined) throw new Error('not found');
    makeUnreadable(join(cwd, 'results-1.xml'));
    await expect(readAll(file)).rejects.toThrow(/EACCES|EISDIR|ENOENT|EPERM/);
  });
});

/** For root every file is readable, so the file is replaced by something nobody can read. */
function makeUnreadable(path: string): void {
  if (process.getuid?.() === 0) {
    rmSync(path);
    mkdirSync(path);
  } else {
    chmodSync(path, 0);
  }
}
