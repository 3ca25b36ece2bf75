import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, writeReport } from '../../helpers/folder.ts';
import { runCli } from '../../helpers/run-cli.ts';
import { isAlive, readPids } from '../../runner/run-suite.ts';
import { NODE, readLedger, readMessages, readStrips, run, scriptSuite } from './run-suite.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const write = (codes: string): string =>
  writeReport([...codes].map((code, index) => ({ name: NAMES[index] ?? '', code, message: 'boom' })));
const xml = (codes: string): string => JSON.stringify(write(codes));
const GOOD = xml('PPPP');

interface EndingSpec {
  /** What the second of three iterations does; the others are good. */
  readonly body: string;
  readonly words?: readonly string[];
  /** Of the second iteration: state and problems. */
  readonly ledger: string;
  /** How the problem says it. */
  readonly message: string;
  /** What is known of the tests a, b, c and d in that iteration. */
  readonly codes: string;
  readonly code: 0 | 1;
}

const FOREVER = 'setInterval(() => {}, 1000)';
const CHILD = `spawn(process.execPath, ['-e', '${FOREVER}'], { stdio: 'ignore', detached: true })`;
/** Long enough for the good iterations on a busy machine. */
const LIMIT = ['--timeout', '10s'];
/** The output is read as that of pytest. */
const PYTEST = ['--preset', 'pytest'];

const ENDINGS: Readonly<Record<string, EndingSpec>> = {
  'exits with 1 because a test failed': {
    body: `report(${xml('PFPP')}); process.exitCode = 1`,
    ledger: 'complete',
    message: '',
    codes: 'PFPP',
    code: 0,
  },
  'exits with 0 although a test failed': {
    body: `report(${xml('PFPP')})`,
    ledger: 'complete: exit-code',
    message: 'the command exited with 0 although 1 failure is reported',
    codes: 'PFPP',
    code: 0,
  },
  'exits with 1 although no test failed': {
    body: `report(${GOOD}); process.exitCode = 1`,
    ledger: 'complete: exit-code',
    message: 'the command exited with 1 although no failure is reported',
    codes: 'PPPP',
    code: 0,
  },
  'exits with 1 and leaves no report': {
    body: "console.log('Exit: health check'); process.exitCode = 1",
    words: PYTEST,
    ledger: 'missing: no-report',
    message: 'the command exited with 1 and left no JUnit file',
    codes: '----',
    code: 1,
  },
  'is killed': {
    body: "process.kill(process.pid, 'SIGKILL')",
    ledger: 'missing: killed, no-report',
    message: 'the command was ended by SIGKILL',
    codes: '----',
    code: 1,
  },
  'has a killed child': {
    body: 'process.exitCode = 137',
    ledger: 'missing: killed, no-report',
    message: 'the command exited with 137, as a shell does when a child is ended by SIGKILL',
    codes: '----',
    code: 1,
  },
  'crashes while it writes its report': {
    body: `report(${GOOD}.slice(0, 190)); process.kill(process.pid, 'SIGSEGV')`,
    ledger: 'incomplete: killed, truncated, truncated, fewer-cases',
    message: 'the command was ended by SIGSEGV',
    codes: 'P---',
    code: 1,
  },
  'ends in the middle of a test, as with os._exit': {
    body: String.raw`console.log('tests/test_a.py::a PASSED  [ 25%]\ntests/test_a.py::b FAILED [ 50%]');
      process.stdout.write('tests/test_a.py::c ');
      process.exitCode = 3`,
    words: PYTEST,
    ledger: 'incomplete: exit-code, no-report, did-not-finish, fewer-cases',
    message: '1 test did not finish: tests.test_a::c; the outcome of 2 tests is known from the output only',
    codes: 'PFE-',
    code: 1,
  },
  'hangs, ignores every polite request and has a child': {
    body: `pid(process.pid); pid(${CHILD}.pid);
      for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {});
      console.log('last words'); ${FOREVER}`,
    words: [...LIMIT, '--grace', '200ms'],
    ledger: 'missing: timed-out, no-report',
    message: 'the command was still running after 10 s and was ended',
    codes: '----',
    code: 1,
  },
  'writes its report when it is ended': {
    body: `process.on('SIGINT', () => { report(${xml('PPF')}); process.exit(1); }); ${FOREVER}`,
    words: [...LIMIT, '--grace', '1m'],
    ledger: 'incomplete: timed-out, fewer-cases',
    message: 'the command was still running after 10 s and was ended',
    codes: 'PPF-',
    code: 1,
  },
  'writes an empty file': {
    body: "report('')",
    ledger: 'unreadable: empty-file',
    message: 'the file is empty',
    codes: '----',
    code: 1,
  },
  'writes something else': {
    body: "report('<html><body>502</body></html>')",
    ledger: 'unreadable: not-junit',
    message: 'not a JUnit report: its root element is <html>',
    codes: '----',
    code: 1,
  },
  'executes no test': {
    body: `report('<testsuites><testsuite name="s" tests="0"></testsuite></testsuites>')`,
    ledger: 'incomplete: no-cases',
    message: 'no test case was reported',
    codes: '----',
    code: 1,
  },
  'cannot collect its tests': {
    body: `report('<testsuites><testsuite name="pytest" errors="1" tests="1"><testcase classname="" name="tests.x"><error message="collection failure">ImportError</error></testcase></testsuite></testsuites>');
      process.exitCode = 2`,
    words: PYTEST,
    ledger: 'incomplete: exit-code, collection-errors, fewer-cases',
    message: '1 module could not be collected; the tests in there never ran',
    codes: '----',
    code: 1,
  },
  'skips all tests': {
    body: `report(${xml('SSSS')})`,
    ledger: 'incomplete: all-skipped',
    message: 'all 4 tests were skipped',
    codes: 'SSSS',
    code: 1,
  },
  'has fewer tests than the others': {
    body: `report(${xml('PP')})`,
    ledger: 'incomplete: fewer-cases',
    message: '2 tests reported, its siblings have 4 (median)',
    codes: 'PP--',
    code: 1,
  },
  'goes on after its report': {
    body: String.raw`report(${xml('PPP')}); console.log('abcd'.replace(/./g, 'tests/test_a.py::$& PASSED\n'))`,
    words: PYTEST,
    ledger: 'incomplete: output-after-report, fewer-cases',
    message: '1 test of the output is in no report, such as tests.test_a::d',
    codes: 'PPP-',
    code: 1,
  },
  'leaves a process behind': {
    body: `const child = ${CHILD}; pid(child.pid); child.unref(); report(${GOOD})`,
    ledger: 'complete: left-processes',
    message: '1 process outlived the command and was ended',
    codes: 'PPPP',
    code: 0,
  },
  'writes nothing over an old report': {
    body: '',
    words: ['--isolate', 'none'],
    ledger: 'missing: stale-report',
    message: '1 report from before the iteration was not written again and left aside',
    codes: '----',
    code: 1,
  },
};

