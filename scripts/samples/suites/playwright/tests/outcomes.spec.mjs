// One test per way a Playwright test can end.
import { expect, test } from '@playwright/test';

test('passes', () => {
  expect(1 + 1).toBe(2);
});

test('fails', () => {
  expect({ bins: 256 }).toEqual({ bins: 128 });
});

test('throws', () => {
  throw new TypeError('stream <closed> & "gone"');
});

test('fails twice softly', () => {
  expect.soft(1).toBe(2);
  expect.soft('live').toBe('historic');
});

test.skip('is skipped', () => {});

test('is skipped while running', () => {
  test.skip(true, 'needs a fiber');
});

test.fixme('is to be fixed', () => {});

test('is expected to fail', () => {
  test.fail();
  expect(1).toBe(2);
});

test('was expected to fail but passes', () => {
  test.fail();
});

test('times out', async () => {
  test.setTimeout(200);
  await new Promise(() => {});
});

test('writes and attaches', async () => {
  console.log('window 1 opened ]]> <b>');
  console.error('circuit breaker is OPEN');
  await test.info().attach('notes', { body: 'two jobs', contentType: 'text/plain' });
});

test(
  'has annotations',
  { tag: '@nightly', annotation: { type: 'issue', description: 'PZ-14026 <&>' } },
  () => {},
);

test.describe('a group', () => {
  test.describe('inside a group', () => {
    test('passes', () => {});
  });

  test.describe('whose beforeAll fails', () => {
    test.beforeAll(() => {
      throw new Error('connect ECONNREFUSED');
    });
    test('fails with its hook', () => {});
    test('does not run', () => {});
  });

  test.describe('whose afterEach fails', () => {
    test.afterEach(() => {
      throw new Error('job was not cleaned up');
    });
    test('passes before its cleanup fails', () => {});
    test('fails before its cleanup fails', () => {
      throw new Error('503');
    });
  });
});
