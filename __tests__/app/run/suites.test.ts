import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startReferenceServer } from '../../../src/focus-server/reference/start-reference-server.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import { realClock } from '../../focus-server/reference/http/server.ts';
import { makeFolder } from '../../helpers/folder.ts';
import { runCli } from '../../helpers/run-cli.ts';
import { listReport } from '../../helpers/read-report.ts';
import { readReport, run } from './run-suite.ts';

const SMOKE = ['--suite', 'focus-server.smoke'];

describe('run --suite', () => {
  it('runs the bundled suites against a server of its own, and reports', async () => {
    const { code, stdout, folder } = await run({}, [...SMOKE, '--iterations', '2', '--seed', '5']);
    expect(code).toBe(0);
    expect(stdout).toContain('Evidence  2 of 2 iterations complete');
    const { tests } = readReport(folder);
    expect(tests.length).toBeGreaterThanOrEqual(12);
    expect(new Set(tests.map(({ codes }) => codes))).toEqual(new Set(['PP']));
    const junit = readFileSync(join(folder, 'stability-results', 'iteration-1', 'junit.xml'), 'utf8');
    expect((await listReport(Buffer.from(junit))).cases).toHaveLength(tests.length);
    expect(junit).toContain('<property name="test_key" value="PZ-100"/>');
  });

  it('lists what it would run, without a server', async () => {
    const { code, stdout } = await run({}, ['--suite', 'focus-server', '--list', '--tag', 'smoke']);
    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines).toContain('focus-server.smoke::openapi names every route\tsmoke\tPZ-102');
    for (const line of lines)
      expect(line).toMatch(/^focus-server\.\w+::[^\t]+\t[^\t]*\bsmoke\b[^\t]*\tPZ-\d+$/);
  });

  it('leaves nightly tests to whoever asks for them', async () => {
    const list = async (...words: string[]): Promise<string[]> =>
      (await run({}, ['--suite', 'focus-server.partition', '--list', ...words])).stdout
        .split('\n')
        .filter(Boolean);
    expect(await list()).toEqual([]);
    const nightly = await list('--all');
    expect(nightly.length).toBeGreaterThan(5);
    expect(await list('--tag', 'nightly')).toEqual(nightly);
  });

  it.each([
    [
      ['--suite', 'nowhere'],
      '--suite nowhere: no bundled suite and no file; bundled are focus-server, focus-server.smoke',
    ],
    [
      [...SMOKE, '--env', 'elsewhere'],
      '--env elsewhere: no such environment; there is no focus-stability.yml here\nWrite focus-stability.yml',
    ],
    [[...SMOKE, '--env', 'kefar_saba'], 'environments:\n  kefar_saba:\n    base-url: '],
    [[...SMOKE, '--defect', 'nothing'], '--defect: there is no defect "nothing"'],
    [[...SMOKE, '--env', 'local', '--defect', 'always-400'], '--defect is for the embedded server'],
    [[...SMOKE, '--grep', '/(/'], '--grep /(/ is no regular expression'],
    [[...SMOKE, '--list', '--grep', '/(/'], '--grep /(/ is no regular expression'],
    [[...SMOKE, '--list', '--set', 'bogus=1'], 'bogus'],
    [[...SMOKE, '--list', '--env', 'elsewhere'], '--env elsewhere: no such environment'],
    [[...SMOKE, '--list', '--defect', 'nothing'], '--defect: there is no defect "nothing"'],
    [[...SMOKE, '--set', 'samples'], '--set must be name=value'],
    [[...SMOKE, '--set', 'sampels=20'], '--set sampels: no bundled suite asks for it; they ask for samples'],
    [[...SMOKE, '--set', 'load-seconds=5m'], '--set load-seconds=5m: not a number from 0 to 1500'],
    [[...SMOKE, '--', 'pytest'], '--suite and a command behind -- cannot be combined'],
    [['--tag', 'smoke', '--', 'pytest'], '--tag needs --suite'],
    [[...SMOKE, '--repeat-each', '0'], '--repeat-each must be a whole number from 1 to 1000'],
  ])('refuses %j', async (words, message) => {
    const { code, stderr, folder } = await run({}, words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'stability-report'))).toBe(false);
  });

  it('is no evidence when the selection is empty', async () => {
    const { code } = await run({}, [...SMOKE, '--iterations', '1', '--grep', 'no test is called so']);
    expect(code).toBe(3);
  });
});

it('never takes one suite file for another of the same name', async () => {
  const files = { 'a.suite.ts': '', 'a.suite.mjs': '' };
  const { code, stderr } = await run(files, ['--suite', 'a.suite.ts', '--suite', 'a.suite.mjs']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/a\.suite\.ts and .*a\.suite\.mjs would have the same ids, "a::…"; rename one/);
});

