import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DURATION_MS, parseCount, parseDuration, readDurationMs } from '../../src/parse/numbers.ts';

describe('durations', () => {
  it.each([
    ['0.123', 123, false],
    ['12', 12_000, false],
    ['1,234.5', 1_234_500, false],
    ['1,234', 1_234_000, false],
    ['1,234,567.25', 1_234_567_250, false],
    ['0,5', 500, false],
    ['12,34', 12_340, false],
    ['1e-3', 1, false],
    [' 2.5 ', 2500, false],
    ['', 0, false],
    ['-1', 0, true],
    ['NaN', 0, true],
    ['Infinity', MAX_DURATION_MS, true],
    ['<<computed>>', 0, true],
    ['00:01:02', 0, true],
    ['999638317', MAX_DURATION_MS, true],
  ])('reads "%s" as %d ms', (text, ms, odd) => {
    expect(parseDuration(text)).toEqual({ ms: expect.closeTo(ms, 6) as number, odd });
  });

  it('gives the same by the quick path wherever that one feels competent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: 0, max: 9_999_999, noNaN: true }).map(String),
          fc.string({ maxLength: 12 }),
        ),
        (text) => {
          const bytes = Buffer.from(text);
          const quick = readDurationMs(bytes, 0, bytes.length);
          if (quick >= 0) expect(quick).toBeCloseTo(parseDuration(text).ms, 3);
        },
      ),
      { seed: 7, numRuns: 3000 },
    );
  });

  it('never poisons a sum', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (text) => {
        const { ms } = parseDuration(text);
        expect(ms >= 0 && ms <= MAX_DURATION_MS).toBe(true);
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});

describe('declared counts', () => {
  it.each([
    ['12', 12],
    [' 7 ', 7],
    ['0', 0],
    ['-1', null],
    ['1.5', null],
    ['', null],
    ['12345678901', null],
  ])('reads "%s" as %s', (text, count) => {
    expect(parseCount(text)).toBe(count);
  });
});
