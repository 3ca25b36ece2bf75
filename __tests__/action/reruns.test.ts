import { describe, expect, it } from 'vitest';
import { writeReport } from '../helpers/folder.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import {
  act,
  addLegs,
  adviceOf,
  evidenceOf,
  expectKept,
  FLAKY,
  pack,
  RUN,
  STABLE,
  startNight,
} from './stage.ts';

const DAY = 86_400_000;

const reportOf = (...names: readonly string[]): string => writeReport(names.map((name) => ({ name })));

describe('artifacts as runs leave them', () => {
  it('trap 4: raw files, named like the file, are read beside archives', async () => {
    await using twin = await startNight(STABLE, { instead: { 2: null, 4: null } });
    for (const leg of [2, 4]) {
      const report = Buffer.from(reportOf('test_a', 'test_b'));
      twin.addArtifact(`test-results-${leg}.xml`, report, { runId: RUN, archive: false });
    }
    const result = await act(twin);
    await expectKept(twin, result);
    expect(evidenceOf(result)).toBe('5 of 5 iterations complete');
    expect(result.log).toContain('  2: test-results-2.xml\n');
  });

  it('trap 6: without a digest there is nothing to verify; with a wrong one the leg is not believed', async () => {
    await using twin = await startNight(STABLE, { digest: null });
    await expectKept(twin, await act(twin));
    const [, second] = twin.world.artifacts;
    if (second === undefined) throw new Error('no second leg');
    second.digest = `sha256:${'0'.repeat(64)}`;
    const result = await act(twin, { inputs: { issues: 'off', 'report-artifact': 'again' } });
    expect(result.exitCode).toBe(1);
    expect(evidenceOf(result)).toContain(
      'iteration 2 unreadable: the artifact is not what was uploaded: its digest is not sha256:',
    );
    twin.assertNoViolations();
  });

  it('trap 7: all pages of a run with more than 100 artifacts are read', async () => {
    await using twin = await startTwin();
    addLegs(twin, STABLE, { runId: 500, createdAt: new Date(0), expiresAt: new Date(Date.now() + DAY) });
    for (let count = 0; count < 110; count += 1) twin.addArtifact(`log-${count}`, pack(''), { runId: 500 });
    const result = await act(twin, { inputs: { 'run-id': '500' } });
    await expectKept(twin, result);
    expect([result.exitCode, evidenceOf(result)]).toEqual([0, '5 of 5 iterations complete']);
  });

  it('trap 7: beyond 1,000 artifacts the log says that there may be more', async () => {
    await using twin = await startNight(STABLE);
    for (let count = 0; count < 1000; count += 1) twin.addArtifact(`log-${count}`, pack(''), { runId: RUN });
    const result = await act(twin);
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(evidenceOf(result)).toBe(
      '5 of 5 iterations complete at most 1000 artifacts of a run are looked at, and this one has as many or more → Upload one artifact per iteration',
    );
  });

  it('trap 8: after a re-run one iteration has two artifacts, and the later counts as its second attempt', async () => {
    await using twin = await startNight(STABLE);
    twin.addRun({ id: RUN, attempt: 2 });
    // Ids are not ordered by time.
    const late = { runId: RUN, attempt: 2, id: 7, createdAt: new Date(Date.now() + 60_000) };
    twin.addArtifact('test-results-3', pack(reportOf('test_a', 'test_b')), late);
    const result = await act(twin, { attempt: 2 });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(result.log).toContain('  3: test-results-3/results.xml, test-results-3/results.xml (attempt 2)\n');
    expect(result.outputs).toMatchObject({ 'test-count': '2', 'missing-iterations': '' });
  });

  it('trap 19: four artifacts and a reserved name are four of five, and a taken name is not ours to lose', async () => {
    await using twin = await startNight(FLAKY, { instead: { 3: null } });
    twin.addArtifact('test-results-3', pack(''), { runId: RUN, finalized: false });
    twin.addArtifact('stability-report', pack(''), { runId: RUN, finalized: false });
    const result = await act(twin);
    expect(result.outputs).toMatchObject({ 'missing-iterations': '3', 'test-count': '3' });
    expect(evidenceOf(result)).toContain('4 of 5 iterations complete (iteration 3 is missing)');
    expect(adviceOf(result)).toEqual([
      'the artifact is called stability-report-1: stability-report was taken',
    ]);
    expect(twin.readArtifact('stability-report-1')).not.toBeNull();
    twin.assertNoViolations();
  });
});
