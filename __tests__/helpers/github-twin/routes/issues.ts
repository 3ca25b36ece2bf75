import {
  created,
  notFound,
  ok,
  unimplemented,
  type Answer,
  type Call,
  type Operation,
} from '../operation.ts';
import { checkTitle, isTooLong, refuseIssueBody } from '../limits.ts';
import { PAGE_QUERY, takePage } from '../paginate.ts';
import { read, write } from '../permissions.ts';
import { showIssue } from '../represent/issue.ts';
import { apiUrl, type Issue, type World } from '../world.ts';
import { makeIssue, setState, useLabels } from '../issue-state.ts';

interface IssueBody {
  title?: string | number;
  body?: string | null;
  state?: Issue['state'];
  state_reason?: Issue['stateReason'];
  labels?: readonly (string | { name?: string })[];
  assignees?: readonly string[];
}

const KNOWN = new Set(['title', 'body', 'state', 'state_reason', 'labels', 'assignees']);

/** Fields that GitHub knows and the twin does not. */
function findUnknown(body: IssueBody): Answer | null {
  const unknown = Object.keys(body).filter((key) => !KNOWN.has(key));
  return unknown.length === 0 ? null : unimplemented(`the issue fields ${unknown.join(', ')}`);
}

const nameLabels = (labels: NonNullable<IssueBody['labels']>): string[] =>
  labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));

function listIssues(world: World, { query }: Call): Issue[] {
  const { state = 'open', labels, since, creator, sort = 'created', direction = 'desc' } = query;
  const wanted = (labels ?? '').split(',').filter((label) => label !== '');
  const has = (issue: Issue, label: string): boolean =>
    issue.labels.some((name) => name.toLowerCase() === label.trim().toLowerCase());
  const key = (issue: Issue): number => {
    if (sort === 'comments') return world.comments.filter((comment) => comment.issue === issue.number).length;
    return (sort === 'updated' ? issue.updatedAt : issue.createdAt).getTime();
  };
  return [...world.issues.values()]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => wanted.every((label) => has(issue, label)))
    .filter((issue) => since === undefined || issue.updatedAt >= new Date(since))
    .filter((issue) => creator === undefined || issue.user === creator)
    .sort((a, b) => (key(a) - key(b) || a.number - b.number) * (direction === 'desc' ? -1 : 1));
}

function createIssue(world: World, body: IssueBody): Answer {
  const refused = findUnknown(body) ?? checkTitle(String(body.title));
  if (refused !== null) return refused;
  if (isTooLong(body.body)) return refuseIssueBody();
  const labels = useLabels(world, nameLabels(body.labels ?? []));
  const issue = makeIssue(world, { title: String(body.title), body: body.body ?? null, labels });
  issue.assignees = [...(body.assignees ?? [])];
  return created(showIssue(world, issue));
}

function updateIssue(world: World, issue: Issue, body: IssueBody): Answer {
  const refused = findUnknown(body) ?? (body.title === undefined ? null : checkTitle(String(body.title)));
  if (refused !== null) return refused;
  if (body.title !== undefined) issue.title = String(body.title);
  // Trap 9: an update that is too long answers 200 and keeps the old body.
  if (body.body !== undefined && !isTooLong(body.body)) issue.body = body.body;
  if (body.labels !== undefined) issue.labels = useLabels(world, nameLabels(body.labels));
  if (body.assignees !== undefined) issue.assignees = [...body.assignees];
  if (body.state !== undefined) setState(world, issue, { to: body.state, reason: body.state_reason ?? null });
  issue.updatedAt = world.now();
  return ok(showIssue(world, issue));
}

export const ISSUE_OPERATIONS: readonly Operation[] = [
  {
    id: 'issues/list-for-repo',
    needs: read('issues'),
    query: [...PAGE_QUERY, 'state', 'labels', 'since', 'creator', 'sort', 'direction'],
    answer: (world, call) => {
      const { items, headers } = takePage(listIssues(world, call), call, apiUrl(world, 'issues'));
      return { status: 200, headers, json: items.map((issue) => showIssue(world, issue)) };
    },
  },
  {
    id: 'issues/create',
    needs: write('issues'),
    answer: (world, { body }) => createIssue(world, body as IssueBody),
  },
  {
    id: 'issues/get',
    needs: read('issues'),
    answer: (world, { params }) => {
      const issue = world.issues.get(Number(params['issue_number']));
      return issue === undefined ? notFound() : ok(showIssue(world, issue));
    },
  },
  {
    id: 'issues/update',
    needs: write('issues'),
    answer: (world, { params, body }) => {
      const issue = world.issues.get(Number(params['issue_number']));
      return issue === undefined ? notFound() : updateIssue(world, issue, body as IssueBody);
    },
  },
];
