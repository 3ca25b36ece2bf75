// Run with `--retry=2`.
import { expect, it } from 'vitest';

const attempts = new Map();
function nextAttempt(name) {
  const attempt = (attempts.get(name) ?? 0) + 1;
  attempts.set(name, attempt);
  return attempt;
}

it('passes at once', () => {});

it('passes on the second attempt', () => {
  expect(nextAttempt('second')).toBe(2);
});

it('passes on the third attempt', () => {
  expect(nextAttempt('third')).toBe(3);
});

it('fails every attempt', () => {
  expect(nextAttempt('never')).toBe(99);
});
