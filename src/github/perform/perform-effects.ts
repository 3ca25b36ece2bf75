/**
 * Performs what was planned. Every effect fails alone, and what would fail for a reason that is known by then is not
 * tried.
 */
import { explainFailure, refuse, type Failure } from '../failure.ts';
import { upsertComment } from '../comment.ts';
import { createCheckRun } from './create-check-run.ts';
import { createIssue, updateIssue } from './write-issue.ts';
import { PERMISSIONS, type ConnectedPorts, type Done, type GitHubEffect, type Ports } from './ports.ts';
import { postWebhook } from './post-webhook.ts';
import { annotate, writeSummary } from './tell-runner.ts';
import { uploadArtifact } from './upload-artifact.ts';

export type PerformedEffect =
  | { readonly effect: GitHubEffect; readonly outcome: 'done'; readonly done: Done }
  | { readonly effect: GitHubEffect; readonly outcome: 'failed'; readonly failure: Failure };

export type FailedEffect = Extract<PerformedEffect, { readonly outcome: 'failed' }>;

type Kind = GitHubEffect['kind'];

/** What needs no permission and no network comes first, so that nothing can keep it from being done. */
const FIRST: readonly Kind[] = ['write-summary', 'set-output', 'annotate'];

/** Left in files of the step and in its log: whoever cannot be reached has no part in it. */
export const isStepOutput = ({ kind }: GitHubEffect): boolean => FIRST.includes(kind);

/** A file that is not there, or not from this run, must not keep the others from being uploaded. */
export function withoutFiles(
  effects: readonly GitHubEffect[],
  lost: readonly string[],
): readonly GitHubEffect[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'upload-artifact') return effect;
    const files = effect.files.filter((path) => !lost.includes(path));
    return files.length === 0 ? [] : { ...effect, files };
  });
}

/** Lanes run beside each other, the effects of a lane one after another. */
const LANES: readonly (readonly Kind[])[] = [
  ['upsert-comment', 'create-issue', 'update-issue', 'create-check-run'],
  ['upload-artifact'],
  ['post-webhook'],
];

/** In the order of `effects`. Never rejects. */
export async function performEffects(
  effects: readonly GitHubEffect[],
  ports: Ports,
): Promise<PerformedEffect[]> {
  const performed = new Map<number, PerformedEffect>();
  const surplus = findSurplus(effects);
  const performLane = async (kinds: readonly Kind[]): Promise<void> => {
    const before: FailedEffect[] = [];
    for (const [index, effect] of effects.entries()) {
      if (!kinds.includes(effect.kind)) continue;
      const result: PerformedEffect = surplus.has(index)
        ? { effect, outcome: 'failed', failure: TOO_MANY }
        : await performOne(effect, { ports, before });
      performed.set(index, result);
      if (result.outcome === 'failed') before.push(result);
    }
  };
  for (const kind of FIRST) await performLane([kind]);
  await Promise.all(LANES.map(performLane));
  return effects.flatMap((_, index) => performed.get(index) ?? []);
}

/** `before`: what has failed in this lane; what would fail for the same reason is not tried. Never rejects. */
async function performOne(
  effect: GitHubEffect,
  { ports, before }: { readonly ports: Ports; readonly before: readonly FailedEffect[] },
): Promise<PerformedEffect> {
  const known = before.find((failed) => isHopeless(effect, failed));
  if (known !== undefined) return { effect, outcome: 'failed', failure: known.failure };
  try {
    return { effect, outcome: 'done', done: await perform(effect, ports) };
  } catch (error) {
    return { effect, outcome: 'failed', failure: explainFailure(error) };
  }
}

/** To ask again and again what was refused is what secondary rate limits are for. */
function isHopeless(effect: GitHubEffect, failed: FailedEffect): boolean {
  const { kind } = failed.failure;
  if (kind === 'permission') return PERMISSIONS[effect.kind] === PERMISSIONS[failed.effect.kind];
  return kind === 'limited' || kind === 'stopped';
}

async function perform(effect: GitHubEffect, ports: Ports): Promise<Done> {
  switch (effect.kind) {
    case 'write-summary':
      return writeSummary(effect, ports);
    case 'set-output':
      ports.commands.setOutput(effect.name, effect.value);
      return {};
    case 'annotate':
      return annotate(effect, ports);
    case 'upsert-comment':
      return upsertComment(effect, needConnection(ports).connection);
    case 'create-issue':
      return createIssue(effect, needConnection(ports));
    case 'update-issue':
      return updateIssue(effect, needConnection(ports));
    case 'create-check-run':
      return createCheckRun(effect, needConnection(ports));
    case 'upload-artifact':
      return uploadArtifact(effect, ports);
    case 'post-webhook':
      return postWebhook(effect, ports);
    default:
      return effect satisfies never;
  }
}

function needConnection({ connection, ...ports }: Ports): ConnectedPorts {
  if (connection === null) throw refuse('the repository is unknown');
  return { ...ports, connection };
}

const MAX_OF_LEVEL = 10;
const TOO_MANY: Failure = {
  kind: 'refused',
  cause: `a step shows at most ${MAX_OF_LEVEL} annotations of a level`,
};

/** Indexes of the annotations that GitHub would not show. */
function findSurplus(effects: readonly GitHubEffect[]): ReadonlySet<number> {
  const counts = new Map<string, number>();
  const surplus = new Set<number>();
  for (const [index, effect] of effects.entries()) {
    if (effect.kind !== 'annotate') continue;
    const count = (counts.get(effect.level) ?? 0) + 1;
    counts.set(effect.level, count);
    if (count > MAX_OF_LEVEL) surplus.add(index);
  }
  return surplus;
}
