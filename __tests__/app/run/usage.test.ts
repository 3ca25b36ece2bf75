import { describe, expect, it } from 'vitest';
import { listFolder, NODE, readStarted, run, scriptSuite } from './run-suite.ts';

const X = ['--', 'x'];

/** What is wrong, and the text that says what would be right. */
const WRONG: readonly (readonly [words: readonly string[], text: string])[] = [
  [[], 'there is no command to run, e.g. `focus-stability run -- pytest`'],
  [['--'], 'there is no command to run, e.g. `focus-stability run -- pytest`'],
  [['--', ''], 'there is no command to run, e.g. `focus-stability run -- pytest`'],
  [['--shell', '--', ' '], 'there is no command to run, e.g. `focus-stability run -- pytest`'],
  [['pytest'], '"pytest" stands before --; write `focus-stability run [options] -- command`'],
  [['--iterations', '0', ...X], '--iterations must be a whole number from 1 to 1000, not "0"'],
  [['--iterations', '1001', ...X], '--iterations must be a whole number from 1 to 1000, not "1001"'],
  [['--iterations', 'five', ...X], '--iterations must be a whole number from 1 to 1000, not "five"'],
  [['--iteration', '7', ...X], '--iteration must be 1 to 5 (--iterations), not 7'],
  [
    ['--iteration', '2', '--parallel', '2', ...X],
    '--iteration runs one iteration and cannot be combined with --parallel',
  ],
  [
    ['--iteration', '2', '--until-failure', ...X],
    '--iteration runs one iteration and cannot be combined with --until-failure',
  ],
  [['--parallel', '0', ...X], '--parallel must be a whole number from 1 to 1000, not "0"'],
  [['--rate', '0.1', ...X], '--rate needs --until-power, e.g. --until-power 0.95'],
  [['--until-power', '1', ...X], '--until-power must be a number between 0 and 1, such as 0.95, not "1"'],
  [
    ['--until-power', 'high', ...X],
    '--until-power must be a number between 0 and 1, such as 0.95, not "high"',
  ],
  [
    ['--until-power', '0.9', '--rate', '0', ...X],
    '--rate must be a number between 0 and 1, such as 0.05, not "0"',
  ],
  [['--max-minutes', '0', ...X], '--max-minutes must be a number of more than 0, not "0"'],
  [['--seed', '9999999999', ...X], '--seed must be a whole number from 0 to 2147483647, not "9999999999"'],
  [
    ['--timeout', '90', ...X],
    '--timeout must be a time such as 90s, 20m or 1h30m, at most 24 days, not "90"',
  ],
  [
    ['--grace', 'long', ...X],
    '--grace must be a time such as 90s, 20m or 1h30m, at most 24 days, not "long"',
  ],
  [['--isolate', 'vm', ...X], '--isolate must be one of none, out, copy, worktree, not "vm"'],
  [['--isolate', 'out,copy', ...X], '--isolate must be one of none, out, copy, worktree, not "out,copy"'],
  [
    ['--mask', 'long-enough', '--mask', ' pin1 ', ...X],
    '--mask takes texts of at least 6 characters, not of 4: shorter ones would hide half of the output',
  ],
  [['--port-base', '80', ...X], '--port-base must be a whole number from 1024 to 31900, not "80"'],
  [['--out', 'suite.cjs', ...X], '--out suite.cjs: it is a file; give a directory'],
  [['--out', '', ...X], '--out must not be empty'],
  [['--output-dir', 'suite.cjs/in', ...X], '--output-dir suite.cjs/in: '],
  [['--preset', 'nose', ...X], '--preset must be one of auto, none, pytest, vitest,'],
  [['--only-flaky', 'none.json', ...X], '--only-flaky none.json: ENOENT'],
  [['--only-flaky', 'suite.cjs', ...X], '--only-flaky suite.cjs: '],
  [['--previous', 'none.json', ...X], '--previous none.json: ENOENT'],
  [['--fail-on', 'none,flaky', ...X], '--fail-on none cannot be combined with other words'],
  [['--expected-iterations', '5', ...X], 'there is no option --expected-iterations'],
  [['--no-such-option', ...X], 'there is no option --no-such-option\n'],
  [['--order-from', 'a.xml', ...X], '--order-from needs --bisect-order <test id>'],
  [
    ['--bisect-order', 'a::b', ...NODE],
    '--bisect-order needs a test runner that runs named tests in the order given, such as pytest, not an unknown command',
  ],
  [['--bisect-order', 'a::b', '--', 'npx', 'vitest'], 'such as pytest, not vitest'],
  [['--bisect-order', 'a::b', '--shell', '--', 'pytest'], 'such as pytest, not an unknown command'],
  [
    ['--shell', '--out', 'my results', '--', 'cat {junit} | tee log'],
    '/my results/iteration-1/junit.xml, which the shell would not take as one word; write it in double quotes, "{junit}"',
  ],
  [
    ['--shell', '--out', '$HOME', '--', 'cat "{out}"'],
    'which the shell would not take as one word; name an --out without blanks and other characters',
  ],
  [
    ['--parallel', '2', '--', 'pytest', '--junit-xml=results.xml'],
    "--parallel: iterations at the same moment would take each other's reports from results.xml; put {iteration} or {junit} in the name, or use --isolate copy",
  ],
  [
    ['--bisect-order', 'a::b', '--resume', '--', 'pytest'],
    '--bisect-order runs what it needs and cannot be combined with --resume',
  ],
  [
    ['--bisect-order', 'a::b', '--until-power', '0.9', '--', 'pytest'],
    '--bisect-order runs what it needs and cannot be combined with --until-power',
  ],
  [
    ['--bisect-order', 'a::b', '--bisect-max-runs', '0', '--', 'pytest'],
    '--bisect-max-runs must be a whole number from 1 on, not "0"',
  ],
  [
    ['--bisect-order', 'a::b', '--bisect-confirmations', '0', '--', 'pytest'],
    '--bisect-confirmations must be a whole number from 1 on, not "0"',
  ],
  [['--bisect-order', 'a::b', '--order-from', 'none.xml', '--', 'pytest'], '--order-from none.xml: ENOENT'],
];

