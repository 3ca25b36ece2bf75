import { describe, expect, it } from 'vitest';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { act, errorsOf, expectKept } from './stage.ts';

const MOST_MS = 400_000;

describe('command: run, suite', { timeout: MOST_MS }, () => {
  it('runs all bundled suites on their own server and publishes the report', async () => {
    await using twin = await startTwin();
    const inputs = { command: 'run', suite: 'focus-server', iterations: '2' };
    const result = await act(twin, { inputs, timeoutMs: MOST_MS });
    expect(errorsOf(result)).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.summary).toContain('**2 of 2 iterations complete · gate passed**');
    expect(Number(result.outputs['test-count'])).toBeGreaterThan(200);
    expect(result.outputs).toMatchObject({
      'flaky-count': '0',
      'failing-count': '0',
      'missing-iterations': '',
    });
    await expectKept(twin, result);
  });

  it('fails for a server that is broken', async () => {
    await using twin = await startTwin();
    const inputs = { command: 'run', suite: 'focus-server.smoke', iterations: '3', defect: 'wrong-maximum' };
    const result = await act(twin, { inputs });
    expect(result.exitCode).toBe(1);
    expect(result.outputs['verdict']).toBe('failing');
    expect(result.summary).toContain('global_maximum');
  });

  it('needs one of suite and test-command', async () => {
    await using twin = await startTwin();
    const inputs = { command: 'run', suite: 'focus-server.smoke', 'test-command': 'pytest' };
    const result = await act(twin, { inputs });
    expect([result.exitCode, ...errorsOf(result)]).toEqual([2, 'suite and test-command cannot be combined']);
  });
});
