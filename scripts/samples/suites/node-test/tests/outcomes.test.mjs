// One test per way a node:test test can end.
import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it, test } from 'node:test';

test('passes', () => {
  assert.equal(1 + 1, 2);
});

test('fails', () => {
  assert.deepEqual({ bins: 256 }, { bins: 128 });
});

test('throws', () => {
  throw new TypeError('stream <closed> & "gone"');
});

test('is skipped', { skip: true }, () => {});
test('is skipped with a reason', { skip: 'needs a fiber' }, () => {});
test('is skipped while running', (context) => {
  context.skip('MongoDB <unreachable>');
});
test('is still to do', { todo: true }, () => {});
test('is to do and fails', { todo: 'PZ-1000' }, () => {
  throw new Error('known');
});
test('times out', { timeout: 50 }, () => new Promise(() => {}));
test('writes to the console', () => {
  console.log('window 1 opened ]]> <b>');
});

test('has the same name', () => {});
test('has the same name', () => {
  throw new Error('the second of two');
});

test('has subtests', async (context) => {
  await context.test('first', () => {});
  await context.test('second', () => {
    throw new Error('inner');
  });
});

describe('a group', () => {
  describe('inside a group', () => {
    it('passes', () => {});
  });

  describe('whose before fails', () => {
    before(() => {
      throw new Error('connect ECONNREFUSED');
    });
    it('fails with its hook', () => {});
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
  });
});

describe('another group', () => {
  describe('inside a group', () => {
    it('passes', () => {});
  });
});

describe('an empty group', () => {});