describe('an iteration that', () => {
  it.each(Object.entries(ENDINGS))('%s', async (_, { body, words = [], message, ...expected }) => {
    const place = makeFolder({
      ...scriptSuite(`if (n !== 2) report(${GOOD}); else { ${body} }`),
      'stability-results/iteration-2/old.xml': write('PPPP'),
    });
    const { code, folder } = await run(place, ['--iterations', '3', ...words, ...NODE]);
    const strips = readStrips(folder);
    expect({
      ledger: readLedger(folder)[1]?.slice(2),
      codes: NAMES.map((name) => strips[name]?.[1] ?? '?').join(''),
      code,
    }).toEqual(expected);
    if (message !== '') expect(readMessages(folder, 2)).toContain(message);
    const log = readFileSync(join(folder, 'stability-results/iteration-2/output.log'), 'utf8');
    if (body.includes('last words')) expect(log).toBe('last words\n');
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);

    // What each iteration left, as legs upload it, tells the same.
    for (const leg of [1, 2, 3])
      cpSync(
        join(folder, `stability-results/iteration-${leg}`),
        join(folder, `artifacts/test-results-${leg}`),
        {
          recursive: true,
        },
      );
    const report = await runCli(['report', 'artifacts'], folder);
    expect([readLedger(folder)[1]?.slice(2), report.code]).toEqual([expected.ledger, code]);
    expect(readStrips(folder)).toEqual(strips);
  });
});
