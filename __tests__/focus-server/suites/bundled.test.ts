import { describe, expect, it } from 'vitest';
import { BUNDLED } from '../../../src/focus-server/index.ts';

const TAGS = [
  'smoke',
  'config',
  'nfft',
  'live',
  'historic',
  'parallel',
  'load',
  'partition',
  'performance',
  'nightly',
  'destructive',
  'slow',
  'lifetimes',
];

async function listTests() {
  const suites = await Promise.all([...BUNDLED].map(async ([name, load]) => ({ name, ...(await load()) })));
  return suites.flatMap(({ name, tests }) => tests.map((test) => ({ ...test, id: `${name}::${test.name}` })));
}

describe('the bundled suites', () => {
  it('give every test an Xray key of its own', async () => {
    const tests = await listTests();
    expect(tests.length).toBeGreaterThan(180);
    expect(tests.filter(({ xray }) => !/^PZ-[1-9]\d\d$/.test(xray.join(' '))).map(({ id }) => id)).toEqual(
      [],
    );
    const keys = tests.flatMap(({ xray }) => xray);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('use only tags that are known', async () => {
    const tests = await listTests();
    expect(tests.filter(({ tags }) => tags.length === 0).map(({ id }) => id)).toEqual([]);
    expect(tests.flatMap(({ tags }) => tags).filter((tag) => !TAGS.includes(tag))).toEqual([]);
  });
});
