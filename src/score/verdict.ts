/** From figures to one word. The first rule that applies decides. */
import type { Verdict } from '../model/verdict.ts';
import { THRESHOLDS } from './assumptions.ts';
import type { Figures } from './figures.ts';
import type { Tally } from './tally.ts';

export function decideVerdict(figures: Pick<Figures, 'pBroken' | 'pFlaky'>, tally: Tally): Verdict {
  if (tally.runs === 0) return tally.skipped > 0 ? 'skipped' : 'inconclusive';
  if (figures.pBroken >= THRESHOLDS.failing)
    return tally.failingSincePass >= THRESHOLDS.failingRuns ? 'failing' : 'suspect';
  if (figures.pFlaky >= THRESHOLDS.flaky) return 'flaky';
  if (figures.pFlaky >= THRESHOLDS.suspect) return 'suspect';
  if (tally.nightsRun === 1 && tally.nights > 1) return 'new';
  return tally.runs < THRESHOLDS.conclusiveRuns ? 'inconclusive' : 'stable';
}
