import { apiUrl, fullName, pageUrl, toIso, type Issue, type Pull, type World } from '../world.ts';
import { showLabel } from './label.ts';
import { showRepository } from './repository.ts';
import { idOf, nodeId, showUser } from './user.ts';

/** As a list shows it. */
export function showPull(world: World, issue: Issue, pull: Pull): Record<string, unknown> {
  const url = apiUrl(world, `pulls/${issue.number}`);
  const page = pageUrl(world, `pull/${issue.number}`);
  const issueUrl = apiUrl(world, `issues/${issue.number}`);
  const links = {
    self: url,
    html: page,
    issue: issueUrl,
    comments: `${issueUrl}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${apiUrl(world, 'pulls')}/comments{/number}`,
    commits: `${url}/commits`,
    statuses: apiUrl(world, `statuses/${pull.headSha}`),
  };
  return {
    id: issue.id,
    node_id: nodeId('PullRequest', issue.id),
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: showUser(world, issue.user),
    body: issue.body,
    // GitHub describes these labels with a text, never null.
    labels: issue.labels.map((name) => ({ ...showLabel(world, name), description: labelText(world, name) })),
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    created_at: toIso(issue.createdAt),
    updated_at: toIso(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : toIso(issue.closedAt),
    merged_at: null,
    merge_commit_sha: null,
    draft: pull.draft,
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    head: showEnd(world, pull.headRepository, { ref: pull.headRef, sha: pull.headSha }),
    base: showEnd(world, fullName(world), { ref: pull.baseRef, sha: baseSha(world, pull.baseRef) }),
  };
}

const labelText = (world: World, name: string): string =>
  world.labels.get(name.toLowerCase())?.description ?? '';

/** What `pulls/get` adds. */
export function showWholePull(world: World, issue: Issue, pull: Pull): Record<string, unknown> {
  return {
    ...showPull(world, issue, pull),
    merged: false,
    mergeable: true,
    rebaseable: true,
    mergeable_state: 'clean',
    merged_by: null,
    comments: 0,
    review_comments: 0,
    commits: 1,
    additions: 1,
    deletions: 0,
    changed_files: 1,
    maintainer_can_modify: false,
  };
}

/** As a workflow run names it: without forks. */
export function namePull(world: World, issue: Issue, pull: Pull): Record<string, unknown> {
  const repo = (name: string): Record<string, unknown> => ({
    id: idOf(name),
    url: `${world.urls.api}/repos/${name}`,
    name: name.split('/')[1] ?? '',
  });
  return {
    id: issue.id,
    number: issue.number,
    url: apiUrl(world, `pulls/${issue.number}`),
    head: { ref: pull.headRef, sha: pull.headSha, repo: repo(pull.headRepository) },
    base: { ref: pull.baseRef, sha: baseSha(world, pull.baseRef), repo: repo(fullName(world)) },
  };
}

const baseSha = (world: World, ref: string): string =>
  world.git.refs.get(`refs/heads/${ref}`) ?? '0'.repeat(40);

function showEnd(
  world: World,
  repository: string,
  end: { ref: string; sha: string },
): Record<string, unknown> {
  const owner = repository.split('/')[0] ?? '';
  return {
    label: `${owner}:${end.ref}`,
    ...end,
    user: showUser(world, owner),
    repo: showRepository(world, repository),
  };
}
