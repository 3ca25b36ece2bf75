import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeReport } from '../helpers/folder.ts';
import { isAlive, listCases, readPids, runSuite } from './run-suite.ts';

const node = process.execPath;
/** A suite in JavaScript; `report(xml)` writes to the place it was told. */
function suite(body: string): string[] {
  const prelude = `const fs = require('fs'); const { spawn } = require('child_process');
    const report = (xml) => fs.writeFileSync(process.env.FOCUS_STABILITY_JUNIT, xml);
    const pass = ${JSON.stringify(writeReport([{ name: 'a' }]))};
    const fail = ${JSON.stringify(writeReport([{ name: 'a' }, { name: 'b', code: 'F' }]))};
    const pid = (n) => fs.appendFileSync('pids', n + '\\n');`;
  return [node, '-e', `${prelude}\n${body}`];
}

describe('the ending of a command', () => {
  it('is no problem when it exits with 0 and a report without failures', async () => {
    const { run, problems } = await runSuite({ command: suite('report(pass); console.log("done")') });
    expect(run).toMatchObject({
      iteration: 1,
      seed: 42,
      ending: { kind: 'exited', code: 0 },
      outputTail: 'done',
    });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toEqual(['P tests.test_a::a']);
  });

  it.each([
    ['0 although failures are reported', 'report(fail)', ['exit-code warning']],
    ['1 with failures', 'report(fail); process.exitCode = 1', []],
    ['1 although all passed', 'report(pass); process.exitCode = 1', ['exit-code warning']],
    [
      '1 with a report that ends before its failure',
      'report(fail.slice(0, fail.indexOf("<failure"))); process.exitCode = 1',
      [],
    ],
    ['1 without a report', 'process.exitCode = 1', ['no-report error']],
    ['0 without a report', '', ['no-report error']],
    ['0 with an empty report', 'report("")', ['empty-file error']],
    ['0 with a report without case', 'report("<testsuites></testsuites>")', ['no-cases error']],
    ['137, as shells say killed', 'report(fail); process.exitCode = 137', ['killed error']],
    ['a killing of itself', 'report(pass); process.kill(process.pid, "SIGKILL")', ['killed error']],
  ])('%s', async (_, body, expected) => {
    expect((await runSuite({ command: suite(body) })).problems).toEqual(expected);
  });

  it('tells why a command did not start', async () => {
    const { run, problems } = await runSuite({ command: ['no-such-program-here', '{junit}'] });
    expect(run.ending).toEqual({
      kind: 'not-started',
      reason: 'there is no program no-such-program-here on the PATH',
    });
    expect(problems).toEqual(['not-started error']);
    expect(run.reports).toEqual([]);
  });

  it('does not start anything outside a repository that should be checked out', async () => {
    const { run } = await runSuite({ command: suite('report(pass)'), options: { isolate: 'worktree' } });
    expect(run.ending.kind).toBe('not-started');
  });
});