describe('a wrong command line ends with 2, before anything is run or written', () => {
  it.each(WRONG.map(([words, text]) => [words.join(' '), words, text] as const))(
    'run %s',
    async (_, words, text) => {
      const { code, stdout, stderr, folder } = await run(scriptSuite(''), words);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^focus-stability: /m);
      expect(stderr).toContain(text);
      expect(stderr).toMatch(/\nSee focus-stability --help\n$/);
      expect(listFolder(folder)).toEqual(['suite.cjs']);
      expect(readStarted(folder)).toEqual([]);
    },
  );

  it('with several mistakes that only files and names can show', async () => {
    const words =
      '--suite focus-server.smok --suite no.ts --env lab --grep /(/ --previous none.json --out suite.cjs';
    const line = `${words} --output-dir suite.cjs/in`.split(' ');
    const { code, stderr, folder } = await run(scriptSuite(''), line);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^focus-stability: 7 mistakes\n {2}--suite focus-server\.smok: no bundled suite /);
    expect(stderr).toContain(
      '; did you mean focus-server.smoke?\n  --suite no.ts: no bundled suite and no file; ',
    );
    expect(stderr).toContain('\n  --grep /(/ is no regular expression: ');
    expect(stderr).toContain('\n  --env lab: no such environment; there is no focus-stability.yml here\n');
    expect(stderr).toContain('\n  --out suite.cjs: it is a file; give a directory');
    expect(stderr).toContain('\n  --output-dir suite.cjs/in: ');
    expect(stderr).toMatch(/\n {2}--previous none\.json: ENOENT[^\n]*\nSee focus-stability --help\n$/);
    expect(listFolder(folder)).toEqual(['suite.cjs']);
  });

  it('with mistakes of every kind at once, each told once', async () => {
    const line = '--iteration 9 --iterations 3 --preset nose --only-flaky none.json --formats pdf -- x';
    const { code, stderr, folder } = await run(scriptSuite(''), line.split(' '));
    expect(code).toBe(2);
    expect(stderr.split('\n').map((text) => text.slice(0, 30).trim())).toEqual([
      'focus-stability: 3 mistakes',
      '--formats must be any of md,',
      '--preset must be one of auto',
      '--only-flaky none.json: ENOE',
      'See focus-stability --help',
      '',
    ]);
    expect(listFolder(folder)).toEqual(['suite.cjs']);
  });

  it('with a mistyped defect or figure', async () => {
    const line = '--suite focus-server.smoke --defect always-20,odd --set sampels=3 --set load-seconds=x';
    const { code, stderr } = await run(scriptSuite(''), line.split(' '));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^focus-stability: 3 mistakes\n {2}--set sampels: no bundled suite asks for it; /);
    expect(stderr).toMatch(
      /; did you mean samples\?\n {2}--set load-seconds=x: not a number from 0 to \d+\n {2}--defect: /,
    );
    expect(stderr).toMatch(
      /no defect "always-20"; did you mean always-\d+\?, none "odd"; there are: accepts-/,
    );
  });

  it('a run that is continued with another plan', async () => {
    const report = 'report(\'<testsuites><testcase name="a"/></testsuites>\')';
    const { folder } = await run(scriptSuite(report), ['--iterations', '2', ...NODE]);
    const resume = async (...words: string[]): Promise<string> => {
      const { code, stderr } = await run(folder, ['--resume', ...words]);
      expect(code).toBe(2);
      return stderr;
    };
    const advice = '; repeat it as it was, or leave --resume out to start anew\n';
    expect(await resume('--iterations', '3', ...NODE)).toContain(
      `--resume: the number of iterations was 2 and is now 3${advice}`,
    );
    expect(await resume('--iterations', '2', ...NODE, 'more')).toContain('--resume: the command was [');
    expect(await resume('--iterations', '2', '--isolate', 'copy', ...NODE)).toContain(
      `--resume: the isolation was "out" and is now "copy"${advice}`,
    );
    expect(readStarted(folder)).toEqual([1, 2]);
  });
});

describe('help', () => {
  it('is about run, and not about the command behind --', async () => {
    const { code, stdout } = await run({}, ['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--until-power <share>');
    const other = await run(scriptSuite(''), ['--iterations', '1', ...NODE, '--help']);
    expect(other.code).toBe(3);
    expect(readStarted(other.folder)).toEqual([1]);
  });
});
