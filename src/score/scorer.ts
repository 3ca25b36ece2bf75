/** Scores tests from their histories. Equal histories are scored once: most tests of a suite look the same. */
import type { Influence } from '../model/mass-event.ts';
import type { Score } from '../model/verdict.ts';
import { passNight, startBelief, weighEvidence } from './belief.ts';
import { describeBelief } from './figures.ts';
import type { Night, Shares } from './night.ts';
import { readNight } from './night.ts';
import { tallyNights } from './tally.ts';
import { decideVerdict } from './verdict.ts';

export interface Scorer {
  /**
   * @param history one letter per iteration (P, F, E, R, S or `-`), nights oldest first, separated by blanks.
   * @param influences incidents that the test witnessed as a bystander. Must not be changed afterwards.
   * @throws {RangeError} on a letter that is no cell code.
   */
  score(history: string, influences?: readonly Influence[]): Score;
}

export interface ScorerSettings {
  /** Iterations of the nights to come; what `redNight` and `nights95` are about. */
  readonly iterationsPerNight: number;
}

const NO_INFLUENCES: readonly Influence[] = [];
const NO_SHARES: Shares = new Map();

/** Model and formulas: docs/SCORING.md. */
export function createScorer(settings: ScorerSettings): Scorer {
  const memos = new WeakMap<readonly Influence[], Map<string, Score>>();
  const nights = new Map<string, Night>();

  function scoreAfresh(history: string, influences: readonly Influence[]): Score {
    const shares = groupShares(influences);
    return scoreNights(
      splitNights(history).map((letters, index) => {
        const here = shares.get(index);
        return here
          ? readNight(letters, here)
          : remember(nights, letters, () => readNight(letters, NO_SHARES));
      }),
      settings,
    );
  }

  return {
    score(history, influences = NO_INFLUENCES) {
      const key = influences.length === 0 ? NO_INFLUENCES : influences;
      const memo = remember(memos, key, () => new Map<string, Score>());
      return remember(memo, history, () => scoreAfresh(history, influences));
    },
  };
}

function scoreNights(nights: readonly Night[], { iterationsPerNight }: ScorerSettings): Score {
  const belief = startBelief();
  nights.forEach((night, index) => {
    if (index > 0) passNight(belief);
    weighEvidence(belief, night.likelihood);
  });
  const tally = tallyNights(nights);
  const figures = describeBelief(belief, { iterationsPerNight, runs: tally.runs });
  return { verdict: decideVerdict(figures, tally), ...figures };
}

function splitNights(history: string): string[] {
  return history === '' ? [] : history.split(' ');
}

function groupShares(influences: readonly Influence[]): ReadonlyMap<number, Shares> {
  const nights = new Map<number, Map<number, number>>();
  for (const { night, index, share } of influences)
    remember(nights, night, () => new Map<number, number>()).set(index, share);
  return nights;
}

interface Memory<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function remember<Key, Value>(memory: Memory<Key, Value>, key: Key, make: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
