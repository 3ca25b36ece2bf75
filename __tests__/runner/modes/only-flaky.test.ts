import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planRepetitions, readFlakyTests } from '../../../src/runner/modes/only-flaky.ts';
import { UsageError } from '../../../src/kit/usage-error.ts';

const SAMPLE = join(import.meta.dirname, '..', '..', '..', 'sample-reports/five-iterations/expected.json');
const report = (tests: readonly object[]) => JSON.stringify({ schemaVersion: 1, tests });
const row = (id: string, verdict: string, runs95: number, median = 0.1) => ({ id, verdict, runs95, median });

describe('repeating suspected tests', () => {
  it('reads them from a report of ours', () => {
    const text = readFileSync(SAMPLE, 'utf8');
    const { tests } = JSON.parse(text) as { tests: { id: string; verdict: string }[] };
    const expected = tests.filter(({ verdict }) => verdict === 'flaky' || verdict === 'suspect');
    const found = readFlakyTests(text, SAMPLE);
    expect(expected.length).toBeGreaterThan(0);
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(found.every(({ rate, runs95 }) => rate > 0 && rate < 1 && runs95 > 0)).toBe(true);
  });

  it('takes flaky and suspect tests only, each once, hostile names too', () => {
    const text = report([
      row('__proto__', 'flaky', 22),
      row('stable', 'stable', 996),
      row('failing', 'failing', 3),
      row('<script>', 'suspect', 190),
      row('__proto__', 'flaky', 22),
      { id: 'damaged', verdict: 'flaky', runs95: '22', median: 0.1 },
    ]);
    expect(readFlakyTests(text, 'report.json')).toEqual([
      { id: '__proto__', verdict: 'flaky', rate: 0.1, runs95: 22 },
      { id: '<script>', verdict: 'suspect', rate: 0.1, runs95: 190 },
    ]);
  });

  it('repeats as often as the rarest flake needs, within the bound, and says what that shows', () => {
    const tests = readFlakyTests(
      report([row('a', 'flaky', 29, 0.1), row('b', 'flaky', 8, 0.313_817)]),
      'report.json',
    );
    const free = planRepetitions(tests, 1000);
    expect(free.iterations).toBe(29);
    expect(free.tests[0]?.shownWith).toBeCloseTo(1 - 0.9 ** 29, 9);
    const bounded = planRepetitions(tests, 5);
    expect(bounded.iterations).toBe(5);
    expect(bounded.tests.map(({ shownWith }) => Math.round(shownWith * 100))).toEqual([41, 84]);
  });

  it('runs a test at least twice, since one run cannot disagree', () => {
    expect(planRepetitions(readFlakyTests(report([row('a', 'flaky', 1, 0.96)]), 'r'), 1000).iterations).toBe(
      2,
    );
  });

  it.each([
    ['{', '--only-flaky old.json: '],
    ['null', 'not a report.json of schema version 1'],
    ['{"schemaVersion":2,"tests":[]}', 'not a report.json of schema version 1'],
    ['{"schemaVersion":1}', 'not a report.json of schema version 1'],
    [report([row('a', 'stable', 9)]), 'no test is flaky or suspect there'],
  ])('refuses %s', (text, words) => {
    expect(() => readFlakyTests(text, 'old.json')).toThrow(UsageError);
    expect(() => readFlakyTests(text, 'old.json')).toThrow(words);
  });
});
