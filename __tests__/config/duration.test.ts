import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/config/duration.ts';
import { UsageError } from '../../src/kit/usage-error.ts';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['20m', 1_200_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1m500ms', 60_500],
  ])('%s', (text, ms) => {
    expect(parseDuration('timeout', text)).toBe(ms);
  });

  it.each(['', '5', 's', '1.5m', '-3s', '0s', '5 m', '30d', '99999h', '1h x'])('is not %j', (text) => {
    expect(() => parseDuration('timeout', text)).toThrow(UsageError);
    expect(() => parseDuration('timeout', text)).toThrow(/^--timeout must be a time such as 90s/);
  });
});
