import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BundledWorker, bundleWorker } from './bundled-worker.ts';
import { runFiles, type RunWish, suiteFile } from './run-files.ts';

const TYPED = `import { suite, type TestContext } from 'focus-stability/suite';
import assert from 'node:assert/strict';
import { twice } from './lib/twice';
import { half } from './lib/half.ts';
import { same } from './lib/same.js';
import type { Row } from './lib/row';

interface Target {
  readonly url: string;
}
enum View {
  live = 1,
}

export default suite<Target>('typed', ({ test }) => {
  const rows: readonly Row[] = [{ nfft: 4 }];
  test.each(rows)('has types $nfft', (row: Row) => (t: TestContext<Target>) => {
    assert.equal(twice(half(row.nfft)), same(4));
    assert.equal(View.live, 1);
    assert.equal(t.target.url as string, 'u');
  });
  test('fails here', () => {
    assert.fail('line 23');
  });
});
`;
const LIBRARY = {
  'lib/twice.ts': 'export const twice = (n: number): number => 2 * n;\n',
  'lib/half.ts': 'export const half = (n: number): number => n / 2;\n',
  'lib/same.ts': 'export function same<T>(value: T): T { return value; }\n',
  'lib/row.ts': 'export interface Row { readonly nfft: number }\n',
};
const PLAIN = suiteFile("test('runs', () => {});");
/** Makes Node look like one whose module hooks run in a thread of their own. */
const FORGET_HOOKS = encodeURIComponent("import m from 'node:module'; delete m.registerHooks;");
const OLD = { NODE_OPTIONS: `--import=data:text/javascript,${FORGET_HOOKS}` };
const NEW = {};

describe.each([
  ['from its sources', { bundled: false, environment: NEW }],
  ['bundled', { bundled: true, environment: NEW }],
  ['bundled, with hooks in a thread', { bundled: true, environment: OLD }],
])('the worker %s', (_, { bundled, environment }) => {
  let worker: BundledWorker | null = null;
  beforeAll(async () => {
    if (bundled) worker = await bundleWorker();
  });
  afterAll(() => worker?.remove());
  const wish = (): RunWish => ({ environment, ...(worker === null ? {} : { workerPath: worker.path }) });

  it('runs TypeScript with its imports, and keeps its lines', async () => {
    const files = { 'a.ts': TYPED, ...LIBRARY };
    const { outcomes, find } = await runFiles(files, { ...wish(), target: { url: 'u' } });
    expect(outcomes).toEqual(['has types 4: passed', 'fails here: failed']);
    expect(find('fails here').failures[0]?.text).toMatch(
      /^AssertionError.*: line 23\n +at .*\ba\.ts:23:\d+\)?$/,
    );
  });

  it('runs JavaScript modules of all names', async () => {
    const { outcomes, run } = await runFiles({ 'a.mjs': PLAIN, 'b.js': PLAIN, 'c.mts': PLAIN }, wish());
    expect(outcomes).toEqual(['runs: passed', 'runs: passed', 'runs: passed']);
    expect(run.suites.map(({ name }) => name)).toEqual(['a.mjs', 'b.js', 'c.mts']);
  });

  it('runs CommonJS where Node can, and else says what to do', async () => {
    const text = `const { suite } = require('focus-stability/suite');\nmodule.exports = suite('old', ({ test }) => test('runs', () => {}));\n`;
    const { run } = await runFiles({ 'a.cjs': text }, wish());
    const [test] = run.suites[0]?.tests ?? [];
    const advice = expect.stringContaining(
      'use import instead of require, and name the file .mjs or .ts',
    ) as string;
    if (environment === OLD) expect(test?.failures).toMatchObject([{ message: advice }]);
    else expect(test).toMatchObject({ name: 'runs', outcome: 'passed' });
  });

  it('says where TypeScript is wrong', async () => {
    const { find } = await runFiles({ 'a.ts': 'const a = 1;\nconst = 2;\n' }, wish());
    expect(find('(load)').failures[0]?.message).toMatch(
      /^a\.ts could not be loaded: SyntaxError: .*\(2:\d+\)$/,
    );
  });
});