describe('what the report makes of the suites', () => {
  it('blames no test for never having started when the time is up', async () => {
    const suite = `import { suite } from 'focus-stability/suite';
      import { setTimeout as delay } from 'node:timers/promises';
      export default suite('slow', {}, ({ test }) => {
        test('before', () => {});
        test('hangs once', async ({ signal }) => {
          if (process.env.FOCUS_STABILITY_ITERATION === '3') await delay(600_000, null, { signal });
        });
        test('after', () => {});
      });`;
    const words = ['--suite', 'a.suite.mjs', '--iterations', '3', '--timeout', '15s', '--quiet'];
    const { code, folder } = await run({ 'a.suite.mjs': suite }, words);
    const { tests, ledger } = readReport(folder);
    expect(code).toBe(1);
    expect(tests.map(({ id, codes }) => `${id} ${codes}`).toSorted()).toEqual([
      'a::after PP-',
      'a::before PPP',
      'a::hangs once PPE',
    ]);
    expect(ledger.iterations.map(({ state }) => state)).toEqual(['complete', 'complete', 'incomplete']);
  });

  it('calls tests flaky that a server with random errors fails now and then, and no other', async () => {
    const words = [...SMOKE, '--suite', 'focus-server.config', '--iterations', '5', '--defect', 'random-500'];
    const { folder } = await run({}, [...words, '--quiet']);
    const { tests, headline, incidents } = readReport(folder);
    // So many errors may look like an outage of one iteration: what only failed in that is no flake.
    const lost = new Set(incidents.map(({ iteration }) => iteration));
    const countedOf = (codes: string): string =>
      [...codes].filter((_, index) => !lost.has(index + 1)).join('');
    const isMixed = (codes: string): boolean => /P/.test(codes) && /[FE]/.test(codes);
    const flaky = tests.filter(({ verdict }) => verdict === 'flaky');
    expect(['flaky', 'failing']).toContain(headline);
    expect(flaky.length).toBeGreaterThan(15);
    expect(flaky.filter(({ codes }) => !isMixed(codes))).toEqual([]);
    const missed = tests.filter(({ codes, verdict }) => isMixed(countedOf(codes)) && verdict === 'stable');
    expect(missed).toEqual([]);
  });

  it('says that a leg was killed in the middle', async () => {
    const folder = makeFolder({});
    const words = ['run', ...SMOKE, '--suite', 'focus-server.config', '--quiet', '--iterations', '3'];
    const leg = (iteration: number): string[] => [...words, '--iteration', String(iteration)];
    for (const iteration of [1, 3]) expect((await runCli(leg(iteration), folder)).code).toBe(0);
    await killInTheMiddle(folder, leg(2));
    const { code } = await runCli(
      ['report', 'stability-results', '--expected-iterations', '3', '--quiet'],
      folder,
    );
    const { ledger } = readReport(folder);
    expect(code).toBe(1);
    expect(ledger.iterations.map(({ state }) => state)).toEqual(['complete', 'missing', 'complete']);
    expect(ledger.iterations[1]?.problems.map(({ code: what, severity }) => `${what} ${severity}`)).toEqual([
      'killed error',
    ]);
  });

  it('takes a server that is down for one iteration for one incident', async () => {
    const server = await startReferenceServer({}, { clock: realClock, random: drawNumbers(1) });
    const yml = (url: string): string =>
      `environments:\n  lab: { base-url: '${url}', prefix: /focus-server }\n`;
    const folder = makeFolder({
      'up/focus-stability.yml': yml(server.url),
      // Nothing listens on the port of a service that nobody offers any more.
      'down/focus-stability.yml': yml('http://127.0.0.1:9'),
    });
    try {
      for (const iteration of [1, 2, 3, 4, 5]) {
        const place = join(folder, iteration === 3 ? 'down' : 'up');
        const words = [
          'run',
          ...SMOKE,
          '--env',
          'lab',
          '--iterations',
          '5',
          '--iteration',
          String(iteration),
        ];
        await runCli([...words, '--out', '../results', '--quiet'], place);
      }
    } finally {
      await server.close();
    }
    await runCli(['report', 'results', '--quiet'], folder);
    const report = readReport(folder);
    expect(report).toMatchObject({
      headline: 'incident',
      incidents: [{ kind: 'iteration', iteration: 3 }],
    });
    expect(report.tests.filter(({ verdict }) => verdict === 'flaky')).toEqual([]);
  });
});

/** As a machine that runs out of memory does. */
async function killInTheMiddle(folder: string, words: readonly string[]): Promise<void> {
  const cli = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');
  const child = spawn(process.execPath, [cli, ...words.filter((word) => word !== '--quiet')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stderr.on('data', (chunk: Buffer) => {
    if (chunk.includes('✓')) child.kill('SIGKILL');
  });
  await ended;
}
