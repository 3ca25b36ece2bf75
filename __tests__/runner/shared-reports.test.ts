import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSharedReport } from '../../src/runner/evidence/shared-reports.ts';
import type { RunOptions } from '../../src/runner/options.ts';
import { makeFolder } from '../helpers/folder.ts';
import { DEFAULT_OPTIONS, listCases, runSuite } from './run-suite.ts';

function find(line: string, changes: Partial<RunOptions> = {}): string | null {
  const options = { ...DEFAULT_OPTIONS, cwd: '/w', out: '/w/out', parallel: 2, ...changes };
  return findSharedReport(line.split(' '), options);
}

describe('a report of iterations that run side by side', () => {
  it.each<[line: string, shared: string, changes: Partial<RunOptions>]>([
    ['pytest --junit-xml=results.xml', 'results.xml', {}],
    ['pytest --junit-xml results.xml', 'results.xml', { isolate: 'none' }],
    ['pytest --junit-xml=/w/r.xml', '/w/r.xml', { isolate: 'copy' }],
    ['pytest --junit-xml=../../r.xml', '../../r.xml', { isolate: 'worktree' }],
    ['pytest', 'logs/*.xml', { reports: ['logs/*.xml'] }],
    ['make test', 'logs/r.xml', { reports: ['logs/r-{seed}.xml', 'logs/r.xml'] }],
    ['make test', '/w/r.xml', { reports: ['/w/r.xml'], isolate: 'copy', shell: true }],
    ['mvn test', '**/target/surefire-reports/TEST-*.xml', {}],
    ['gradle test', '**/build/test-results/**/TEST-*.xml', { isolate: 'none' }],
    ['vitest --outputFile=r.xml', 'r.xml', {}],
    ['gotestsum --junitfile r.xml', 'r.xml', {}],
  ])('is shared with %s: %s', (line, shared, changes) => {
    expect(find(line, changes)).toBe(shared);
  });

  it.each<[line: string, changes: Partial<RunOptions>]>([
    ['pytest', {}],
    ['pytest --junit-xml={junit}', {}],
    ['pytest --junit-xml=results-{iteration}.xml', {}],
    ['pytest --junit-xml={out}/r.xml', { isolate: 'none' }],
    ['pytest --junit-xml=results.xml', { isolate: 'copy' }],
    ['pytest', { reports: ['logs/{iteration}/*.xml'] }],
    ['make test', { reports: ['logs/*.xml'], isolate: 'worktree' }],
    ['mvn test', { isolate: 'copy' }],
    ['gradle test', { isolate: 'worktree' }],
    ['npx jest', {}],
    ['npx playwright test', {}],
    ['npx vitest', {}],
    ['go test', {}],
    ['dotnet test', {}],
    ['cargo nextest run', {}],
    ['make test', {}],
  ])('belongs to one of them with %s %j', (line, changes) => {
    expect(find(line, changes)).toBeNull();
  });

  it('is found where a pattern with placeholders says, and not where it could be the report of a sibling', async () => {
    const cargo = `mkdir -p logs target/nextest/ci; echo '<testsuite><testcase name="a"/></testsuite>' | tee logs/3.xml > target/nextest/ci/x.xml`;
    const setup = { command: ['sh', 'suite.sh'], task: { iteration: 3 } };
    const folder = makeFolder({ 'suite.sh': cargo });
    const { run, out } = await runSuite({ ...setup, folder, options: { reports: ['logs/{iteration}.xml'] } });
    expect(run.reports).toEqual([join(out, 'iteration-3', 'reports', '1-3.xml')]);
    expect(await listCases(run)).toEqual(['P a']);
    const nextest = { ...setup, folder, options: { preset: 'nextest' } };
    expect((await runSuite(nextest)).run.reports).toHaveLength(1);
    expect((await runSuite({ ...nextest, options: { preset: 'nextest', parallel: 2 } })).run.reports).toEqual(
      [],
    );
  });
});
