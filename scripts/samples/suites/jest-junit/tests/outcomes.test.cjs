// One test per way a jest test can end.
/* global afterEach, beforeEach, describe, expect, it */

it('passes', () => {
  expect(1 + 1).toBe(2);
});

it('fails', () => {
  expect({ bins: 256 }).toEqual({ bins: 128 });
});

it('throws', () => {
  throw new TypeError('stream <closed> & "gone"');
});

it.skip('is skipped', () => {});

it.todo('is still to do');

it.failing('is expected to fail', () => {
  expect(1).toBe(2);
});

it.failing('was expected to fail but passes', () => {});

it('times out', () => new Promise(() => {}), 50);

it('writes to the console', () => {
  console.log('window 1 opened ]]> <b>');
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
