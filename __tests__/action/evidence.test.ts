import { describe, expect, it } from 'vitest';
import { startTwin } from '../helpers/github-twin/twin.ts';
import {
  act,
  addLegs,
  adviceOf,
  errorsOf,
  evidenceOf,
  expectKept,
  FLAKY,
  issuesOf,
  pack,
  RUN,
  STABLE,
  startNight,
} from './stage.ts';

describe('a night of five legs', () => {
  it('is silent when all is well', async () => {
    await using twin = await startNight(STABLE);
    const result = await act(twin);
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({
      verdict: 'stable',
      gate: 'passed',
      'flaky-count': '0',
      'test-count': '2',
      'missing-iterations': '',
      'report-html': 'stability-report/report.html',
    });
    expect([...adviceOf(result), ...errorsOf(result)]).toEqual([]);
    expect(evidenceOf(result)).toBe('5 of 5 iterations complete');
    expect(issuesOf(twin)).toEqual([]);
  });

  it('tells of a flaky test in the summary, an issue, the alert and the outputs', async () => {
    await using twin = await startNight(FLAKY);
    const result = await act(twin);
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ verdict: 'flaky', gate: 'passed', 'flaky-count': '1' });
    expect(JSON.parse(result.outputs['json'] ?? '')).toMatchObject({
      verdict: 'flaky',
      tests: [{ id: 'tests.test_a::test_flaky', codes: 'PFPPP' }],
    });
    expect(result.summary).toContain('| `✓✗✓✓✓` | `tests.test_a::test_flaky` | 1/5 |');
    expect([...adviceOf(result), ...errorsOf(result)]).toEqual([]);
    expect(issuesOf(twin).map(({ title, labels, state }) => [title, labels, state])).toEqual([
      ['Stability alert: `nightly` on `main`', ['flaky-test'], 'open'],
      ['Flaky test: `tests.test_a::test_flaky`', ['flaky-test'], 'open'],
    ]);
  });

  it.each([
    ['the third left no artifact', 3, {}],
    ['the last left no artifact, and five are expected', 5, { 'expected-iterations': '5' }],
  ])('%s', async (_, leg, inputs) => {
    await using twin = await startNight(STABLE, { instead: { [leg]: null } });
    const result = await act(twin, { inputs });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(1);
    expect(result.outputs).toMatchObject({ gate: 'failed', 'missing-iterations': `${leg}` });
    expect(evidenceOf(result)).toBe(
      `4 of 5 iterations complete (iteration ${leg} is missing) iteration ${leg} missing: iteration ${leg} left no report → Look at the log of that iteration: it was not started, died, or uploaded nothing`,
    );
    expect(errorsOf(result)).toEqual([`iteration ${leg} missing`]);
    expect(issuesOf(twin).map(({ title }) => title)).toEqual(['Stability alert: `nightly` on `main`']);
  });

  it('reads artifacts of another pattern, and leaves the others alone', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    twin.addArtifact('coverage', pack('<coverage/>'), { runId: RUN });
    for (const leg of [1, 2])
      twin.addArtifact(`leg-${leg}`, pack('<testsuite><testcase name="a"/></testsuite>', 'junit.xml'), {
        runId: RUN,
      });
    const result = await act(twin, { inputs: { 'artifact-pattern': 'leg-*' } });
    await expectKept(twin, result);
    expect(result.log).toContain('  1: leg-1/junit.xml\n  2: leg-2/junit.xml\n');
    expect(result.outputs).toMatchObject({ 'test-count': '1', 'missing-iterations': '' });
  });
});

describe('without evidence the step ends with 3, an error that says why, and still a summary', () => {
  it.each([
    [
      'no artifact at all',
      {},
      'the run has no artifacts',
      'Upload the reports of every iteration, and let this job need those jobs',
    ],
    [
      'no artifact of that name',
      { 'artifact-pattern': 'junit-*' },
      'no artifact of the run has such a name; it has coverage',
      'Give artifact-pattern, or name the uploads so that it matches',
    ],
  ])('%s', async (_, inputs, why, advice) => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    if ('artifact-pattern' in inputs) twin.addArtifact('coverage', pack('x'), { runId: RUN });
    const result = await act(twin, { inputs });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(3);
    expect(result.outputs).toMatchObject({ verdict: 'no-evidence', gate: 'failed', 'test-count': '0' });
    expect(result.summary).toContain(`${why} → ${advice}`);
    const [error, ...more] = errorsOf(result);
    expect(more).toEqual([]);
    expect(error).toContain('no evidence');
    expect(error).toContain(why);
    expect(error).toContain(advice);
  });

  it('every artifact damaged', async () => {
    await using twin = await startTwin();
    addLegs(twin, STABLE, {
      instead: Object.fromEntries([1, 2, 3, 4, 5].map((leg) => [leg, pack('').subarray(9)])),
    });
    const result = await act(twin);
    await expectKept(twin, result);
    expect(result.exitCode).toBe(3);
    expect(result.outputs).toMatchObject({ verdict: 'no-evidence', 'missing-iterations': '1,2,3,4,5' });
    expect(errorsOf(result)).toEqual([expect.stringContaining('no evidence')]);
    expect(issuesOf(twin).map(({ title }) => title)).toEqual(['Stability alert: `nightly` on `main`']);
  });

  it.each([
    ['fail-on', 'sometimes'],
    ['output-dir', '/dev/null'],
  ])('a wrong input ends with 2 before anything is read: %s', async (name, value) => {
    await using twin = await startNight(STABLE);
    const result = await act(twin, { inputs: { [name]: value } });
    expect(result.exitCode).toBe(2);
    expect(errorsOf(result)).toEqual([expect.stringContaining(name)]);
    expect(twin.requests).toEqual([]);
  });
});
