// Mocha's own retries.
/* global describe, it */
const assert = require('node:assert/strict');

const attempts = new Map();
function nextAttempt(name) {
  const attempt = (attempts.get(name) ?? 0) + 1;
  attempts.set(name, attempt);
  return attempt;
}

describe('retries', function retrying() {
  this.retries(2);

  it('passes at once', () => {});

  it('passes on the second attempt', () => {
    assert.equal(nextAttempt('second'), 2);
  });

  it('passes on the third attempt', () => {
    assert.equal(nextAttempt('third'), 3);
  });

  it('fails every attempt', () => {
    assert.equal(nextAttempt('never'), 99);
  });
});
