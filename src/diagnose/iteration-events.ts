/** Iterations that lost many tests which otherwise work: a bad machine, not bad tests. */
import type { IterationEvent } from '../model/mass-event.ts';
import { isMass } from './mass-limits.ts';
import type { NightView } from './night-view.ts';

const LARGEST_SHARE = 0.99;

interface IterationCount {
  readonly index: number;
  /** Witnesses that ran in the iteration. */
  readonly seen: number;
  /** Of those, first failed. */
  readonly failed: number;
}

/** Finds the iterations in which at least 5 witnesses and 1 % more than usual failed at first. In order of night and iteration. */
export function findIterationEvents(views: readonly NightView[]): IterationEvent[] {
  const counted = views.map((view) => ({ view, counts: countIterations(view) }));
  const typical = lowerQuartile(
    counted.flatMap(({ counts }) => counts.filter(({ seen }) => seen > 0).map(({ failed }) => failed)),
  );
  return counted.flatMap(({ view, counts }) =>
    counts
      .filter((count) => isMass(count.failed - typical, (count.failed - typical) / count.seen))
      .map(({ index, seen, failed }) => ({
        kind: 'iteration',
        night: view.night,
        index,
        share: Math.min(LARGEST_SHARE, (failed - typical) / seen),
        tests: listHit(view, index, failed),
      })),
  );
}

function countIterations(view: NightView): IterationCount[] {
  const seen = new Uint32Array(view.iterations);
  const failed = new Uint32Array(view.iterations);
  for (let test = 0; test < view.testCount; test++) {
    view.read(test);
    if (!view.isWitness()) continue;
    for (let index = 0; index < view.iterations; index++) {
      if (view.ranIn(index)) seen[index] = (seen[index] ?? 0) + 1;
      if (view.firstFailedIn(index)) failed[index] = (failed[index] ?? 0) + 1;
    }
  }
  return Array.from(seen, (count, index) => ({ index, seen: count, failed: failed[index] ?? 0 }));
}

function listHit(view: NightView, index: number, count: number): Uint32Array {
  const tests = new Uint32Array(count);
  let end = 0;
  for (let test = 0; test < view.testCount; test++) {
    view.read(test);
    if (view.isWitness() && view.firstFailedIn(index)) tests[end++] = test;
  }
  return tests;
}

/** Iterations that nobody reported must not be among the counts: they would make every failure look unusual. */
function lowerQuartile(counts: number[]): number {
  counts.sort((a, b) => a - b);
  return counts[Math.floor((counts.length - 1) / 4)] ?? 0;
}
