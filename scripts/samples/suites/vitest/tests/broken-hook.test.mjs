// A failing beforeAll: none of the suite's tests run.
import { beforeAll, describe, it } from 'vitest';

describe('a suite without a server', () => {
  beforeAll(() => {
    throw new Error('connect ECONNREFUSED');
  });
  it('never runs', () => {});
  it('never runs either', () => {});
});
