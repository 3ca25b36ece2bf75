// One test per way a mocha test can end.
/* global afterEach, before, beforeEach, describe, it */
const assert = require('node:assert/strict');

it('passes at the root', () => {});

describe('outcomes', () => {
  it('passes', () => {
    assert.equal(1 + 1, 2);
  });

  it('fails', () => {
    assert.deepEqual({ bins: 256 }, { bins: 128 });
  });

  it('throws', () => {
    throw new TypeError('stream <closed> & "gone"');
  });

  it.skip('is skipped', () => {});

  it('is skipped while running', function skipSelf() {
    this.skip();
  });

  it('is still to do');

  it('times out', function hang(done) {
    this.timeout(50);
    assert.ok(done);
  });

  it('has the same name', () => {});
  it('has the same name', () => {
    throw new Error('the second of two');
  });
});

describe('hooks', () => {
  describe('whose before fails', () => {
    before(() => {
      throw new Error('connect ECONNREFUSED');
    });
    it('never runs', () => {});
  });

  describe('whose beforeEach fails', () => {
    beforeEach(() => {
      throw new Error('no free window');
    });
    it('never starts', () => {});
    it('never starts either', () => {});
  });

  describe('whose afterEach fails', () => {
    afterEach(() => {
      throw new Error('job was not cleaned up');
    });
    it('passes before its cleanup fails', () => {});
  });
});
