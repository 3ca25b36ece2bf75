/** What the time of failing executions says: a time-out, or a break before the work began. */
import { median } from '../kit/statistics.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { isFailure } from '../model/outcome.ts';
import type { Hint } from '../model/stability-report.ts';
import type { HintSubject, Split } from './hint-subject.ts';
import { nameDuration } from './hint-words.ts';

const MUCH_LONGER = 5;
const MUCH_SHORTER = 10;
/** Shorter failures are no time-outs, and shorter passes leave nothing to cut short. */
const MIN_MS = 1000;
const ROUND_SECONDS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 900, 1200, 1800, 3600];

/** The time of a rescued iteration is that of the attempt that passed, so it is left out. */
export function findDurationHint(matrix: StabilityMatrix, subject: HintSubject & Split): Hint | null {
  const codes = matrix.codes(subject.test);
  const times = (indexes: readonly number[]) =>
    indexes
      .map((index) => matrix.durationMs(subject.test, index))
      .filter((time) => !Number.isNaN(time))
      .sort((a, b) => a - b);
  const failing = times(subject.failing.filter((index) => isFailure(codes.charAt(index))));
  const text = describeTimes(failing, median(times(subject.passing)));
  return text === null ? null : { kind: 'duration', text };
}

function describeTimes(failing: readonly number[], passing: number | null): string | null {
  const shortest = failing[0];
  const longest = failing.at(-1);
  if (shortest === undefined || longest === undefined) return null;
  const isSlow = passing !== null && shortest >= Math.max(MIN_MS, MUCH_LONGER * passing);
  const against = passing === null ? '' : ` against ${nameDuration(passing)} when it passes`;
  const limit = findRoundLimit(shortest, longest);
  if (limit !== undefined && (isSlow || (failing.length > 1 && (passing ?? 0) < 800 * limit))) {
    return `Fails after about ${limit} s${against}: looks like a time-out of ${limit} s`;
  }
  if (isSlow) return `Fails after ${nameDuration(shortest)} or more${against}: looks like a time-out`;
  if (passing !== null && passing >= MIN_MS && longest * MUCH_SHORTER < passing) {
    return `Fails within ${nameDuration(longest)}${against}: it breaks before its work begins`;
  }
  return null;
}

/** A limit is reached a little late, never early. */
function findRoundLimit(shortest: number, longest: number): number | undefined {
  return ROUND_SECONDS.find(
    (seconds) => shortest >= 995 * seconds && longest <= Math.max(1030 * seconds, 1000 * seconds + 500),
  );
}
