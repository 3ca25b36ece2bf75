// One test per way a vitest test can end.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

it('passes', () => {
  expect(1 + 1).toBe(2);
});

it('fails', () => {
  expect({ bins: 256 }).toEqual({ bins: 128 });
});

it('throws', () => {
  throw new TypeError('stream <closed> & "gone"');
});

it('fails twice softly', () => {
  expect.soft(1).toBe(2);
  expect.soft('live').toBe('historic');
});

it.skip('is skipped', () => {});

it('is skipped by its context', ({ skip }) => {
  skip('needs a fiber');
});

it.todo('is still to do');

it.fails('is expected to fail', () => {
  expect(1).toBe(2);
});

it.fails('was expected to fail but passes', () => {});

it('times out', { timeout: 50 }, () => new Promise(() => {}));

it('writes to the console', () => {
  console.log('window 1 opened ]]> <b>');
  console.error('circuit breaker is OPEN');
});

it('has the same name', () => {});
it('has the same name', () => {
  throw new Error('the second of two');
});

describe('a group', () => {
  describe('inside a group', () => {
    it('passes', () => {});
  });

  describe('whose beforeEach fails', () => {
    beforeEach(() => {
      throw new Error('no free window');
    });
    it('never starts', () => {});
  });

  describe('whose afterEach fails', () => {
    afterEach(() => {
      throw new Error('job was not cleaned up');
    });
    it('passes before its cleanup fails', () => {});
    it('fails before its cleanup fails', () => {
      throw new Error('503');
    });
  });
});
