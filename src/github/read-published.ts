/** What we have published before: our issues, and our comment on the pull request. */
import type { ManagedIssue, Published } from '../model/publication.ts';
import type { Client } from './client.ts';
import type { Connection } from './connection.ts';
import { explainFailure, type Failure } from './failure.ts';
import { findComments, type CommentPlace } from './comment.ts';

/** How our issues are told from others: a label to list them by, and a marker in the body. */
export interface IssueMarks {
  readonly label: string;
  /** The key in the body's marker; null when there is no marker. */
  readonly keyOf: (body: string) => string | null;
}

export interface PublishedQuery {
  /** Null: issues are switched off. */
  readonly issues: IssueMarks | null;
  /** Null: there is no pull request, or comments are switched off. */
  readonly comment: CommentPlace | null;
}

export interface ReadPublished {
  readonly published: Published;
  /** At most one line. */
  readonly advice: readonly string[];
}

/** `connection`: null when the repository is unknown. */
export async function readPublished(
  connection: Connection | null,
  query: PublishedQuery,
): Promise<ReadPublished> {
  const [issues, comment] = await Promise.all([
    connection === null || query.issues === null ? null : settle(listManagedIssues(connection, query.issues)),
    connection === null || query.comment === null ? null : settle(findComments(connection, query.comment)),
  ]);
  return {
    published: {
      issues: issues?.value ?? null,
      // Not to know it costs nothing: writing it will tell what is wrong.
      comment: comment?.value?.[0]?.body ?? null,
    },
    advice: issues?.failure == null ? [] : [adviseOnIssues(issues.failure)],
  };
}

type Settled<Value> =
  | { readonly value: Value; readonly failure?: undefined }
  | { readonly value?: undefined; readonly failure: Failure };

const settle = <Value>(promise: Promise<Value>): Promise<Settled<Value>> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ failure: explainFailure(error) }),
  );

function adviseOnIssues({ kind, cause }: Failure): string {
  const why = kind === 'permission' ? 'issues: write is missing' : cause;
  const what = kind === 'permission' ? "; add it to the job's permissions" : '';
  return `${why}: earlier issues are unknown, so none is opened, updated or closed${what}`;
}

/** Open and closed, over all pages, oldest first. Rejects like the client. */
async function listManagedIssues(
  connection: Connection,
  { label, keyOf }: IssueMarks,
): Promise<ManagedIssue[]> {
  const { client, repository } = connection;
  const { paginate, rest } = await client();
  const all = await paginate(rest.issues.listForRepo, {
    ...repository,
    labels: label,
    state: 'all',
    // Issues that are opened while we read then come last and move nothing to another page.
    sort: 'created',
    direction: 'asc',
    per_page: 100,
  });
  const managed = all.flatMap((issue) => {
    const key = issue.pull_request === undefined ? keyOf(issue.body ?? '') : null;
    return key === null ? [] : [{ issue, key }];
  });
  return Promise.all(managed.map((found) => describeIssue(connection, found)));
}

type ListedIssue = Awaited<ReturnType<Client['rest']['issues']['listForRepo']>>['data'][number];

async function describeIssue(
  connection: Connection,
  { issue, key }: { readonly issue: ListedIssue; readonly key: string },
): Promise<ManagedIssue> {
  const { number, title, body, labels, closed_at: closedAt } = issue;
  const state = issue.state === 'closed' ? 'closed' : 'open';
  return {
    number,
    key,
    title,
    state,
    closedAt,
    body: body ?? '',
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    closedByPerson: state === 'closed' && (await isClosedByPerson(connection, issue)),
  };
}

/** Not every server names the closer in a list. An account that is gone was a person's. */
async function isClosedByPerson(connection: Connection, issue: ListedIssue): Promise<boolean> {
  const { client, repository, isOurs } = connection;
  if (issue.closed_by != null) return !(await isOurs(issue.closed_by));
  const { rest } = await client();
  const { data } = await rest.issues.get({ ...repository, issue_number: issue.number });
  return !(await isOurs(data.closed_by));
}
