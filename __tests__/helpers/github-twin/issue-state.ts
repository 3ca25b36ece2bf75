/** Changes to issues that both the REST routes and the builders make. */
import type { Issue, Pull, World } from './world.ts';

export interface IssueSpec {
  number?: number;
  title: string;
  body: string | null;
  labels: string[];
  user?: string;
  createdAt?: Date;
  pull?: Pull | null;
}

export function makeIssue(world: World, spec: IssueSpec): Issue {
  const createdAt = spec.createdAt ?? world.now();
  const issue: Issue = {
    number: spec.number ?? Math.max(0, ...world.issues.keys()) + 1,
    id: world.nextId(),
    user: spec.user ?? world.actor,
    createdAt,
    pull: spec.pull ?? null,
    title: spec.title,
    body: spec.body,
    state: 'open',
    stateReason: null,
    labels: spec.labels,
    assignees: [],
    locked: false,
    updatedAt: createdAt,
    closedAt: null,
    closedBy: null,
  };
  world.issues.set(issue.number, issue);
  return issue;
}

export interface StateChange {
  to: Issue['state'];
  reason: Issue['stateReason'];
  by?: string;
}

export function setState(world: World, issue: Issue, { to, reason, by = world.actor }: StateChange): void {
  if (issue.state === to) return;
  issue.state = to;
  issue.stateReason = to === 'closed' ? (reason ?? 'completed') : 'reopened';
  issue.closedAt = to === 'closed' ? world.now() : null;
  issue.closedBy = to === 'closed' ? by : null;
}

/** Labels an issue names are made when they do not exist, as GitHub does; each only once. */
export function useLabels(world: World, names: readonly string[]): string[] {
  const used = new Map(names.map((name) => [name.toLowerCase(), name]));
  for (const [key, name] of used) {
    if (!world.labels.has(key)) {
      world.labels.set(key, { id: world.nextId(), name, color: 'ededed', description: null });
    }
  }
  return [...used.keys()].map((key) => world.labels.get(key)?.name ?? key);
}
