import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expectEventually } from '../../src/suite/api/index.ts';
import { readJournal } from '../../src/suite/journal/read-journal.ts';
import { makeFolder } from '../helpers/folder.ts';
import { runFiles, suiteFile } from './run-files.ts';

describe('tests at the same time', () => {
  it('are as many as the suite allows', async () => {
    const body = `
      let here = 0; let open; const all = new Promise((resolve) => { open = resolve; });
      each([1, 2, 3])('meets the others $value', () => async () => { here += 1; if (here === 3) open(); await all; });`;
    const { outcomes } = await runFiles({ 'a.mjs': suiteFile(body, '{ concurrency: 3 }') });
    expect(outcomes).toHaveLength(3);
    expect(outcomes.every((one) => one.endsWith('passed'))).toBe(true);
  });

  it('are never more', async () => {
    const body = `
      let here = 0;
      each([1, 2, 3, 4, 5, 6])('counts $value', () => async () => { here += 1; await delay(5); assert.ok(here <= 2, here + ' at once'); here -= 1; });`;
    const { outcomes } = await runFiles({ 'a.mjs': suiteFile(body, '{ concurrency: 2 }') });
    expect(outcomes.every((one) => one.endsWith('passed'))).toBe(true);
  });

  it('may be those of several suites', async () => {
    const file = (own: string, other: string): string =>
      `import { existsSync, writeFileSync } from 'node:fs';\n${suiteFile(`
        test('meets', async (t) => {
          writeFileSync(new URL('${own}', import.meta.url), '');
          await t.eventually('the other suite is there', () => existsSync(new URL('${other}', import.meta.url)), { deadlineMs: 20_000, everyMs: 20 });
        });`)}`;
    const { outcomes, run } = await runFiles(
      { 'a.mjs': file('a', 'b'), 'b.mjs': file('b', 'a') },
      { parallel: 2 },
    );
    expect(outcomes).toEqual(['meets: passed', 'meets: passed']);
    expect(run.suites.map(({ name }) => name)).toEqual(['a.mjs', 'b.mjs']);
  });
});

