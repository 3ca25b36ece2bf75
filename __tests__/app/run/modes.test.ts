import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  NODE,
  nightSuite,
  readLedger,
  readMessages,
  readStarted,
  readStrips,
  run,
  scriptSuite,
} from './run-suite.ts';

const PASS = `report('<testsuites><testcase classname="s" name="a" time="0.1"/></testsuites>');`;
const FAIL = `report('<testsuites><testcase classname="s" name="a" time="0.1"><failure message="boom"/></testcase></testsuites>');`;

describe('--parallel 3', () => {
  it('runs three at a time, with folders, ports and output of their own', async () => {
    // Nobody goes on before three are there, and nobody starts before one of them has ended.
    const suite = scriptSuite(`const { readdirSync } = fs;
      fs.mkdirSync('here', { recursive: true });
      fs.writeFileSync('here/' + n, '');
      const wait = setInterval(() => {
        if (readdirSync('here').length < 3) return;
        clearInterval(wait);
        console.log('port ' + process.env.FOCUS_STABILITY_PORT_BASE + ' of ' + n);
        fs.writeFileSync(process.env.TMPDIR + '/own', '', { flag: 'wx' });
        ${PASS}
      }, 10);`);
    const { code, stderr, folder } = await run(suite, ['--parallel', '3', '--timeout', '50s', ...NODE]);
    expect(code).toBe(0);
    expect(stderr).toContain('Running 5 iterations, 3 at a time: ');
    expect(
      readStarted(folder)
        .slice(0, 3)
        .sort((a, b) => a - b),
    ).toEqual([1, 2, 3]);
    expect(readStrips(folder)).toEqual({ a: 'PPPPP' });
    const shown = stderr.split('\n').filter((line) => !line.startsWith('Running') && !line.startsWith('  '));
    for (const iteration of [1, 2, 3, 4, 5]) {
      const start = shown.findIndex((line) => line.startsWith(`iteration ${iteration}/5 (seed`));
      expect(shown[start + 1]).toBe(`port ${20_000 + 100 * (iteration - 1)} of ${iteration}`);
      expect(shown[start + 2]).toMatch(new RegExp(`^iteration ${iteration}/5: \\S+, exit code 0$`));
    }
  });
});

describe('a run that ends early', () => {
  it('after a failure', async () => {
    const suite = scriptSuite(`if (n === 3) { ${FAIL} process.exitCode = 1; } else { ${PASS} }`);
    const { code, stderr, folder } = await run(suite, ['--until-failure', ...NODE]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Ended after 3 iterations, 997 not finished: a failure was found$/m);
    expect(readStarted(folder)).toEqual([1, 2, 3]);
    expect(readStrips(folder)).toEqual({ a: 'PPF' });
  });

  it('when the wanted power is reached and every test is decided', async () => {
    const { code, stderr, folder } = await run(scriptSuite(PASS), [
      '--until-power',
      '0.9',
      '--rate',
      '0.4',
      ...NODE,
    ]);
    expect(code).toBe(0);
    // 1 - 0.6^5 - 0.4^5 = 91 %: five executions of a 40 % flake disagree.
    expect(stderr).toMatch(/^Ended after 5 iterations, \d+ not finished: every test is decided/m);
    expect(readLedger(folder)).toEqual([1, 2, 3, 4, 5].map((iteration) => `${iteration} complete`));
  });

  it('when the next iteration would end too late, which is told of those that are missing', async () => {
    const { code, stderr, folder } = await run(scriptSuite(PASS), ['--max-minutes', '0.000001', ...NODE]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'Ended after 1 iteration, 4 not finished: the next iteration would end too late; continue with --resume\n',
    );
    expect(readStarted(folder)).toEqual([1]);
    expect(readMessages(folder, 5)).toEqual([
      'iteration 5 was not run: it would probably have ended too late',
    ]);
    const rest = await run(folder, ['--resume', ...NODE]);
    expect(rest.code).toBe(0);
    expect(rest.stderr).toContain('  1 of 5 done before: 1\n');
    expect(readStarted(folder)).toEqual([1, 2, 3, 4, 5]);
    expect(readStrips(folder)).toEqual({ a: 'PPPPP' });
  });
});

describe('--resume', () => {
  it('does nothing again when all is done, and runs an iteration that lost its report', async () => {
    const { folder } = await run(nightSuite({ a: 'PFP' }), ['--iterations', '3', ...NODE]);
    const nothing = await run(folder, ['--resume', '--iterations', '3', ...NODE]);
    expect(nothing.stderr).toContain('3 of 3 done before: 1, 2, 3\n');
    expect(readStarted(folder)).toEqual([1, 2, 3]);
    expect(readStrips(folder)).toEqual({ a: 'PFP' });
    rmSync(join(folder, 'stability-results/iteration-2/junit.xml'));
    const one = await run(folder, ['--resume', '--iterations', '3', ...NODE]);
    expect(one.stderr).toContain('2 of 3 done before: 1, 3\n');
    expect(readStarted(folder)).toEqual([1, 2, 3, 2]);
    expect(readStrips(folder)).toEqual({ a: 'PFP' });
    appendFileSync(join(folder, 'stability-results/run.json'), 'x');
    const broken = await run(folder, ['--resume', '--iterations', '3', ...NODE]);
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain(
      'run.json is no state that this version wrote; run once without --resume',
    );
  });

  it('starts where nothing is there', async () => {
    const { code, folder } = await run(nightSuite({ a: 'PP' }), ['--resume', '--iterations', '2', ...NODE]);
    expect(code).toBe(0);
    expect(readStarted(folder)).toEqual([1, 2]);
  });
});
