import { describe, expect, it } from 'vitest';
import type { Permissions } from '../helpers/github-twin/permissions.ts';
import {
  act,
  adviceOf,
  countOf,
  errorsOf,
  expectAnalysed,
  expectKept,
  FLAKY,
  issuesOf,
  ourComments,
  startNight,
} from './stage.ts';
import { addPull, HEAD, makePullEvent } from './pulls.ts';

const EVERYTHING: Permissions = {
  actions: 'read',
  contents: 'read',
  checks: 'write',
  issues: 'write',
  'pull-requests': 'write',
};
const ALL_WRITERS = { comment: 'always', issues: 'on', 'check-run': 'on' };

describe('a missing permission costs one effect and one line that names it', () => {
  it.each<[missing: keyof Permissions, line: string]>([
    [
      'pull-requests',
      "pull-requests: write is missing: the comment on the pull request was not written; add it to the job's permissions",
    ],
    [
      'issues',
      "issues: write is missing: earlier issues are unknown, so none is opened, updated or closed; add it to the job's permissions",
    ],
    ['checks', "checks: write is missing: the check run was not created; add it to the job's permissions"],
  ])('%s', async (missing, line) => {
    await using twin = await startNight(FLAKY, {}, { permissions: { ...EVERYTHING, [missing]: 'none' } });
    addPull(twin);
    const result = await act(twin, { event: makePullEvent(), inputs: ALL_WRITERS });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(adviceOf(result)).toEqual([line]);
    expect({
      'pull-requests': ourComments(twin, 5).length,
      issues: issuesOf(twin).length,
      checks: twin.world.checkRuns.size,
    }).toEqual({ 'pull-requests': 1, issues: 2, checks: 1, [missing]: 0 });
  });

  it('a token that reads issues and may not write them is not asked twice', async () => {
    await using twin = await startNight(FLAKY, {}, { permissions: { contents: 'read', issues: 'read' } });
    const result = await act(twin);
    await expectKept(twin, result);
    expect(adviceOf(result)).toEqual([
      "issues: write is missing: 2 issues were not opened; add it to the job's permissions",
    ]);
    expect(countOf(twin, 'issues/create')).toBe(1);
  });

  it('trap 14: a default token writes the summary and nothing else, one line for each permission', async () => {
    await using twin = await startNight(FLAKY, {}, { permissions: { contents: 'read' } });
    addPull(twin);
    const result = await act(twin, { event: makePullEvent(), inputs: ALL_WRITERS });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(adviceOf(result).map((line) => line.split(' is missing')[0])).toEqual([
      'issues: write',
      'checks: write',
      'pull-requests: write',
    ]);
    expect([twin.world.comments.length, issuesOf(twin).length, twin.world.checkRuns.size]).toEqual([0, 0, 0]);
  });

  it('actions: read, for the artifacts of another run', async () => {
    await using twin = await startNight(
      FLAKY,
      { runId: 500 },
      { permissions: { contents: 'read', issues: 'write' } },
    );
    const result = await act(twin, { inputs: { 'run-id': '500' } });
    expect(result.exitCode).toBe(3);
    expectAnalysed(twin, result);
    expect(errorsOf(result)).toEqual([
      expect.stringMatching(
        /^no evidence: .*\(403\) → Add .?actions: read.? to the permissions of this job$/,
      ),
    ]);
  });
});

describe('tokens that can only read, whatever the workflow asks for', () => {
  const READ_ONLY: Permissions = {
    actions: 'read',
    checks: 'read',
    contents: 'read',
    issues: 'read',
    'pull-requests': 'read',
  };

  it.each([
    [
      'a pull request from a fork',
      'mallory/shop',
      'mallory',
      'pull requests from forks get a read-only token',
    ],
    ['Dependabot', 'octo-org/shop', 'dependabot[bot]', 'runs that Dependabot starts get a read-only token'],
  ])('%s', async (_, from, actor, why) => {
    await using twin = await startNight(FLAKY, {}, { permissions: READ_ONLY });
    addPull(twin, { headRepository: from });
    const result = await act(twin, {
      event: makePullEvent({ from }),
      inputs: ALL_WRITERS,
      env: { GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: actor },
    });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    const [line, ...more] = adviceOf(result);
    expect(more).toEqual([]);
    expect(line).toContain('are missing: ');
    expect(line).toContain(`${why}: publish from a workflow that runs on workflow_run`);
    expect(result.summary).toContain(HEAD.slice(0, 7));
    expect([twin.world.comments.length, issuesOf(twin).length, twin.world.checkRuns.size]).toEqual([0, 0, 0]);
  });
});
