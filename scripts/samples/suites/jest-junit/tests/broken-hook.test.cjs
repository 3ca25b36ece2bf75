// A failing beforeAll: jest fails every test of the suite.
/* global beforeAll, describe, it */

describe('a suite without a server', () => {
  beforeAll(() => {
    throw new Error('connect ECONNREFUSED');
  });
  it('never runs', () => {});
  it('never runs either', () => {});
});
