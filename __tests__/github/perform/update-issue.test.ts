import { describe, expect, it } from 'vitest';
import type { UpdateIssue } from '../../../src/model/effect.ts';
import {
  badGateway,
  dropUpdate,
  missingPermission,
  secondaryLimit,
} from '../../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../../helpers/github-twin/twin.ts';
import { countRequests } from '../connect-twin.ts';
import { openStep, perform } from './step.ts';

const update = (change: Partial<UpdateIssue>): UpdateIssue => ({
  kind: 'update-issue',
  number: 1,
  reason: 'failed again',
  ...change,
});

async function startWithIssue(state: 'open' | 'closed' = 'open'): Promise<Twin> {
  const twin = await startTwin();
  twin.addIssue({ number: 1, title: 'old title', body: 'old body', state });
  return twin;
}

describe('updating an issue', () => {
  it('changes what is given and leaves the rest', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin);
    const result = await perform(step, [update({ body: 'new body' })]);
    expect(twin.world.issues.get(1)).toMatchObject({ title: 'old title', body: 'new body', state: 'open' });
    expect(result).toMatchObject({ outcomes: ['done'], advice: [] });
    await perform(step, [update({ title: 'new title' })]);
    expect(twin.world.issues.get(1)).toMatchObject({ title: 'new title', body: 'new body' });
    twin.assertNoViolations();
  });

  it('closes, reopens and says why', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin);
    await perform(step, [update({ state: 'closed', comment: '29 clean runs' })]);
    expect(twin.world.issues.get(1)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    await perform(step, [update({ state: 'open', comment: 'failed again' })]);
    expect(twin.world.issues.get(1)).toMatchObject({ state: 'open', stateReason: 'reopened' });
    expect(twin.world.comments.map(({ body }) => body)).toEqual(['29 clean runs', 'failed again']);
    twin.assertNoViolations();
  });

  it('notices that GitHub kept the old body, and tries again (trap 9)', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin);
    twin.fail('issues/update', dropUpdate());
    const body = `${'x'.repeat(50_000)}<!-- key:a -->`;
    const { outcomes, advice } = await perform(step, [update({ body, state: 'closed' })]);
    expect(outcomes).toEqual(['done']);
    expect(advice).toEqual(['GitHub took the text of issue #1 only at the second try, shortened']);
    const stored = twin.world.issues.get(1);
    expect(stored).toMatchObject({ state: 'closed' });
    expect(stored?.body).toMatch(/^x{1000}.*<!-- key:a -->$/s);
    expect(stored?.body?.length).toBeLessThanOrEqual(30_000);
  });

  it('says so when GitHub keeps the old body for good', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin);
    twin.fail('issues/update', dropUpdate(), { times: Infinity });
    const { advice } = await perform(step, [update({ body: 'new body' })]);
    expect(advice).toEqual(['GitHub kept the old text of issue #1: 1 issue was not updated']);
    expect(countRequests(twin, 'issues/update')).toBe(2);
  });

  it('never sends a body that GitHub would drop (trap 9)', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin);
    const { advice } = await perform(step, [update({ body: `${'é'.repeat(300_000)}<!-- key:a -->` })]);
    expect(advice).toEqual([]);
    expect(twin.world.issues.get(1)?.body).toMatch(/<!-- key:a -->$/);
    expect(countRequests(twin, 'issues/update')).toBe(1);
  });

  it('costs one line when the issue is gone', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    expect((await perform(step, [update({ state: 'closed' })])).advice).toEqual([
      'GitHub refused (404 Not Found): 1 issue was not updated',
    ]);
  });

  it('is not tried by the others once the rate limit is reached (trap 13)', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin, { connect: { pace: { maxWaitSeconds: 10 } } });
    twin.fail('issues/update', secondaryLimit(403, 60), { times: Infinity });
    const effects = [update({ title: 'a' }), update({ title: 'b' }), update({ title: 'c' })];
    const { advice } = await perform(step, effects);
    expect(advice).toEqual(["GitHub's rate limit was reached: 3 issues were not updated"]);
    expect(countRequests(twin, 'issues/update')).toBe(1);
  });

  it('and opening one share the line about their permission', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin);
    twin.fail('issues/*', missingPermission(), { times: Infinity });
    const create = { kind: 'create-issue', key: 'k', title: 't', body: 'b', labels: [], pin: false } as const;
    const { advice } = await perform(step, [create, update({ title: 'a' }), update({ title: 'b' })]);
    expect(advice).toEqual([
      "issues: write is missing: 1 issue was not opened, 2 issues were not updated; add it to the job's permissions",
    ]);
  });

  it('passes a bad gateway', async () => {
    await using twin = await startWithIssue();
    using step = openStep(twin);
    twin.fail('issues/update', badGateway());
    expect((await perform(step, [update({ title: 'a' })])).outcomes).toEqual(['done']);
  });
});
