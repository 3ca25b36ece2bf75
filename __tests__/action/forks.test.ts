import { describe, expect, it } from 'vitest';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { writeZip } from '../helpers/zip-writer.ts';
import { addPull, FORK, HEAD, makeWorkflowRunEvent, OURS, PULL, TESTS_RUN } from './pulls.ts';
import {
  act,
  addLegs,
  adviceOf,
  expectKept,
  FLAKY,
  issuesOf,
  ourComments,
  STABLE,
  type Strips,
} from './stage.ts';

const OTHER = 'badc0de000000000000000000000000000000002';

/** The tests of a pull request have run; now the second workflow publishes. */
async function startFork(strips: Strips, headRepository = FORK): Promise<Twin> {
  const twin = await startTwin({
    permissions: { actions: 'read', contents: 'read', 'pull-requests': 'write' },
  });
  twin.addRun({
    id: TESTS_RUN,
    event: 'pull_request',
    headSha: HEAD,
    headBranch: 'topic',
    headRepository,
    name: 'tests',
    conclusion: 'success',
  });
  addLegs(twin, strips, { runId: TESTS_RUN });
  return twin;
}

describe('publishing from workflow_run', () => {
  it('trap 15: finds the pull request of a fork by the tested commit, whatever its payload leaves out', async () => {
    await using twin = await startFork(FLAKY);
    twin.addPullRequest({ number: 4, headSha: OTHER, headRef: 'topic', headRepository: 'eve/shop' });
    addPull(twin, { headRepository: FORK });
    const result = await act(twin, { event: makeWorkflowRunEvent() });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(adviceOf(result)).toEqual([]);
    expect(twin.world.comments.map(({ issue }) => issue)).toEqual([PULL]);
    const [comment] = ourComments(twin, PULL);
    expect(comment?.body).toContain('`tests.test_a::test_flaky`');
    expect(comment?.body).toContain(`actions/runs/${TESTS_RUN}`);
    expect(comment?.body).toContain(`commit \`${HEAD.slice(0, 7)}\``);
    expect(issuesOf(twin)).toEqual([]);
  });

  it.each([
    ['has another head by now', { headSha: OTHER, headRepository: FORK }],
    ['is closed', { headRepository: FORK, state: 'closed' as const }],
    ['comes from another repository with the same commit', { headRepository: 'mallory/other' }],
  ])('does not touch a pull request that %s', async (_, spec) => {
    await using twin = await startFork(FLAKY);
    addPull(twin, spec);
    const result = await act(twin, { event: makeWorkflowRunEvent(), inputs: { comment: 'always' } });
    await expectKept(twin, result);
    expect(twin.world.comments).toEqual([]);
  });

  it('trap 15: believes no number that an artifact or the event tells', async () => {
    await using twin = await startFork(STABLE);
    addPull(twin, { headRepository: FORK });
    twin.addPullRequest({ number: 6, headSha: OTHER });
    twin.addArtifact(
      'test-results-6',
      writeZip([
        { name: 'pr-number.txt', content: '6' },
        {
          name: 'r.xml',
          content:
            '<testsuite><properties><property name="pull_request" value="6"/></properties><testcase name="test_a"/></testsuite>',
        },
      ]),
      { runId: TESTS_RUN },
    );
    const event = makeWorkflowRunEvent({ pull_requests: [{ number: 6 }] });
    const result = await act(twin, { event, inputs: { comment: 'always' } });
    await expectKept(twin, result);
    expect(twin.world.comments.map(({ issue }) => issue)).toEqual([PULL]);
  });

  it('of our own branch, comments as well', async () => {
    await using twin = await startFork(FLAKY, OURS);
    addPull(twin);
    const event = makeWorkflowRunEvent({ head_repository: { full_name: OURS } });
    const result = await act(twin, { event });
    await expectKept(twin, result);
    expect(ourComments(twin, PULL)).toHaveLength(1);
  });

  it('without pull-requests: write says so in one line', async () => {
    await using twin = await startFork(FLAKY);
    addPull(twin, { headRepository: FORK });
    twin.setPermissions({ actions: 'read', contents: 'read' });
    const result = await act(twin, { event: makeWorkflowRunEvent() });
    await expectKept(twin, result);
    expect(adviceOf(result)).toEqual([
      "pull-requests: write is missing in the job's permissions: the pull request is unknown and gets no comment",
    ]);
  });
});
