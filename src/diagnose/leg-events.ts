/** Legs that lost many tests which otherwise work: a bad machine, not bad tests. */
import type { LegEvent } from '../model/mass-event.ts';
import { isMass } from './mass-limits.ts';
import type { NightView } from './night-view.ts';

const LARGEST_SHARE = 0.99;

interface LegCount {
  readonly leg: number;
  /** Witnesses that ran in the leg. */
  readonly seen: number;
  /** Of those, first failed. */
  readonly failed: number;
}

/** Finds the legs in which at least 5 witnesses and 1 % more than usual failed at first. In order of night and leg. */
export function findLegEvents(views: readonly NightView[]): LegEvent[] {
  const counted = views.map((view) => ({ view, counts: countLegs(view) }));
  const typical = lowerQuartile(
    counted.flatMap(({ counts }) => counts.filter(({ seen }) => seen > 0).map(({ failed }) => failed)),
  );
  return counted.flatMap(({ view, counts }) =>
    counts
      .filter((count) => isMass(count.failed - typical, (count.failed - typical) / count.seen))
      .map(({ leg, seen, failed }) => ({
        kind: 'leg',
        night: view.night,
        leg,
        share: Math.min(LARGEST_SHARE, (failed - typical) / seen),
        tests: listHit(view, leg, failed),
      })),
  );
}

function countLegs(view: NightView): LegCount[] {
  const seen = new Uint32Array(view.legs);
  const failed = new Uint32Array(view.legs);
  for (let test = 0; test < view.testCount; test++) {
    view.read(test);
    if (!view.isWitness()) continue;
    for (let leg = 0; leg < view.legs; leg++) {
      if (view.ranIn(leg)) seen[leg] = (seen[leg] ?? 0) + 1;
      if (view.firstFailedIn(leg)) failed[leg] = (failed[leg] ?? 0) + 1;
    }
  }
  return Array.from(seen, (count, leg) => ({ leg, seen: count, failed: failed[leg] ?? 0 }));
}

function listHit(view: NightView, leg: number, count: number): Uint32Array {
  const tests = new Uint32Array(count);
  let end = 0;
  for (let test = 0; test < view.testCount; test++) {
    view.read(test);
    if (view.isWitness() && view.firstFailedIn(leg)) tests[end++] = test;
  }
  return tests;
}

/** Legs that nobody reported must not be among the counts: they would make every failure look unusual. */
function lowerQuartile(counts: number[]): number {
  counts.sort((a, b) => a - b);
  return counts[Math.floor((counts.length - 1) / 4)] ?? 0;
}
