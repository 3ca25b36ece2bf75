/** Our issues as they are: which one a key means, what each remembers, and which are there twice. */
import type { ManagedIssue } from '../../model/publication.ts';
import { readIssueState, type IssueState } from './state.ts';

export interface KnownIssue {
  readonly issue: ManagedIssue;
  /** Null when its marker was damaged. */
  readonly state: IssueState | null;
}

export interface IssueRegistry {
  find(key: string): KnownIssue | null;
  /** Open issues whose key starts so and whose evidence is of this branch. */
  listOpen(prefix: string, branch: string | null): readonly KnownIssue[];
  /** How many issues with such a key a run has opened already, if it is published again. */
  countOpenedBy(run: number, prefix: string): number;
  /** Further open issues of a key, as two runs at the same time may leave them. */
  readonly duplicates: readonly { readonly issue: ManagedIssue; readonly original: number }[];
}

export function registerIssues(issues: readonly ManagedIssue[]): IssueRegistry {
  const sorted = [...issues].sort(compareIssues);
  const byKey = new Map<string, KnownIssue>();
  const duplicates: { issue: ManagedIssue; original: number }[] = [];
  for (const issue of sorted) {
    const known = byKey.get(issue.key);
    if (known === undefined) byKey.set(issue.key, { issue, state: readIssueState(issue.body) });
    else if (issue.state === 'open') duplicates.push({ issue, original: known.issue.number });
  }
  return {
    find: (key) => byKey.get(key) ?? null,
    listOpen: (prefix, branch) =>
      [...byKey.values()].filter(
        ({ issue, state }) =>
          issue.state === 'open' && issue.key.startsWith(prefix) && state !== null && state.branch === branch,
      ),
    countOpenedBy: (run, prefix) =>
      [...byKey.values()].filter(
        ({ issue, state }) => issue.key.startsWith(prefix) && state?.first.run === run,
      ).length,
    duplicates,
  };
}

/** Open before closed; then the oldest open one, but of closed ones the one that was closed last. */
function compareIssues(a: ManagedIssue, b: ManagedIssue): number {
  if (a.state !== b.state) return a.state === 'open' ? -1 : 1;
  const closedLater = a.state === 'closed' ? timeOf(b.closedAt) - timeOf(a.closedAt) : 0;
  return closedLater || a.number - b.number;
}

function timeOf(iso: string | null): number {
  return iso === null ? 0 : Date.parse(iso) || 0;
}
