import { describe, expect, it } from 'vitest';
import { describeStrip, renderStrip, STRIP_LEGEND } from '../../src/report/strip.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatInterval,
  formatKnownDuration,
  formatMinutes,
  formatPercent,
  joinNumbers,
  joinWords,
  nameIterations,
  plural,
} from '../../src/report/words.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.04, '<0.1 ms'],
    [0.4, '0.4 ms'],
    [3, '3 ms'],
    [119.6, '120 ms'],
    [999.7, '1 s'],
    [1_240, '1.2 s'],
    [9_960, '10 s'],
    [59_700, '1 min'],
    [185_000, '3 min 5 s'],
    [3_599_900, '1 h'],
    [7_800_000, '2 h 10 min'],
    [86_390_000, '1 d'],
    [97_200_000, '1 d 3 h'],
  ])('%d ms is %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });

  it('takes minutes and unknown durations, too', () => {
    expect(formatMinutes(130)).toBe('2 h 10 min');
    expect(formatKnownDuration(null)).toBe('–');
  });
});

describe('counts and sizes', () => {
  it('group thousands and keep two digits', () => {
    expect([999, 1000, 1_234_567].map(formatCount)).toEqual(['999', '1,000', '1,234,567']);
    expect([12, 2048, 48_000_000].map(formatBytes)).toEqual(['12 B', '2.0 kB', '48 MB']);
  });
});

describe('formatPercent', () => {
  it.each([
    [0, '0 %'],
    [0.0004, '<0.1 %'],
    [0.004, '0.4 %'],
    [0.0096, '1 %'],
    [0.4507, '45 %'],
    [0.999, '>99 %'],
    [1, '100 %'],
  ])('%d is %s', (rate, expected) => {
    expect(formatPercent(rate)).toBe(expected);
  });

  it.each([
    [0.0102, 0.4518, '1–45 %'],
    [0.331, 0.334, '33 %'],
    [0.0001, 0.02, '<0.1–2 %'],
  ])('the interval %d to %d is %s', (low, high, expected) => {
    expect(formatInterval(low, high)).toBe(expected);
  });
});

describe('lists of words', () => {
  it('are joined as people say them', () => {
    expect(joinWords([])).toBe('');
    expect(joinWords(['a'])).toBe('a');
    expect(joinWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(joinWords(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });

  it('fold runs of numbers and stay short', () => {
    expect(joinNumbers([1, 2, 3, 5, 6, 9])).toBe('1–3, 5, 6 and 9');
    expect(joinNumbers([1, 3, 5, 7, 9, 11, 13, 15])).toBe('1, 3, 5, 7, 9, 11 and 2 more');
  });

  it('name iterations', () => {
    expect(nameIterations([3])).toBe('iteration 3');
    expect(nameIterations([1, 2, 4])).toBe('iterations 1, 2 and 4');
  });

  it('use the singular for one and group thousands', () => {
    expect(plural(1, 'test')).toBe('1 test');
    expect(plural(0, 'test')).toBe('0 tests');
    expect(plural(1_234_567, 'entry', 'entries')).toBe('1,234,567 entries');
  });
});

describe('strips', () => {
  it('show errors as failures, and every other code by a sign of its own', () => {
    expect(renderStrip('PFERS-')).toBe('✓✗✗↻○·');
  });

  it('leave out the middle of a long night', () => {
    expect(renderStrip(`F${'P'.repeat(98)}E`, 11)).toBe('✗✓✓✓✓…✓✓✓✓✗');
  });

  it('are told in words, failures first, and missing results apart from skipped ones', () => {
    expect(describeStrip('PF-SR', [1, 2, 3, 4, 6])).toBe(
      'failed in iteration 2; failed first and passed on a retry in iteration 6; passed in iteration 1; skipped in iteration 4; did not report in iteration 3',
    );
  });

  it('have a legend', () => {
    expect(STRIP_LEGEND).toBe(
      '✓ passed, ✗ failed, ↻ failed first and passed on a retry, ○ skipped, · did not report',
    );
  });
});
