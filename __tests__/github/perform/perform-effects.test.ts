import { describe, expect, it } from 'vitest';
import type { GitHubEffect } from '../../../src/github/perform/ports.ts';
import { secondaryLimit } from '../../helpers/github-twin/faults.ts';
import { startTwin } from '../../helpers/github-twin/twin.ts';
import { HEAD } from '../events.ts';
import { LABEL, openStep, perform } from './step.ts';

const EVERYTHING: readonly GitHubEffect[] = [
  { kind: 'upsert-comment', pullRequest: 5, marker: '<!-- m -->', body: '<!-- m --> text' },
  { kind: 'create-issue', key: 'a', title: 'A', body: '<!-- key:a -->', labels: [LABEL], pin: false },
  { kind: 'update-issue', number: 6, reason: 'clean', state: 'closed', comment: 'clean' },
  {
    kind: 'create-check-run',
    name: 'stability',
    headSha: HEAD,
    conclusion: 'success',
    title: 't',
    summary: 's',
    annotations: [],
  },
  { kind: 'post-webhook', format: 'generic', payload: '{}' },
  { kind: 'annotate', level: 'notice', path: null, line: null, title: 't', message: 'm' },
  { kind: 'set-output', name: 'verdict', value: 'flaky' },
  { kind: 'write-summary', markdown: '# Summary' },
];

describe('performing everything', () => {
  it('answers in the order of the plan', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.addPullRequest({ number: 5, headSha: HEAD });
    twin.addIssue({ number: 6, title: 'old' });
    const { performed, outcomes, advice } = await perform(step, EVERYTHING);
    expect(performed.map(({ effect }) => effect)).toEqual(EVERYTHING);
    expect(outcomes).toEqual(EVERYTHING.map(() => 'done'));
    expect(advice).toEqual([]);
    expect(step.summary()).toBe('# Summary\n');
    expect(step.commands).toContain('output verdict=flaky');
    twin.assertNoViolations();
  });

  it('needs no permission for summary, outputs and annotations (trap 14)', async () => {
    await using twin = await startTwin({ permissions: { contents: 'read' } });
    using step = openStep(twin);
    twin.addPullRequest({ number: 5, headSha: HEAD });
    const { outcomes, advice } = await perform(step, EVERYTHING);
    expect(outcomes).toEqual(['failed', 'failed', 'failed', 'failed', 'done', 'done', 'done', 'done']);
    const tail = "add it to the job's permissions";
    expect(advice).toEqual([
      `pull-requests: write is missing: the comment on the pull request was not written; ${tail}`,
      `issues: write is missing: 1 issue was not opened, 1 issue was not updated; ${tail}`,
      `checks: write is missing: the check run was not created; ${tail}`,
    ]);
    expect(step.summary()).toBe('# Summary\n');
  });

  it.each([
    ['fork', 'pull requests from forks get'],
    ['dependabot', 'runs that Dependabot starts get'],
  ] as const)('says once why the token of %s can only read', async (readOnlyToken, who) => {
    await using twin = await startTwin({ permissions: { contents: 'read' } });
    using step = openStep(twin);
    expect((await perform(step, EVERYTHING, readOnlyToken)).advice).toEqual([
      `pull-requests: write, issues: write and checks: write are missing: the comment on the pull request was not written, 1 issue was not opened, 1 issue was not updated, the check run was not created; ${who} a read-only token: publish from a workflow that runs on workflow_run`,
    ]);
  });

  it('goes on with what other permissions allow', async () => {
    await using twin = await startTwin({ permissions: { 'pull-requests': 'write', checks: 'write' } });
    using step = openStep(twin);
    twin.addPullRequest({ number: 5, headSha: HEAD });
    const { outcomes } = await perform(step, [...EVERYTHING.slice(1, 4), ...EVERYTHING.slice(0, 1)]);
    expect(outcomes).toEqual(['failed', 'failed', 'done', 'done']);
  });

  it('has written summary and outputs before it asks anybody', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const seen: string[] = [];
    const look = (): unknown => seen.push(step.summary(), ...step.commands);
    twin.fail('*', { kind: 'meanwhile', act: look });
    await perform(step, EVERYTHING.slice(1));
    expect(seen).toEqual(expect.arrayContaining(['# Summary\n', 'output verdict=flaky', 'notice t: m']));
  });

  it('repeats what GitHub says when a permission alone may not help', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const message = 'Resource protected by organization SAML enforcement.';
    twin.fail('checks/create', { kind: 'answer', answer: { status: 403, json: { message } } });
    expect((await perform(step, EVERYTHING.slice(3, 4))).advice).toEqual([
      `checks: write is missing: the check run was not created; add it to the job's permissions (GitHub said: ${message})`,
    ]);
  });

  it('tells a wrong token from a missing permission', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    Object.assign(twin, { token: 'ghs_other' });
    using wrong = openStep(twin);
    expect((await perform(wrong, EVERYTHING.slice(0, 4))).advice).toEqual([
      'GitHub did not accept the token (401): the comment on the pull request was not written, 1 issue was not opened, 1 issue was not updated, the check run was not created',
    ]);
    expect(step.commands).toEqual([]);
  });

  it('writes the summary even when the deadline is over', async () => {
    await using twin = await startTwin();
    using step = openStep(twin, { connect: { signal: AbortSignal.abort() } });
    const { outcomes, advice } = await perform(step, EVERYTHING);
    expect(outcomes.slice(-3)).toEqual(['done', 'done', 'done']);
    expect(advice).toEqual([
      'the time for publishing was over: the comment on the pull request was not written, 1 issue was not opened, 1 issue was not updated, the check run was not created, the alert was not posted',
    ]);
    expect(twin.requests).toEqual([]);
  });

  it('makes one line of a rate limit, and spares GitHub the rest', async () => {
    await using twin = await startTwin();
    using step = openStep(twin, { connect: { pace: { maxWaitSeconds: 1 } } });
    twin.addPullRequest({ number: 5, headSha: HEAD });
    twin.fail('issues/list-comments', secondaryLimit(429, 30), { times: Infinity });
    const { advice } = await perform(step, EVERYTHING);
    expect(advice).toEqual([
      "GitHub's rate limit was reached: the comment on the pull request was not written, 1 issue was not opened, 1 issue was not updated, the check run was not created",
    ]);
    const rest = twin.requests.filter(({ operation }) => operation !== 'hooks/post');
    expect(rest).toHaveLength(1);
  });
});
