import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ending, IterationRun } from '../../../src/model/run.ts';
import type { RunPlan } from '../../../src/runner/modes/plan.ts';
import { UsageError } from '../../../src/kit/usage-error.ts';
import { continueRun, loadState, resumeState, saveState } from '../../../src/runner/modes/resume.ts';
import { readState, writeState } from '../../../src/runner/modes/run-state.ts';
import { ended, PASSED, plan } from './simulated-run.ts';

const run = (iteration: number, changes: Partial<IterationRun> = {}): IterationRun => ({
  ...ended({ iteration, seed: iteration * 11 }, PASSED),
  ...changes,
});
const allThere = () => true;

describe('the state of a run', () => {
  it('comes back as it was written, whatever the names are', () => {
    const ending: fc.Arbitrary<Ending> = fc.oneof(
      fc.record({ kind: fc.constant('exited' as const), code: fc.nat(255) }),
      fc.record({ kind: fc.constant('signalled' as const), signal: fc.constant('SIGKILL') }),
      fc.record({ kind: fc.constant('timed-out' as const), afterMs: fc.nat() }),
    );
    const unit = fc.constantFrom('a', '"', '\\', '\n', '\u001b', '\u202e', '\ud800', '漢', '👩');
    const hostile = fc.oneof(fc.string({ unit }), fc.constant('__proto__'));
    fc.assert(
      fc.property(
        ending,
        hostile,
        fc.uniqueArray(fc.integer({ min: 1, max: 5 })),
        (end, text, iterations) => {
          const now = plan({ command: ['a', text], only: [text], facts: [{ name: 'commit', value: text }] });
          const problem: IterationRun['problems'][number] = {
            code: 'no-files',
            severity: 'error',
            path: null,
            iteration: 1,
            message: text,
            advice: '',
          };
          const runs = iterations.map((iteration) =>
            run(iteration, { ending: end, reports: [text], outputTail: text, problems: [problem] }),
          );
          const state = readState(writeState(now, runs), 'state.json');
          expect(continueRun(now, state, allThere)).toEqual(runs);
        },
      ),
      { seed: 20, numRuns: 200 },
    );
  });

  it.each([
    ['', 'empty'],
    ['{"schemaVersion":1,"plan"', 'cut off'],
    ['[]', 'a list'],
    ['null', 'nothing'],
    [writeState(plan(), [run(1)]).replace('"schemaVersion": 1', '"schemaVersion": 2'), 'a later version'],
    [writeState(plan(), [run(1)]).replace('"exited"', '"vanished"'), 'an unknown ending'],
    [writeState(plan(), [run(1)]).replace('"durationMs": 1000', '"durationMs": "1 s"'), 'a wrong type'],
    [writeState(plan(), [run(1)]).replace('"iteration": 1', '"iteration": -1'), 'a negative iteration'],
  ])('is refused when it is %#: not one of ours', (text) => {
    expect(() => readState(text, 'out/state.json')).toThrow(
      '--resume: out/state.json is no state that this version wrote; run once without --resume to start anew',
    );
  });
});

describe('resuming', () => {
  const now = plan({
    facts: [
      { name: 'commit', value: 'abc' },
      { name: 'preset', value: 'pytest' },
    ],
  });
  const state = readState(writeState(now, [run(1), run(3)]), 'state.json');

  it.each<[Partial<RunPlan>, string]>([
    [
      { shown: { words: ['pytest', '-x'], hash: null } },
      'the command was ["pytest","--junit-xml={junit}"] and is now ["pytest","-x"]',
    ],
    [
      { shown: { words: now.shown.words, hash: 'abc' } },
      'the secrets in the command were others; repeat it as it was',
    ],
    [{ iterations: 6 }, 'the number of iterations was 5 and is now 6'],
    [{ iteration: 2 }, 'the iteration to run was "all" and is now 2'],
    [{ baseSeed: 43 }, 'the seed was 42 and is now 43'],
    [{ only: ['a'] }, 'the selection of tests was the whole suite and is now ["a"]'],
    [
      {
        facts: [
          { name: 'commit', value: 'def' },
          { name: 'preset', value: 'pytest' },
        ],
      },
      'the commit was "abc" and is now "def"',
    ],
    [{ facts: [{ name: 'commit', value: 'abc' }] }, 'the preset was "pytest" and is now "unknown"'],
  ])('refuses another run and names the difference: %j', (changes, words) => {
    const attempt = () => continueRun({ ...now, ...changes }, state, allThere);
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(words);
    expect(attempt).toThrow('leave --resume out to start anew');
  });

  it('lets the number at a time and the reasons to stop change', () => {
    const changed = { ...now, parallel: 4, maxMs: 1, untilFailure: true };
    expect(continueRun(changed, state, allThere).map(({ iteration }) => iteration)).toEqual([1, 3]);
  });

  it('repeats an iteration whose report is gone', () => {
    const isThere = (path: string) => !path.includes('iteration-1');
    expect(continueRun(now, state, isThere).map(({ iteration }) => iteration)).toEqual([3]);
    const shards = readState(writeState(now, [run(2, { reports: ['a.xml', 'b.xml'] })]), 'state.json');
    expect(continueRun(now, shards, (path) => path === 'a.xml')).toEqual([]);
  });

  it('takes no iteration that the plan does not have', () => {
    const odd = readState(writeState(now, [run(5), run(6)]), 'state.json');
    expect(continueRun(now, odd, allThere).map(({ iteration }) => iteration)).toEqual([5]);
  });
});

describe('the state file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-state-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is written whole, in a folder that need not exist, and found again', async () => {
    const out = join(folder, 'a', 'b');
    const path = join(out, 'run.json');
    const report = join(folder, 'kept.xml');
    writeFileSync(report, '<testsuites/>');
    await saveState(path, plan(), []);
    await saveState(path, plan(), [run(1, { reports: [report] }), run(2)]);
    expect(readdirSync(out)).toEqual(['run.json']);

    const state = await loadState(path);
    expect(state?.plan.baseSeed).toBe(42);
    if (state === null) throw new Error('no state');
    const earlier = await resumeState(state, plan());
    expect(earlier.map(({ iteration }) => iteration)).toEqual([1]);
  });

  it('need not be there', async () => {
    expect(await loadState(join(folder, 'none.json'))).toBeNull();
  });

  it('keeps the old content when the new one cannot be written', async () => {
    const path = join(folder, 'c', 'run.json');
    await saveState(path, plan(), [run(1)]);
    const before = readFileSync(path, 'utf8');
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const broken = run(2, { problems: cyclic as IterationRun['problems'] });
    await expect(saveState(path, plan(), [broken])).rejects.toThrow('circular');
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(join(folder, 'c'))).toEqual(['run.json']);
  });

  it('leaves no draft behind', async () => {
    const taken = join(folder, 'd', 'run.json');
    mkdirSync(join(taken, 'a folder in its place'), { recursive: true });
    expect(await saveState(taken, plan(), [])).toMatch(/^run\.json could not be written: E/);
    await expect(loadState(taken)).rejects.toThrow(/run\.json: E/);
    expect(readdirSync(join(folder, 'd'))).toEqual(['run.json']);
  });
});
