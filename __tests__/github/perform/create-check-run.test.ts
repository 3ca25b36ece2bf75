import { describe, expect, it } from 'vitest';
import type { Annotate, CreateCheckRun } from '../../../src/model/effect.ts';
import { badGateway } from '../../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../../helpers/github-twin/twin.ts';
import { countRequests } from '../connect-twin.ts';
import { HEAD } from '../events.ts';
import { openStep, perform, urlOf } from './step.ts';

const annotation = (change: Partial<Annotate> = {}): Annotate => ({
  kind: 'annotate',
  level: 'warning',
  path: 'src/a.test.ts',
  line: 3,
  title: 'flaky',
  message: 'failed 2 of 5',
  ...change,
});

const check = (annotations: readonly Annotate[], change: Partial<CreateCheckRun> = {}): CreateCheckRun => ({
  kind: 'create-check-run',
  name: 'stability',
  headSha: HEAD,
  conclusion: 'neutral',
  title: '1 flaky test',
  summary: 'of 100',
  annotations,
  ...change,
});

const stored = (twin: Twin) => [...twin.world.checkRuns.values()];

describe('a check run', () => {
  it('shows conclusion, summary and annotations', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const annotations = [
      annotation(),
      annotation({ level: 'error', line: null }),
      annotation({ level: 'notice' }),
    ];
    const result = await perform(step, [check(annotations)]);
    expect(stored(twin)).toMatchObject([
      {
        name: 'stability',
        headSha: HEAD,
        conclusion: 'neutral',
        status: 'completed',
        output: { title: '1 flaky test', summary: 'of 100' },
      },
    ]);
    expect(stored(twin)[0]?.annotations).toEqual([
      {
        path: 'src/a.test.ts',
        start_line: 3,
        end_line: 3,
        annotation_level: 'warning',
        title: 'flaky',
        message: 'failed 2 of 5',
      },
      expect.objectContaining({ annotation_level: 'failure', start_line: 1, end_line: 1 }),
      expect.objectContaining({ annotation_level: 'notice' }),
    ]);
    expect(urlOf(result)).toMatch(/^https:\/\/github\.com\/octo-org\/shop\/runs\/\d+$/);
    twin.assertNoViolations();
  });

  it.each([
    [0, 1, 0],
    [50, 1, 0],
    [51, 1, 1],
    [120, 1, 2],
  ])('takes %i annotations, fifty a request (trap 10)', async (count, creates, updates) => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const annotations = Array.from({ length: count }, (_, index) => annotation({ line: index + 1 }));
    await perform(step, [check(annotations)]);
    const lines = stored(twin)[0]?.annotations as { start_line: number }[];
    expect(lines.map(({ start_line }) => start_line)).toEqual(annotations.map(({ line }) => line));
    expect(countRequests(twin, 'checks/create')).toBe(creates);
    expect(countRequests(twin, 'checks/update')).toBe(updates);
    twin.assertNoViolations();
  });

  it('leaves out annotations without a file and cuts long texts', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const annotations = [
      annotation({ path: null }),
      annotation({ title: 't'.repeat(500), message: 'm'.repeat(90_000) }),
    ];
    await perform(step, [check(annotations, { title: 't'.repeat(500), summary: 's'.repeat(90_000) })]);
    const [only, ...rest] = (stored(twin)[0]?.annotations ?? []) as { title: string; message: string }[];
    expect(rest).toEqual([]);
    expect([only?.title.length, only?.message.length]).toEqual([255, 16_000]);
    expect(stored(twin)[0]?.output.summary?.length).toBeLessThanOrEqual(65_535);
  });

  it('costs one line when the token may not, or GitHub fails', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('checks/create', badGateway(), { times: 4 });
    expect((await perform(step, [check([])])).advice).toEqual([
      'GitHub answered 502, again and again: the check run was not created',
    ]);
    twin.setPermissions({ issues: 'write' });
    expect((await perform(step, [check([])])).advice).toEqual([
      "checks: write is missing: the check run was not created; add it to the job's permissions",
    ]);
  });
});
