import { describe, expect, it } from 'vitest';
import { listTests, renderTestList, runSuites } from '../../src/suite/engine/run-suites.ts';
import { UsageError } from '../../src/kit/usage-error.ts';
import { EVERYTHING, type TestSelection } from '../../src/suite/types/plan.ts';
import { preparePlan, runFiles, suiteFile } from './run-files.ts';

const BODY = `
  test('accepts 1024', { tags: ['smoke'], xray: 'PZ-13' }, () => {});
  test('accepts 2048', { tags: ['nightly'] }, () => {});
  test('refuses -1', { tags: ['smoke', 'nightly'], xray: ['PZ-1', 'PZ-2'] }, () => {});`;
const FILES = { 'nfft.mjs': suiteFile(BODY, "{ tags: ['focus-server'] }") };

async function list(selection: Partial<TestSelection>): Promise<readonly string[]> {
  const { plan, ports } = preparePlan(FILES, { selection: { ...EVERYTHING, ...selection } });
  return (await listTests(plan, ports)).tests.map(({ name }) => name);
}

describe('a selection', () => {
  it('takes any of the tags and none of those with an exclamation mark', async () => {
    expect(await list({ tags: ['smoke'] })).toEqual(['accepts 1024', 'refuses -1']);
    expect(await list({ tags: ['!nightly'] })).toEqual(['accepts 1024']);
    expect(await list({ tags: ['focus-server', '!smoke'] })).toEqual(['accepts 2048']);
  });

  it('looks for a text or an expression in the id', async () => {
    expect(await list({ grep: 'NFFT.mjs::ACCEPTS' })).toEqual(['accepts 1024', 'accepts 2048']);
    expect(await list({ grep: '/ -\\d+$/' })).toEqual(['refuses -1']);
    expect(await list({ grep: '1024', tags: ['nightly'] })).toEqual([]);
  });

  it('takes exactly the ids that are named', async () => {
    expect(await list({ only: ['nfft.mjs::refuses -1', 'nfft.mjs::gone'] })).toEqual(['refuses -1']);
  });

  it('is refused before anything starts when it cannot be understood', async () => {
    const { plan, ports, events } = preparePlan(FILES, { selection: { ...EVERYTHING, grep: '/(/' } });
    await expect(runSuites(plan, ports)).rejects.toThrow(UsageError);
    expect(events).toEqual([]);
  });

  it('that leaves nothing of a suite leaves the suite out', async () => {
    const { run } = await runFiles(FILES, { selection: { ...EVERYTHING, grep: 'no such test' } });
    expect(run.suites).toEqual([]);
  });
});

describe('the list', () => {
  it('has one test a line, and runs none', async () => {
    const files = { ...FILES, 'broken.mjs': 'export {};\n' };
    const { plan, ports, events } = preparePlan(files);
    const found = await listTests(plan, ports);
    expect([...renderTestList(found)].join('')).toBe(
      [
        'nfft.mjs::accepts 1024\tfocus-server,smoke\tPZ-13\n',
        'nfft.mjs::accepts 2048\tfocus-server,nightly\t\n',
        'nfft.mjs::refuses -1\tfocus-server,smoke,nightly\tPZ-1,PZ-2\n',
      ].join(''),
    );
    expect(found.broken.map(({ name }) => name)).toEqual(['broken.mjs']);
    expect(events.some(({ kind }) => kind === 'test-started')).toBe(false);
  });
});

describe('the order', () => {
  const many = suiteFile("each([1, 2, 3, 4, 5, 6, 7, 8])('t$value', () => () => {});");
  const order = async (seed: number, shuffle: boolean): Promise<string> => {
    const { plan, ports } = preparePlan({ 'a.mjs': many }, { seed, shuffle });
    return (await listTests(plan, ports)).tests.map(({ name }) => name).join(' ');
  };

  it('is that of the file, or the same for the same seed', async () => {
    expect(await order(1, false)).toBe('t1 t2 t3 t4 t5 t6 t7 t8');
    const shuffled = await order(1, true);
    expect(await order(1, true)).toBe(shuffled);
    expect(await order(2, true)).not.toBe(shuffled);
    expect(shuffled).not.toBe('t1 t2 t3 t4 t5 t6 t7 t8');
    expect(shuffled.split(' ').sort().join(' ')).toBe('t1 t2 t3 t4 t5 t6 t7 t8');
  });

  it('is kept when a process has to be replaced', async () => {
    const body = `each([1, 2, 3, 4, 5, 6])('t$value', (n) => () => { if (n % 2 === 0) process.exit(1); });`;
    const { outcomes, events } = await runFiles({ 'a.mjs': suiteFile(body) }, { shuffle: true, seed: 5 });
    const { plan, ports } = preparePlan({ 'a.mjs': suiteFile(body) }, { shuffle: true, seed: 5 });
    const planned = (await listTests(plan, ports)).tests.map(({ id }) => id);
    const started = events.flatMap((event) => (event.kind === 'test-started' ? [event.id] : []));
    expect(started).toEqual(planned);
    expect([...outcomes].sort()).toEqual([
      't1: passed',
      't2: errored',
      't3: passed',
      't4: errored',
      't5: passed',
      't6: errored',
    ]);
  });
});

describe('repeating each test', () => {
  it('gives every execution a name of its own; ids may mean all of them or one', async () => {
    const files = { 'a.mjs': suiteFile("test('one', () => {}); test('two', () => {});") };
    const wish = { repeatEach: 2 };
    expect((await runFiles(files, wish)).outcomes).toEqual([
      'one (1 of 2): passed',
      'one (2 of 2): passed',
      'two (1 of 2): passed',
      'two (2 of 2): passed',
    ]);
    const only = { ...EVERYTHING, only: ['a.mjs::one', 'a.mjs::two (2 of 2)'] };
    expect((await runFiles(files, { ...wish, selection: only })).outcomes).toEqual([
      'one (1 of 2): passed',
      'one (2 of 2): passed',
      'two (2 of 2): passed',
    ]);
  });
});
