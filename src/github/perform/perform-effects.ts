/** Performs what was planned. Every effect fails alone. */
import type { Failure } from '../failure.ts';
import { performOne, type FailedEffect, type PerformedEffect } from './perform-one.ts';
import type { GitHubEffect, Ports } from './ports.ts';

export type { PerformedEffect } from './perform-one.ts';

type Kind = GitHubEffect['kind'];

/** What needs no permission and no network comes first, so that nothing can keep it from being done. */
const FIRST: readonly Kind[] = ['write-summary', 'set-output', 'annotate'];

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
