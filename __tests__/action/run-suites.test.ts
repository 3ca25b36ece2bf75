import { describe, expect, it } from 'vitest';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { act, errorsOf, expectKept } from './stage.ts';

describe('command: run, suite', { timeout: 180_000 }, () => {
  it('runs the bundled suites on their own server and publishes the report', async () => {
    await using twin = await startTwin();
    const inputs = { command: 'run', suite: 'focus-server.smoke', iterations: '3' };
    const result = await act(twin, { inputs });
    expect(errorsOf(result)).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.summary).toContain('**3 of 3 iterations complete · gate passed**');
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
