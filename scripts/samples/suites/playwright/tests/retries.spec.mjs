// Run with retries: 2. A retry starts in a new worker, so the attempt comes from Playwright.
import { expect, test } from '@playwright/test';

test('passes at once', () => {});

test('passes on the second attempt', () => {
  console.log(`attempt ${test.info().retry + 1}`);
  expect(test.info().retry).toBe(1);
});

test('passes on the third attempt', () => {
  expect(test.info().retry, 'gRPC stream ready').toBe(2);
});

test('fails every attempt', () => {
  expect(test.info().retry).toBe(99);
});

test('times out once', async () => {
  test.setTimeout(200);
  if (test.info().retry === 0) await new Promise(() => {});
});

test.describe('a group', () => {
  test.beforeEach(() => {
    if (test.info().retry === 0) throw new Error('connect ECONNREFUSED');
  });
  test('whose hook fails once', () => {});
  test('whose hook fails once and then the test', () => {
    throw new Error('a|b <script>alert(1)</script>');
  });
});

test('is skipped', () => {
  test.skip(true, 'needs a fiber');
});
