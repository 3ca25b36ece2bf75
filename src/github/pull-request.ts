/** Finds the pull request that a commit is the head of. */
import type { Connection } from './connection.ts';
import { isSameRepository, type TestedRun } from './tested-run.ts';

/**
 * Over the open pull requests into our repository: its head must be this commit of this repository. Numbers that an
 * artifact or an event claims are never used, so nobody can direct our comment to another pull request.
 * Of several (one branch into two others) it is the oldest. Null when there is none, or the commit is unknown. Rejects like the client.
 */
export async function findPullRequest(
  { client, repository }: Connection,
  { sha, branch, headRepository }: TestedRun,
): Promise<number | null> {
  if (sha === null) return null;
  const headOwner = headRepository?.split('/')[0];
  const isNarrow = branch !== null && headOwner !== undefined;
  const { paginate, rest } = await client();
  const open = await paginate(rest.pulls.list, {
    ...repository,
    state: 'open',
    sort: 'created',
    direction: 'asc',
    per_page: 100,
    ...(isNarrow ? { head: `${headOwner}:${branch}` } : {}),
  });
  const matches = open.filter(
    ({ head }) =>
      head.sha === sha &&
      (headRepository === null || isSameRepository(fullNameOf(head.repo), headRepository)),
  );
  return matches.map(({ number }) => number).sort((a, b) => a - b)[0] ?? null;
}

/** The repository of a head is null once a fork is deleted, whatever the types say. */
const fullNameOf = (repo: { readonly full_name: string } | null): string | null => repo?.full_name ?? null;
