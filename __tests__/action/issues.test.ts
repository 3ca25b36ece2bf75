import { describe, expect, it } from 'vitest';
import { act, addLegs, adviceOf, expectKept, FLAKY, issuesOf, STABLE, startNight } from './stage.ts';

const NO_ALERT = { alert: 'off' };
const DAY = 86_400_000;

describe('the issue of a flaky test', () => {
  it('closed by hand opens again only for a failure of a later run', async () => {
    await using twin = await startNight(FLAKY);
    await act(twin, { inputs: NO_ALERT });
    const [issue] = issuesOf(twin);
    if (issue === undefined) throw new Error('no issue was opened');
    Object.assign(issue, {
      state: 'closed',
      stateReason: 'completed',
      closedBy: 'octocat',
      closedAt: new Date(Date.now() + DAY),
    });

    addLegs(twin, FLAKY, { runId: 9002 });
    await expectKept(twin, await act(twin, { runId: 9002, inputs: NO_ALERT }));
    expect(issue.state).toBe('closed');

    issue.closedAt = new Date(Date.now() - DAY);
    addLegs(twin, FLAKY, { runId: 9003 });
    const result = await act(twin, { runId: 9003, inputs: NO_ALERT });
    await expectKept(twin, result);
    expect([issue.state, issuesOf(twin).length, adviceOf(result)]).toEqual(['open', 1, []]);
    expect(twin.world.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('Failed again after this issue was closed'),
    ]);
  });

  it('is one for each key when two runs open it at the same time', async () => {
    await using twin = await startNight(FLAKY);
    addLegs(twin, FLAKY, { runId: 9002 });
    const results = await Promise.all([act(twin), act(twin, { runId: 9002 })]);
    for (const result of results) expect(result.exitCode).toBe(0);
    const open = issuesOf(twin).filter(({ state }) => state === 'open');
    expect(open.map(({ title }) => title).sort()).toEqual([
      'Flaky test: `tests.test_a::test_flaky`',
      'Stability alert: `nightly` on `main`',
    ]);
    twin.assertNoViolations();
  });

  it('keeps the words and the title that people gave it', async () => {
    await using twin = await startNight(FLAKY);
    await act(twin, { inputs: NO_ALERT });
    const [issue] = issuesOf(twin);
    if (issue === undefined) throw new Error('no issue was opened');
    issue.title = 'Checkout is shaky';
    issue.body += '\nSee the runbook.\n';
    addLegs(twin, { ...FLAKY, test_flaky: 'PFFPP' }, { runId: 9002 });
    await expectKept(twin, await act(twin, { runId: 9002, inputs: NO_ALERT }));
    expect(issue.title).toBe('Checkout is shaky');
    expect(issue.body).toContain('`✓✗✗✓✓`');
    expect(issue.body?.trimEnd().endsWith('See the runbook.')).toBe(true);
  });
});

describe('the alert', () => {
  it('closes after a night in which every iteration is whole and without failures', async () => {
    await using twin = await startNight({ ...STABLE, test_once: '-----' }, { instead: { 3: null } });
    await act(twin);
    expect(issuesOf(twin).map(({ title, state }) => [title, state])).toEqual([
      ['Stability alert: `nightly` on `main`', 'open'],
    ]);
    addLegs(twin, STABLE, { runId: 9002 });
    await expectKept(twin, await act(twin, { runId: 9002 }));
    expect(issuesOf(twin).map(({ state }) => state)).toEqual(['closed']);
  });
});
