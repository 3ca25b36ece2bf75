import { apiUrl, fullName, pageUrl, toIso, type Run, type World } from '../world.ts';
import { namePull } from './pull.ts';
import { showRepository } from './repository.ts';
import { idOf, nodeId, showUser } from './user.ts';

const WORKFLOW_ID = 4711;

export function showRun(world: World, run: Run): Record<string, unknown> {
  const url = apiUrl(world, `actions/runs/${run.id}`);
  const attempt = `${url}/attempts/${run.attempt}`;
  const person = { name: 'Octo', email: 'octo@example.com' };
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.name,
    run_number: run.id % 1000,
    run_attempt: run.attempt,
    event: run.event,
    status: run.conclusion === null ? 'in_progress' : 'completed',
    conclusion: run.conclusion,
    workflow_id: WORKFLOW_ID,
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    url,
    html_url: pageUrl(world, `actions/runs/${run.id}`),
    pull_requests: listPulls(world, run),
    created_at: toIso(run.createdAt),
    updated_at: toIso(run.createdAt),
    run_started_at: toIso(run.createdAt),
    actor: showUser(world, world.owner),
    triggering_actor: showUser(world, world.owner),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: apiUrl(world, `check-suites/${run.id}`),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt === 1 ? null : attempt.replace(/\d+$/, `${run.attempt - 1}`),
    workflow_url: apiUrl(world, `actions/workflows/${WORKFLOW_ID}`),
    head_commit: {
      id: run.headSha,
      tree_id: run.headSha,
      message: 'change',
      timestamp: toIso(run.createdAt),
      author: person,
      committer: person,
    },
    repository: showRepository(world, fullName(world)),
    head_repository: showRepository(world, run.headRepository),
    head_repository_id: idOf(run.headRepository),
  };
}

/** Empty for forks: the trap that makes a pull request hard to find. */
function listPulls(world: World, run: Run): unknown[] {
  if (run.headRepository !== fullName(world)) return [];
  return [...world.issues.values()].flatMap((issue) =>
    issue.pull?.headSha === run.headSha ? [namePull(world, issue, issue.pull)] : [],
  );
}
