/** The statistics in a world whose truth is known: `simulator.ts` says what happens there. */
import { describe, expect, it } from 'vitest';
import type { Score } from '../../src/model/verdict.ts';
import { simulate } from './simulator.ts';
import { judgeSuite } from './suite.ts';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
const TESTS = 3000;

interface Judged {
  readonly rate: number;
  readonly history: string;
  readonly struck: boolean;
  /** Named in an incident. */
  readonly named: boolean;
  readonly score: Score;
}

function judgeWorlds(world: { nights: number; badIterations: number }): Judged[] {
  return SEEDS.flatMap((seed) => {
    const { histories, rates, struck } = simulate({ seed, tests: TESTS, iterations: 5, ...world });
    const { events, scores } = judgeSuite(histories);
    const named = new Set(
      [...events.iterationEvents, ...events.outages].flatMap(({ tests }) => Array.from(tests)),
    );
    return scores.map((score, test) => ({
      rate: rates[test] ?? 0,
      history: histories[test] ?? '',
      struck: struck.has(test),
      named: named.has(test),
      score,
    }));
  });
}

/** Part of the tests for which it holds; NaN, which meets no bound, when there are none. */
function partOf(tests: readonly Judged[], holds: (test: Judged) => boolean): number {
  return tests.filter(holds).length / tests.length;
}

const isFlagged = ({ score }: Judged) => score.verdict === 'flaky';
const isFlaky = ({ rate }: Judged) => rate > 0;
const disagrees = ({ history }: Judged) =>
  history.split(' ').some((night) => /[PR]/.test(night) && /[FR]/.test(night));
const isCovered = ({ rate, score }: Judged) => score.low <= rate && rate <= score.high;

describe.each([
  { nights: 1, badIterations: 0.2 },
  { nights: 7, badIterations: 0.03 },
])('after $nights nights', (world) => {
  const tests = judgeWorlds(world);
  const flagged = tests.filter(isFlagged);

  it('nearly every test that is called flaky is', () => {
    expect(flagged.length).toBeGreaterThan(500);
    expect(partOf(flagged, isFlaky)).toBeGreaterThanOrEqual(0.99);
  });

  it('calling every disagreement flaky would be wrong far more often', () => {
    expect(partOf(tests.filter(disagrees), isFlaky)).toBeLessThan(0.7);
  });

  it('at most one in a thousand innocent tests that an incident hit is called flaky', () => {
    const hit = tests.filter((test) => !isFlaky(test) && test.struck);
    expect(hit.length).toBeGreaterThan(2000);
    expect(partOf(hit, isFlagged)).toBeLessThanOrEqual(0.001);
  });

  it('the 90 % interval holds the true rate', () => {
    for (const group of [tests.filter(isFlaky), flagged.filter(isFlaky)]) {
      expect(partOf(group, isCovered)).toBeGreaterThanOrEqual(0.85);
      expect(partOf(group, isCovered)).toBeLessThanOrEqual(1);
    }
  });

  it('a flake that showed is flagged, suspected, failing by now or named in an incident', () => {
    const shown = tests.filter((test) => isFlaky(test) && disagrees(test));
    expect(partOf(shown, isFlagged)).toBeGreaterThan(0.65);
    expect(partOf(shown, ({ score, named }) => score.verdict !== 'stable' || named)).toBe(1);
  });

  it('regressions fail and are not flaky', () => {
    const dead = tests.filter((test) => !isFlaky(test) && /^F+$/.test(test.history.split(' ').at(-1) ?? ''));
    expect(dead.length).toBeGreaterThan(200);
    expect(partOf(dead, ({ score }) => score.verdict === 'failing')).toBeGreaterThan(0.98);
  });
});
