/** Tells bystanders of events of one iteration from tests that are themselves the cause: they are hit too often. */
import type { IterationEvent } from '../model/mass-event.ts';
import type { NightView } from './night-view.ts';

/** Odds of 1,000 to 1 against a bystander being hit this often. */
const TOO_SURPRISING = Math.log(1000);

/** From here on the events are no excuse. `surprise` in nats. */
export function isBystander(surprise: number): boolean {
  return surprise < TOO_SURPRISING;
}

/**
 * Per test, in nats: the sum over the events of one iteration that it witnessed of (hit - share) * -ln share.
 * A bystander drifts around 0; being hit by a rare event weighs more than by a common one.
 */
export function measureSurprise(
  views: readonly NightView[],
  events: readonly IterationEvent[],
): Float64Array {
  const surprise = new Float64Array(views[0]?.testCount ?? 0);
  for (const { night, index, share } of events) {
    const view = views[night];
    if (!view) continue;
    const weight = -Math.log(share);
    for (let test = 0; test < surprise.length; test++) {
      view.read(test);
      if (!view.isWitness() || !view.ranIn(index)) continue;
      const hit = view.firstFailedIn(index) ? 1 : 0;
      surprise[test] = (surprise[test] ?? 0) + (hit - share) * weight;
    }
  }
  return surprise;
}
