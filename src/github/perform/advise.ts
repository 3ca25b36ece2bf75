/** What people should know of what was performed: one line for one reason. */
import { groupBy } from '../../kit/order.ts';
import { countOf, nounFor } from '../../kit/plural.ts';
import type { ReadOnlyToken } from '../tested-run.ts';
import type { FailedEffect, PerformedEffect } from './perform-effects.ts';
import { PERMISSIONS, type GitHubEffect } from './ports.ts';

/** Lines without line ends. None for what simply worked. */
export function adviseOn(performed: readonly PerformedEffect[], readOnlyToken: ReadOnlyToken): string[] {
  const failed = performed.filter((one): one is FailedEffect => one.outcome === 'failed');
  const notes = performed.flatMap((one) => (one.outcome === 'done' ? (one.done.note ?? []) : []));
  const groups = groupBy(failed, (one) => nameReason(one, readOnlyToken));
  return [...[...groups.values()].map((group) => explainGroup(group, readOnlyToken)), ...notes];
}

/** A token that can only read is one reason, however many permissions it lacks. */
function nameReason({ effect, failure }: FailedEffect, readOnlyToken: ReadOnlyToken): string {
  if (failure.kind !== 'permission') return `${failure.kind} ${failure.cause}`;
  return readOnlyToken === null ? `permission ${PERMISSIONS[effect.kind]}` : 'permission';
}

/** `a, b and c` */
const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function explainGroup(group: readonly FailedEffect[], readOnlyToken: ReadOnlyToken): string {
  const loss = describeLoss(group.map(({ effect }) => effect));
  const failure = group[0]?.failure;
  if (failure?.kind !== 'permission') return `${failure?.cause ?? ''}: ${loss}`;
  const missing = [...new Set(group.flatMap(({ effect }) => PERMISSIONS[effect.kind] ?? []))];
  const verb = nounFor(missing.length, 'is', 'are');
  return `${AND.format(missing)} ${verb} missing: ${loss}; ${adviseOnToken(readOnlyToken, failure.cause)}`;
}

function adviseOnToken(readOnlyToken: ReadOnlyToken, said: string): string {
  if (readOnlyToken === 'fork') {
    return 'pull requests from forks get a read-only token: publish from a workflow that runs on workflow_run';
  }
  if (readOnlyToken === 'dependabot') {
    return 'runs that Dependabot starts get a read-only token: publish from a workflow that runs on workflow_run';
  }
  const words = said.startsWith('Resource not accessible') ? '' : ` (GitHub said: ${said})`;
  return `add it to the job's permissions${words}`;
}

type Words = (count: number) => string;

const were = (count: number, noun: string): string =>
  `${countOf(count, noun)} ${nounFor(count, 'was', 'were')}`;

/** In the order in which they are told. */
const LOSSES: Readonly<Record<GitHubEffect['kind'], Words>> = {
  'write-summary': () => 'the job summary was not written',
  'set-output': (count) => `${were(count, 'output')} not set`,
  annotate: (count) => `${were(count, 'annotation')} not shown`,
  'upsert-comment': () => 'the comment on the pull request was not written',
  'create-issue': (count) => `${were(count, 'issue')} not opened`,
  'update-issue': (count) => `${were(count, 'issue')} not updated`,
  'create-check-run': () => 'the check run was not created',
  'upload-artifact': () => 'the report was not uploaded',
  'post-webhook': () => 'the alert was not posted',
};

function describeLoss(effects: readonly GitHubEffect[]): string {
  const counts = groupBy(effects, ({ kind }) => kind);
  return [...counts].map(([kind, { length }]) => LOSSES[kind](length)).join(', ');
}