describe('the process tree', () => {
  it('is ended after the time limit, SIGTERM ignored or not, and a report written meanwhile is kept', async () => {
    const body = `process.on('SIGTERM', () => {}); process.on('SIGINT', () => report(fail)); pid(process.pid);
      pid(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']).pid); setInterval(() => {}, 1000);`;
    const { run, problems, folder } = await runSuite({
      command: suite(body),
      options: { timeoutMs: 10_000, graceMs: 500 },
    });
    expect(run.ending).toEqual({ kind: 'timed-out', afterMs: 10_000 });
    expect(problems).toEqual(['timed-out error']);
    expect(await listCases(run)).toEqual(['F tests.test_a::b', 'P tests.test_a::a']);
    const pids = readPids(join(folder, 'pids'));
    expect(pids).toHaveLength(2);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('is searched for what outlives the command, a session of its own included', async () => {
    const body = `const child = spawn('setsid', ['sh', '-c', 'sleep 600 & echo $! >> pids; echo $$ >> pids; touch up; wait'],
        { detached: true, stdio: 'ignore' }); child.unref();
      const wait = setInterval(() => { if (fs.existsSync('up')) { report(pass); clearInterval(wait); } }, 10);`;
    const { run, problems, folder } = await runSuite({
      command: suite(body),
      options: { settleMs: 50, graceMs: 2000 },
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 0 });
    expect(problems).toEqual(['left-processes warning']);
    const pids = readPids(join(folder, 'pids'));
    expect(pids).toHaveLength(2);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('does not wait for a grandchild that holds the output open', async () => {
    const { run, problems, folder } = await runSuite({
      command: ['sh', '-c', 'sleep 600 & echo $! > pids; echo started'],
      options: { settleMs: 50 },
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 0 });
    expect(problems).toEqual(['left-processes warning', 'no-report error']);
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
  });

  it('is ended when the person stops the run', async () => {
    const { run, problems, folder } = await runSuite({
      command: suite('pid(process.pid); console.log("up"); setInterval(() => {}, 1000)'),
      onEvent: (event, person) => {
        if (event.kind === 'output') person.stop();
      },
    });
    expect(run.ending).toEqual({ kind: 'interrupted' });
    expect(problems).toEqual(['interrupted error', 'no-report error']);
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
  });
});

describe('the surroundings of an iteration', () => {
  it('are told by placeholders and environment', async () => {
    const { run, out } = await runSuite({
      command: [
        ...suite(`const e = process.env; report(pass); console.log(JSON.stringify([process.argv.slice(1),
          e.FOCUS_STABILITY_ITERATION, e.FOCUS_STABILITY_ITERATIONS, e.FOCUS_STABILITY_SEED,
          e.FOCUS_STABILITY_PORT_BASE, e.FOCUS_STABILITY_OUT, fs.existsSync(e.TMPDIR), e.TMPDIR === e.TEMP]))`),
        'n={iteration}/{iterations}',
        '{seed}{other}',
        '{out}/x.xml',
        '{junit}',
        '$(echo no shell) "&',
      ],
      task: { iteration: 3 },
    });
    const own = join(out, 'iteration-3');
    const words = ['n=3/5', '42{other}', `${own}/x.xml`, join(own, 'junit.xml'), '$(echo no shell) "&'];
    expect(JSON.parse(run.outputTail)).toEqual([words, '3', '5', '42', '20200', own, true, true]);
  });

  it('are read by a preset that a shell keeps from changing them, which is told', async () => {
    const line = 'printf "t/a.py::test_a PASSED\\nt/a.py::test_b "; exit 9';
    const { run, problems } = await runSuite({ command: [line], options: { shell: true, preset: 'pytest' } });
    expect(problems).toEqual(['no-report error', 'did-not-finish error', 'request-unmet note']);
    expect(run.problems.at(-1)?.message).toBe(
      'retries and JUnit are left to the command: a shell runs it, and pytest is read only',
    );
    const silent = await runSuite({ command: ['true'], options: { shell: true } });
    expect(silent.run.problems[0]?.advice).toBe('Give the command an option that writes JUnit to "{junit}"');
  });

  it('include a shell only when asked', async () => {
    const { run } = await runSuite({
      command: ['echo "$FOCUS_STABILITY_ITERATION" |', 'tr 2 x'],
      options: { shell: true },
      task: { iteration: 2 },
    });
    expect(run.outputTail).toBe('x');
  });

  it('hold no report of an earlier iteration, whatever the isolation', async () => {
    const files = {
      'stability/iteration-1/junit.xml': writeReport([{ name: 'old' }]),
      'stability/iteration-1/old.xml': writeReport([{ name: 'older' }]),
    };
    const none = await runSuite({ files, command: suite(''), options: { isolate: 'none' } });
    expect(none.run.reports).toEqual([]);
    expect(none.problems).toEqual(['stale-report error']);
    const out = await runSuite({ files, command: suite('') });
    expect(out.problems).toEqual(['no-report error']);
  });

  it('are a copy that the iteration may spoil', async () => {
    const { run, folder, out } = await runSuite({
      files: { 'data.txt': 'original', 'node_modules/x/index.js': 'module.exports = 1', '.git/HEAD': 'x' },
      command: suite(`fs.writeFileSync('data.txt', 'spoilt'); require(process.cwd() + '/node_modules/x');
        fs.mkdirSync('build'); fs.writeFileSync('build/TEST-a.xml', pass);
        console.log(fs.readdirSync('.').join())`),
      options: { isolate: 'copy', reports: ['**/build/TEST-*.xml'] },
    });
    expect(readFileSync(join(folder, 'data.txt'), 'utf8')).toBe('original');
    expect(run.outputTail).toBe('build,data.txt,node_modules');
    expect(run.reports).toEqual([join(out, 'iteration-1', 'reports', '1-TEST-a.xml')]);
    expect(await listCases(run)).toEqual(['P tests.test_a::a']);
  });
});

describe('the output', () => {
  it('of 200 MB is kept up to the limit, and its end in any case', async () => {
    const { run, problems, out } = await runSuite({
      command: suite(`const line = 'x'.repeat(1023) + '\\n'; const chunk = Buffer.from(line.repeat(1024));
        for (let i = 0; i < 200; i += 1) fs.writeSync(1, chunk); fs.writeSync(1, 'the end\\n'); report(pass)`),
      options: { logLimit: 1024 * 1024 },
    });
    expect(problems).toEqual(['limit-reached note']);
    const lines = run.outputTail.split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([50, 'the end']);
    const log = join(out, 'iteration-1', 'output.log');
    expect(statSync(log).size).toBeLessThan(1024 * 1024 + 100);
    expect(readFileSync(log, 'utf8')).toMatch(/\n\[\.\.\. \d+ bytes left out \.\.\.\]\n[x\n]+the end\n$/);
  });

  it('is shown and kept without secrets, also when they arrive in parts', async () => {
    const { run, events, out } = await runSuite({
      command: suite(`fs.writeSync(1, 'a=hunter2-'); setTimeout(() => {
        fs.writeSync(1, 'secret; b=' + process.env.MY_TOKEN + '; c=named-one\\n'); report(pass) }, 50)`),
      environment: { DB_PASSWORD: 'hunter2-secret', MY_TOKEN: 'ghp_0123456789' },
      options: { mask: ['named-one'] },
    });
    expect(run.outputTail).toBe('a=***; b=***; c=***');
    expect(readFileSync(join(out, 'iteration-1', 'output.log'), 'utf8')).toBe('a=***; b=***; c=***\n');
    const shown = events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
    expect(shown).toBe('a=***; b=***; c=***\n');
  });

  it('leaves nothing in the temporary folder', async () => {
    const { run } = await runSuite({
      command: suite('fs.writeFileSync(process.env.TMPDIR + "/x", ""); console.log(process.env.TMPDIR)'),
    });
    expect(run.outputTail).not.toBe('');
    expect(existsSync(run.outputTail)).toBe(false);
  });
});
