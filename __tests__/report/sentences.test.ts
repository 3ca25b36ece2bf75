import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/model/verdict.ts';
import {
  describeCost,
  describeCounts,
  describeDetection,
  describeEvidence,
  describeIncident,
  describePower,
  describeRetries,
  describeVerdict,
  headlineSign,
} from '../../src/report/sentences.ts';
import { buildIteration, buildLedger, buildReport } from '../helpers/report-builder.ts';
import { buildRealisticNight } from './realistic-night.ts';

const { totals, power, gate } = buildReport();

function countVerdicts(counts: Partial<Record<Verdict, number>>): typeof totals {
  const tests = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { ...totals, tests, verdicts: { ...totals.verdicts, stable: 0, ...counts } };
}

describe('the verdict sentence', () => {
  it('names what is wrong, worst first', () => {
    expect(describeVerdict(buildRealisticNight())).toBe('1 test is failing, 3 are flaky, 1 incident');
  });

  it.each([
    ['flaky', { flaky: 2, stable: 5 }, '2 tests are flaky'],
    ['stable', { stable: 1_200 }, 'All 1,200 tests are stable'],
    ['stable', { stable: 1 }, 'The only test is stable'],
    ['stable', { stable: 9, skipped: 1 }, 'No test is failing or flaky, 9 of 10 tests are stable'],
    ['inconclusive', { inconclusive: 3 }, 'No test is failing or flaky, but 3 tests ran too rarely to judge'],
    ['incomplete', { stable: 9 }, 'No test is failing or flaky in the evidence that arrived'],
    ['no-evidence', {}, 'No test results to judge'],
  ] as const)('of a night that is %s with %j', (headline, counts, expected) => {
    expect(describeVerdict(buildReport({ headline, totals: countVerdicts(counts) }))).toBe(expected);
  });

  it('carries a calm sign only when nothing is wrong', () => {
    expect(headlineSign(buildReport())).toBe('✅');
    expect(headlineSign(buildReport({ headline: 'flaky' }))).toBe('⚠️');
    expect(headlineSign(buildReport({ headline: 'failing' }))).toBe('❌');
    expect(headlineSign(buildReport({ gate: { ...gate, passed: false } }))).toBe('❌');
  });
});

describe('sentences about the evidence', () => {
  it('name the iterations that lack', () => {
    const iterations = [
      buildIteration(1),
      buildIteration(2, { state: 'unreadable' }),
      buildIteration(3, { state: 'missing' }),
      buildIteration(4, { state: 'missing' }),
      buildIteration(5, { state: 'incomplete' }),
    ];
    expect(describeEvidence(buildLedger({ iterations }))).toBe(
      '1 of 5 iterations complete (iterations 3 and 4 are missing, iteration 2 is unreadable, iteration 5 is incomplete)',
    );
    expect(describeEvidence(buildLedger())).toBe('5 of 5 iterations complete');
    expect(describeEvidence(buildLedger({ iterations: [], expected: 0 }))).toBe('0 of 0 iterations complete');
  });

  it('count verdicts that occur', () => {
    expect(describeCounts(buildRealisticNight())).toBe('119 tests: 1 failing, 3 flaky, 115 stable');
  });

  it('say what the night could not have seen, and the price of seeing it', () => {
    expect(describePower({ ...power, minutesFor10Percent: 130 })).toBe(
      '5 clean iterations exclude only flake rates above 45 %; 29 runs would show a 10 % flake with 95 % probability (2 h 10 min of tests)',
    );
    expect(describePower({ ...power, iterations: 0, minutesFor10Percent: null })).toBe(
      'No complete iteration: nothing is excluded; 29 runs would show a 10 % flake with 95 % probability',
    );
    expect(describeDetection(power)).toBe(
      '5 iterations show a 10 % flake with 41 %, a 5 % flake with 23 % and a 1 % flake with 5 % probability',
    );
  });

  it('say what retries hide', () => {
    expect(describeRetries(buildRealisticNight())).toBe(
      'Retries were on: 1 test passed only on a retry (1 execution); a green run hides this, and flakiness is under-counted',
    );
    expect(describeRetries(buildReport())).toMatch(/^No retries were seen/);
  });

  it('say what flakes cost', () => {
    expect(describeCost(buildReport({ totals: { ...totals, costMinutesPerMonth: 212 } }))).toContain(
      '3 h 32 min',
    );
    expect(describeCost(buildReport())).toBe('Flaky tests cost nothing that this evidence shows');
  });

  it('tell an incident as one event', () => {
    const incident = {
      id: 'I1',
      kind: 'iteration',
      iteration: 2,
      tests: [],
      testCount: 12,
      share: 0.6,
      signature: null,
    } as const;
    expect(describeIncident(incident)).toBe(
      '12 tests failed together in iteration 2 (60 % of the tests that passed elsewhere); this counts as one event and not as flakiness',
    );
    expect(describeIncident({ ...incident, kind: 'outage', iteration: null })).toBe(
      '12 tests failed in every iteration (60 % of the tests that ran); this counts as one event and not as flakiness',
    );
  });
});
