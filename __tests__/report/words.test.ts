import { describe, expect, it } from 'vitest';
import { renderStrip } from '../../src/report/strip.ts';
import {
  formatDuration,
  formatInterval,
  formatMinutes,
  formatPercent,
  joinNumbers,
  joinWords,
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

  it('takes minutes, too', () => {
    expect(formatMinutes(130)).toBe('2 h 10 min');
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

  it('use the singular for one and group thousands', () => {
    expect(plural(1, 'test')).toBe('1 test');
    expect(plural(0, 'test')).toBe('0 tests');
    expect(plural(1_234_567, 'entry', 'entries')).toBe('1,234,567 entries');
  });
});

describe('renderStrip', () => {
  it('shows errors as failures, and every other code by a sign of its own', () => {
    expect(renderStrip('PFERS-')).toBe('✓✗✗↻○·');
  });

  it('leaves out the middle of a long night', () => {
    expect(renderStrip(`F${'P'.repeat(98)}E`, 11)).toBe('✗✓✓✓✓…✓✓✓✓✗');
  });
});
