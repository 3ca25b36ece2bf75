import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countCells } from '../../../src/runner/watch/describe.ts';
import { PYTHON } from '../../../scripts/neighbours/core.ts';
import { makeFolder } from '../../helpers/folder.ts';
import { needs } from '../../helpers/neighbours.ts';
import { isAlive, readPids } from '../../runner/run-suite.ts';
import { showScreen } from '../../runner/watch/screen.ts';
import { type Files, NODE, readStrips, scriptSuite } from './run-suite.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

/** A terminal of 80 columns; types Ctrl-C when it shows the first argument. What it showed goes to standard output. */
const PTY = `import fcntl, os, pty, struct, sys, termios
trigger, command = sys.argv[1].encode(), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.execvp(command[0], command)
shown, typed = b"", not trigger
while True:
    try: data = os.read(terminal, 65536)
    except OSError: break
    if not data: break
    shown += data
    if not typed and trigger in shown:
        typed = True
        os.write(terminal, b"\\x03")
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

function runInTerminal(
  folder: string,
  trigger: string,
  words: readonly string[],
): Promise<{ code: number; shown: string }> {
  const command = [process.execPath, CLI, 'run', ...words];
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm' },
      maxBuffer: 1 << 26,
    };
    execFile(PYTHON, ['-c', PTY, trigger, ...command], options, (error, shown) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, shown });
      else reject(error ?? new Error('no exit code'));
    });
  });
}

/** Without colours; the terminal says \r\n for a line end. */
const plain = (shown: string): string => shown.replaceAll(/\u001b\[\d+m/g, '').replaceAll('\r\n', '\n');

/** Every picture of the live view, as lines. */
const pictures = (shown: string): string[][] =>
  plain(shown)
    .split('\u001b[J')
    .slice(0, -1)
    .map((text) =>
      text
        .replaceAll(/\u001b\[\d*[AK]|\r/g, '')
        .split('\n')
        .filter((line) => /^\s*\d+(?:\/| of )/.test(line)),
    );

const NAME = `test_with_a_name_that_is_far_too_long_for_a_terminal_of_eighty_columns_${'x'.repeat(40)}`;
const SUITE: Files = scriptSuite(String.raw`console.log('collected 3 items');
  console.log('tests/test_a.py::test_a PASSED\ntests/test_a.py::test_b SKIPPED');
  process.stdout.write('tests/test_a.py::${NAME} ');
  pid(process.pid);
  if (fs.existsSync('hang')) setInterval(() => {}, 1000);
  else {
    console.log('PASSED');
    report('<testsuites><testsuite name="s"><testcase classname="tests.test_a" name="test_a"/><testcase classname="tests.test_a" name="test_b"><skipped/></testcase><testcase classname="tests.test_a" name="${NAME}"/></testsuite></testsuites>');
  }`);

describe('on a terminal of 80 columns', needs('python'), () => {
  it('no line is cut off by the terminal, and only the report stays', async () => {
    const folder = makeFolder(SUITE);
    const { code, shown } = await runInTerminal(folder, '', [
      '--iterations',
      '12',
      '--parallel',
      '2',
      '--preset',
      'pytest',
      ...NODE,
    ]);
    expect(code).toBe(0);
    const all = pictures(shown);
    expect(all.length).toBeGreaterThan(1);
    for (const picture of all) {
      expect(picture.length).toBeLessThanOrEqual(12);
      for (const line of picture) expect(countCells(line)).toBeLessThan(80);
    }
    const screen = showScreen(plain(shown)).join('\n');
    expect(screen).toMatch(/^Running 12 iterations, 2 at a time: /);
    expect(screen).toContain('\nEvidence  12 of 12 iterations complete\n');
    expect(screen).not.toMatch(/^ ?\d+\/12 /m);
    expect(readStrips(folder)).toMatchObject({ test_a: 'PPPPPPPPPPPP', [NAME]: 'PPPPPPPPPPPP' });
  });

  it('Ctrl-C reaches us and not the suite, whose end is ours to ask for', async () => {
    const folder = makeFolder({ ...SUITE, hang: '' });
    const { code, shown } = await runInTerminal(folder, NAME.slice(0, 10), ['--preset', 'pytest', ...NODE]);
    expect(code).toBe(130);
    const running = pictures(shown).find((picture) => picture[0]?.includes('test_with_a_name'));
    expect(running?.[0]).toMatch(
      /^1\/5 \[={8} {4}\] 1 passed, 0 failed, 1 skipped {2}\S+ {2}test_with_a_name_\w+$/,
    );
    expect(countCells(running?.[0] ?? '')).toBe(79);
    expect(plain(shown)).toMatch(/^0 of 5 done {2}\S+ {2}stopping; Ctrl-C again to stop at once\u001b/m);
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
  });
});