describe('stopping in the middle', () => {
  it('cleans up, blames no test, and leaves no process', async () => {
    const body = `
      const shared = fixture({ per: 'suite' }, (f) => { f.defer(() => appendFileSync(new URL('lines', import.meta.url), 'suite ')); });
      test('before', () => {});
      test('runs', async (t) => {
        await t.use(shared);
        t.defer(() => appendFileSync(new URL('lines', import.meta.url), 'test '));
        appendFileSync(new URL('pid', import.meta.url), String(process.pid));
        await delay(60_000, null, { signal: t.signal });
      });
      test('after', () => {});`;
    const stop = new AbortController();
    const { outcomes, run, folder } = await runFiles(
      { 'a.mjs': suiteFile(body), 'b.mjs': suiteFile("test('other', () => {});") },
      {
        signal: stop.signal,
        onEvent: (event) => {
          if (event.kind === 'test-started' && event.id === 'a.mjs::runs') stop.abort();
        },
      },
    );
    expect(run.ending).toBe('interrupted');
    expect(outcomes).toEqual(['before: passed']);
    expect(readFileSync(join(folder, 'lines'), 'utf8')).toBe('test suite ');
    expect(() => process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0)).toThrow('ESRCH');
  });

  it('ends a process that does not listen', async () => {
    const body = `
      test('blocks', () => { appendFileSync(new URL('pid', import.meta.url), String(process.pid)); for (;;); });`;
    const stop = new AbortController();
    const { outcomes, folder } = await runFiles(
      { 'a.mjs': suiteFile(body) },
      {
        signal: stop.signal,
        graceMs: 500,
        onEvent: ({ kind }) => {
          if (kind === 'test-started') stop.abort();
        },
      },
    );
    expect(outcomes).toEqual([]);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('does not wait when the person is in a hurry', async () => {
    const body = `test('blocks', () => { for (;;); });`;
    const stop = new AbortController();
    const { outcomes } = await runFiles(
      { 'a.mjs': suiteFile(body) },
      {
        signal: stop.signal,
        hurry: stop.signal,
        // Longer than any test may take.
        graceMs: 600_000,
        onEvent: ({ kind }) => {
          if (kind === 'test-started') stop.abort();
        },
      },
    );
    expect(outcomes).toEqual([]);
  });

  it.each([
    ['listens', 'await delay(60_000, null, { signal: t.signal });', 'the time of the run was up'],
    ['blocks', 'for (;;);', 'did not finish: the time of the run was up'],
  ])('because its time is up blames the test that %s, and none that never started', async (...row) => {
    const [, code, message] = row;
    const body = `test('before', () => {}); test('runs', async (t) => { ${code} }); test('after', () => {});`;
    const stop = new AbortController();
    const { outcomes, find } = await runFiles(
      { 'a.mjs': suiteFile(body), 'b.mjs': suiteFile("test('other', () => {});") },
      {
        signal: stop.signal,
        graceMs: 500,
        // As AbortSignal.timeout() does.
        onEvent: (event) => {
          if (event.kind === 'test-started' && event.id === 'a.mjs::runs')
            stop.abort(new DOMException('late', 'TimeoutError'));
        },
      },
    );
    expect(outcomes).toEqual(['before: passed', 'runs: errored']);
    expect(find('runs').failures[0]?.message).toBe(message);
  });

  it('happens by itself when the process that runs the suites is killed', async () => {
    const suite = suiteFile(`
      test('waits', async (t) => {
        t.defer(() => appendFileSync(new URL('cleaned', import.meta.url), ''));
        appendFileSync(new URL('started', import.meta.url), '');
        await delay(60_000, null, { signal: t.signal });
      });`);
    const source = join(import.meta.dirname, '..', '..', 'src');
    const folder = makeFolder({
      'a.mjs': suite,
      'parent.mjs': `
        import { runSuites } from '${pathToFileURL(join(source, 'suite', 'engine', 'run-suites.ts')).href}';
        import { DEFAULT_SUITE_PLAN, EVERYTHING } from '${pathToFileURL(join(source, 'suite', 'types', 'plan.ts')).href}';
        const cwd = import.meta.dirname;
        const sources = [{ kind: 'file', name: 'a.mjs', path: cwd + '/a.mjs' }];
        await runSuites({ ...DEFAULT_SUITE_PLAN, sources, selection: EVERYTHING, target: null, seed: 1, cwd, out: cwd + '/out' }, {
          platform: process.platform, execPath: process.execPath, workerPath: ${JSON.stringify(join(source, 'suite-worker.ts'))},
          environment: process.env, now: () => performance.now(), kill: (pid, name) => process.kill(pid, name),
          emit() {}, signal: new AbortController().signal,
        });`,
    });
    const parent = spawn(process.execPath, [join(folder, 'parent.mjs')], { stdio: 'inherit' });
    const patience = { deadlineMs: 30_000, everyMs: 20 };
    await expectEventually('the test runs', () => existsSync(join(folder, 'started')), patience);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expectEventually('it cleaned up', () => existsSync(join(folder, 'cleaned')), patience);
    const [suiteFolder = ''] = readdirSync(join(folder, 'out', 'suites'));
    const journal = join(folder, 'out', 'suites', suiteFolder, 'journal-1.ndjson');
    await expectEventually(
      'it ended',
      () => readJournal(readFileSync(journal, 'utf8')).at(-1)?.kind === 'exit',
      patience,
    );
  });
});

describe('events', () => {
  it('come in the order in which things happen', async () => {
    const body = `test('passes', () => { console.log('hello'); }); test('fails', () => { throw new Error('no'); });`;
    const { events } = await runFiles({ 'a.mjs': suiteFile(body) });
    const told = events.filter(({ kind }) => kind !== 'output');
    expect(told.map(({ kind }) => kind)).toEqual([
      'suite-started',
      'suite-loaded',
      'test-started',
      'test-ended',
      'test-started',
      'test-ended',
      'suite-ended',
    ]);
    expect(told[1]).toMatchObject({ suite: 'a.mjs', title: 'small', tests: 2 });
    expect(events.flatMap((event) => (event.kind === 'output' ? [event.text] : [])).join('')).toBe('hello\n');
  });
});

describe('secrets', () => {
  it('are masked in everything that is written and told', async () => {
    const body = `test('leaks', (t) => { t.log('log hunter2'); console.log('out hunter2'); t.record('x', 'hunter2'); throw new Error('error hunter2'); });`;
    const { folder, find, run } = await runFiles({ 'a.mjs': suiteFile(body) }, { mask: ['hunter2'] });
    expect(find('leaks')).toMatchObject({ log: 'log ***', failures: [{ message: 'error ***' }] });
    expect(run.outputTail).toBe('out ***\n');
    const out = join(folder, 'out');
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name).sort()).toEqual(['journal-1.ndjson', 'junit.xml', 'output.log']);
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toContain('hunter2');
  });
});
