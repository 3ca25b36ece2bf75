import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../helpers/run-cli.ts';
import { writeReport } from '../../helpers/folder.ts';
import {
  listFolder,
  NODE,
  nightSuite,
  readLedger,
  readMessages,
  readStrips,
  run,
  scriptSuite,
} from './run-suite.ts';

const only = (iteration: number): string[] => ['--iteration', `${iteration}`, '--iterations', '5'];

describe('one iteration of a matrix', () => {
  it('runs its iteration only and says how it ended beside its report', async () => {
    const { code, stderr, folder } = await run(nightSuite({ a: 'PPFPP' }), [
      ...only(3),
      '--seed',
      '7',
      ...NODE,
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('Running iteration 3 of 5: ');
    const own = 'stability-results/iteration-3';
    expect(listFolder(join(folder, 'stability-results'))).toEqual([
      'iteration-3/focus-stability.json',
      'iteration-3/junit.xml',
      'iteration-3/output.log',
      'run.json',
    ]);
    expect(JSON.parse(readFileSync(join(folder, own, 'focus-stability.json'), 'utf8'))).toMatchObject({
      schemaVersion: 1,
      iteration: 3,
      ending: { kind: 'exited', code: 1 },
      problems: [],
    });
    expect(readFileSync(join(folder, own, 'output.log'), 'utf8')).toBe('suite 3 of 5\n');
    expect(readLedger(folder)).toEqual(['3 complete']);
  });

  it('has the seed that a full run gives its iteration', async () => {
    const suite = scriptSuite(
      "fs.appendFileSync('seeds', process.env.FOCUS_STABILITY_SEED + '\\n'); report('<testsuites><testcase name=\"a\"/></testsuites>')",
    );
    const { folder } = await run(suite, ['--iterations', '3', '--seed', '42', ...NODE]);
    await run(folder, ['--iteration', '2', '--iterations', '3', '--seed', '42', ...NODE]);
    const seeds = readFileSync(join(folder, 'seeds'), 'utf8').trim().split('\n');
    expect(new Set(seeds.slice(0, 3)).size).toBe(3);
    expect(seeds[3]).toBe(seeds[1]);
  });

  it('fails for its evidence, and leaves failing tests to the report over all iterations', async () => {
    const broken = await run(nightSuite({ a: 'FFFFF' }), [...only(2), ...NODE]);
    expect(broken.code).toBe(0);
    const killed = await run(
      scriptSuite(
        `report(${JSON.stringify(writeReport([{ name: 'a' }]))}); process.kill(process.pid, 'SIGKILL')`,
      ),
      [...only(2), ...NODE],
    );
    expect(killed.code).toBe(1);
    expect(killed.stdout).toContain('the command was ended by SIGKILL');
    const silent = await run(scriptSuite(''), [...only(2), ...NODE]);
    expect(silent.code).toBe(3);
  });
});

describe('the report over five iterations', () => {
  const SUITE = {
    ...nightSuite({ a: 'PPPPP', b: 'PFPPP' }),
    'ending.cjs': `const n = process.env.FOCUS_STABILITY_ITERATION;
      if (n === '3') process.kill(process.pid, 'SIGKILL');
      if (n === '4') setInterval(() => {}, 1000);
      if (n !== '4') require('./suite.cjs');`,
  };

  it('knows how each of them ended, the one that never started included', async () => {
    const command = ['--timeout', '20s', '--', process.execPath, 'ending.cjs'];
    const { folder } = await run(SUITE, [...only(1), ...command]);
    const codes = [0];
    for (const iteration of [2, 3]) codes.push((await run(folder, [...only(iteration), ...command])).code);
    const quick = ['--timeout', '1s', '--grace', '100ms', '--', process.execPath, 'ending.cjs'];
    codes.push((await run(folder, [...only(4), ...quick])).code);
    codes.push((await run(folder, [...only(5), '--', 'no-such-command'])).code);
    expect(codes).toEqual([0, 0, 3, 3, 3]);

    const { code, stdout } = await runCli(
      ['report', 'stability-results', '--expected-iterations', '5'],
      folder,
    );
    expect(code).toBe(1);
    expect(readLedger(folder)).toEqual([
      '1 complete',
      '2 complete',
      '3 missing: killed, no-report',
      '4 missing: timed-out, no-report',
      '5 missing: not-started',
    ]);
    expect(readMessages(folder, 4)[0]).toBe('the command was still running after 1 s and was ended');
    expect(readStrips(folder)).toEqual({ a: 'PP---', b: 'PF---' });
    expect(stdout).toContain('2 of 5 iterations complete (iterations 3–5 are missing)');
    expect(stdout).toContain('the command was ended by SIGKILL');
  });
});
