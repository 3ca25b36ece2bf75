import { describe, expect, it } from 'vitest';
import { judgeLatency } from '../../../../src/focus-server/suites/performance/judge-latency.ts';
import type { Sample } from '../../../../src/focus-server/suites/performance/open-loop.ts';

const LIMIT_MS = 100;

/** A measurement of twenty samples with this latency, all of them started this late. */
function measure(latencyMs: number, lateMs = 0): Sample[] {
  return Array.from({ length: 20 }, (_, index) => ({
    intendedMs: index * 40,
    startedMs: index * 40 + lateMs,
    endedMs: index * 40 + latencyMs,
    lateMs,
  }));
}

const fine = measure(100);
const slow = measure(101);
const slowAndLate = measure(300, 11);

describe('judgeLatency', () => {
  it.each([
    ['within', [fine]],
    ['again', [slow]],
    ['within', [slow, fine]],
    ['breach', [slow, slow]],
    ['within', [measure(50, 30)]],
    ['again', [slowAndLate]],
    ['again', [slow, slowAndLate]],
    ['breach', [slow, slowAndLate, measure(300, 10)]],
    ['again', [slowAndLate, slowAndLate, slowAndLate]],
    ['disturbed', [slowAndLate, slowAndLate, slowAndLate, slowAndLate]],
    ['disturbed', [slow, slowAndLate, slowAndLate, slowAndLate]],
    ['within', [slowAndLate, slowAndLate, slowAndLate, fine]],
  ] as const)('%s', (verdict, measurements) => {
    expect(judgeLatency(measurements, LIMIT_MS)).toBe(verdict);
  });

  it('looks at 95 % of the samples, of the latency and of its own lateness', () => {
    expect(judgeLatency([[...measure(100).slice(1), ...measure(900, 800).slice(19)]], LIMIT_MS)).toBe(
      'within',
    );
    const oneLate = [...measure(300).slice(1), ...measure(900, 800).slice(19)];
    expect(judgeLatency([oneLate, oneLate], LIMIT_MS)).toBe('breach');
  });

  it('needs a measurement', () => {
    expect(() => judgeLatency([], LIMIT_MS)).toThrow(RangeError);
  });
});
