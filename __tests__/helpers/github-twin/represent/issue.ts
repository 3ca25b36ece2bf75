import { apiUrl, pageUrl, toIso, type Comment, type Issue, type World } from '../world.ts';
import { nodeId, showUser } from './user.ts';
import { showLabel } from './label.ts';

export function showIssue(world: World, issue: Issue): Record<string, unknown> {
  const url = apiUrl(world, `issues/${issue.number}`);
  return {
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    url,
    repository_url: apiUrl(world, '').slice(0, -1),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: pageUrl(world, `${issue.pull === null ? 'issues' : 'pull'}/${issue.number}`),
    number: issue.number,
    title: issue.title,
    user: showUser(world, issue.user),
    labels: issue.labels.map((name) => showLabel(world, name)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: null,
    assignee: issue.assignees[0] === undefined ? null : showUser(world, issue.assignees[0]),
    assignees: issue.assignees.map((login) => showUser(world, login)),
    milestone: null,
    comments: world.comments.filter((comment) => comment.issue === issue.number).length,
    created_at: toIso(issue.createdAt),
    updated_at: toIso(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : toIso(issue.closedAt),
    closed_by: issue.closedBy === null ? null : showUser(world, issue.closedBy),
    author_association: 'NONE',
    body: issue.body,
    performed_via_github_app: null,
    ...(issue.pull === null ? {} : { draft: issue.pull.draft, pull_request: linkPull(world, issue.number) }),
  };
}

function linkPull(world: World, number: number): Record<string, unknown> {
  const page = pageUrl(world, `pull/${number}`);
  return {
    url: apiUrl(world, `pulls/${number}`),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: null,
  };
}

export function showComment(world: World, comment: Comment): Record<string, unknown> {
  const issue = world.issues.get(comment.issue);
  const kind = issue === undefined || issue.pull === null ? 'issues' : 'pull';
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: apiUrl(world, `issues/comments/${comment.id}`),
    html_url: pageUrl(world, `${kind}/${comment.issue}#issuecomment-${comment.id}`),
    issue_url: apiUrl(world, `issues/${comment.issue}`),
    user: showUser(world, comment.user),
    created_at: toIso(comment.createdAt),
    updated_at: toIso(comment.updatedAt),
    author_association: 'NONE',
    body: comment.body,
    performed_via_github_app: null,
  };
}
