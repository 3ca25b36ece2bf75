import { describe, expect, it } from 'vitest';
import { CONTRACTS } from '../helpers/github-twin/contract.ts';
import { OPERATIONS } from '../helpers/github-twin/routes/index.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { at, connect } from './octokit.ts';

const RUN = 77;
const HEAD = 'c0ffee'.padEnd(40, '0');

describe("GitHub's description", () => {
  it('has every operation of the twin, and no other', () => {
    const described = CONTRACTS.map(({ id }) => id).sort();
    expect(described).toEqual(OPERATIONS.map(({ id }) => id).sort());
  });

  it.each(CONTRACTS.map((contract) => [contract.id, contract] as const))('%s compiles', (_, contract) => {
    const checks = [
      contract.checkParameters('path', {}),
      contract.checkParameters('query', { nonsense: 'x' }),
      contract.checkBody({ nonsense: 1 }),
      contract.checkAnswer(200, null),
      contract.checkAnswer(404, { message: 1 }),
    ];
    expect(checks[1]).not.toEqual([]);
    expect(checks[4]).not.toEqual([]);
  });
});

describe('the twin', () => {
  it('answers every operation as GitHub describes it', async () => {
    await using twin = await startTwin();
    await useEverything(twin);
    twin.assertNoViolations();
    await using personal = await startTwin({ actor: 'octocat', token: 'ghp_personal' });
    const { data } = await connect(personal).rest.users.getAuthenticated();
    expect(data.login).toBe('octocat');
    personal.assertNoViolations();
    const served = [...twin.requests, ...personal.requests].filter(
      ({ status }) => status !== null && status < 400,
    );
    expect(new Set(served.map(({ operation }) => operation))).toEqual(
      new Set(OPERATIONS.map(({ id }) => id)),
    );
  });
});

async function useEverything(twin: Twin): Promise<void> {
  const { rest } = connect(twin);
  const repo = at(twin);
  twin.addRun({ id: RUN, headSha: HEAD, event: 'pull_request', headBranch: 'topic' });
  twin.addRun({ id: RUN, attempt: 2, headSha: HEAD, conclusion: 'failure' });
  const pull = twin.addPullRequest({ headSha: HEAD, labels: ['bug'] });
  const artifact = twin.addArtifact('test-results-1', Buffer.from('zip'), { runId: RUN });
  await rest.rateLimit.get();
  await rest.repos.get(repo);
  await expect(rest.users.getAuthenticated()).rejects.toThrow('Resource not accessible by integration');

  await rest.actions.listArtifactsForRepo({ ...repo, name: 'test-results-1' });
  await rest.actions.listWorkflowRunArtifacts({ ...repo, run_id: RUN });
  await rest.actions.getArtifact({ ...repo, artifact_id: artifact.id });
  await rest.actions.downloadArtifact({
    ...repo,
    artifact_id: artifact.id,
    archive_format: 'zip',
    request: { redirect: 'manual' },
  });
  await rest.actions.deleteArtifact({ ...repo, artifact_id: artifact.id });
  await rest.actions.getWorkflowRun({ ...repo, run_id: RUN });
  await rest.actions.getWorkflowRunAttempt({ ...repo, run_id: RUN, attempt_number: 1 });

  await rest.pulls.list({ ...repo, head: 'octo-org:topic', state: 'all' });
  await rest.pulls.get({ ...repo, pull_number: pull.number });
  await rest.repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha: HEAD });

  await rest.issues.createLabel({ ...repo, name: 'flaky-test', color: 'ededed', description: 'x' });
  await rest.issues.getLabel({ ...repo, name: 'Flaky-Test' });
  await rest.issues.listLabelsForRepo(repo);
  const { data: issue } = await rest.issues.create({
    ...repo,
    title: 'Flaky',
    body: 'x',
    labels: ['flaky-test'],
  });
  const one = { ...repo, issue_number: issue.number };
  await rest.issues.update({ ...one, state: 'closed', state_reason: 'completed' });
  await rest.issues.get(one);
  await rest.issues.listForRepo({ ...repo, state: 'all', labels: 'flaky-test' });
  const { data: comment } = await rest.issues.createComment({ ...one, body: 'hello' });
  const said = { ...repo, comment_id: comment.id };
  await rest.issues.updateComment({ ...said, body: 'again' });
  await rest.issues.getComment(said);
  await rest.issues.listComments(one);
  await rest.issues.deleteComment(said);

  const { data: check } = await rest.checks.create({ ...repo, name: 'stability', head_sha: HEAD });
  await rest.checks.update({ ...repo, check_run_id: check.id, conclusion: 'neutral', status: 'completed' });
  await rest.checks.get({ ...repo, check_run_id: check.id });
  await useGit(twin);
}

async function useGit(twin: Twin): Promise<void> {
  const { rest } = connect(twin);
  const repo = at(twin);
  twin.addFiles({ '.github/CODEOWNERS': '* @octo-org/qa\n' });
  const { data: owners } = await rest.repos.getContent({ ...repo, path: '.github/CODEOWNERS' });
  expect('content' in owners && Buffer.from(owners.content, 'base64').toString()).toBe('* @octo-org/qa\n');
  const { data: main } = await rest.git.getRef({ ...repo, ref: 'heads/main' });
  const { data: parent } = await rest.git.getCommit({ ...repo, commit_sha: main.object.sha });
  const { data: blob } = await rest.git.createBlob({ ...repo, content: 'aGk=', encoding: 'base64' });
  await rest.git.getBlob({ ...repo, file_sha: blob.sha });
  const entry = { path: 'data/nights.json', mode: '100644', type: 'blob', sha: blob.sha } as const;
  const { data: tree } = await rest.git.createTree({ ...repo, base_tree: parent.tree.sha, tree: [entry] });
  const { data: whole } = await rest.git.getTree({ ...repo, tree_sha: tree.sha, recursive: '1' });
  expect(whole.tree.map(({ path }) => path)).toEqual(['.github/CODEOWNERS', 'data/nights.json']);
  const commit = (message: string): Promise<string> =>
    rest.git
      .createCommit({ ...repo, message, tree: tree.sha, parents: [parent.sha] })
      .then(({ data }) => data.sha);
  const [ours, theirs] = [await commit('ours'), await commit('theirs')];
  await rest.git.createRef({ ...repo, ref: 'refs/heads/data', sha: parent.sha });
  await rest.git.updateRef({ ...repo, ref: 'heads/data', sha: theirs });
  await expect(rest.git.updateRef({ ...repo, ref: 'heads/data', sha: ours })).rejects.toThrow(
    'Update is not a fast forward',
  );
}
