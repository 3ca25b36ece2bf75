import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../helpers/folder.ts';
import { readLedger, readMessages, run } from './run-suite.ts';

const MEGABYTE = 2 ** 20;
const SUITE = `yes 'a line that a suite prints again and again' | head -c 1073741824
echo; echo 'the last line'
echo '<testsuites><testcase classname="a" name="b"/></testsuites>' > "$FOCUS_STABILITY_JUNIT"
`;

/** A module to import first: when the process ends it notes the most memory it ever had, in MiB. */
const notePeak = (path: string): string => {
  const code = `import { readFileSync, writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(path)},
      String(Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024)));`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
};

describe.skipIf(process.platform !== 'linux')('a gigabyte of output', () => {
  it('is no matter of memory, also when it is read for the tests it names', async () => {
    const folder = makeFolder({ 'suite.sh': SUITE });
    const peak = join(folder, 'peak');
    const words = [
      '--iterations',
      '1',
      '--preset',
      'pytest',
      '--fail-on',
      'incomplete',
      '--',
      'sh',
      'suite.sh',
    ];
    const { code, stderr } = await run(folder, words, { NODE_OPTIONS: notePeak(peak) });
    expect(code).toBe(0);
    expect(readLedger(folder)).toEqual(['1 complete: limit-reached']);
    expect(readMessages(folder, 1)[0]).toMatch(
      /^output\.log leaves out 10\d{8} bytes from the middle of the output$/,
    );
    const log = join(folder, 'stability-results/iteration-1/output.log');
    expect(statSync(log).size).toBeLessThan(65 * MEGABYTE);
    expect(readFileSync(log, 'latin1').slice(-15)).toBe('\nthe last line\n');
    // What is shown has an end too.
    expect(stderr.length).toBeLessThan(8 * MEGABYTE);
    expect(stderr).toMatch(/\n\(\d+ characters of output left out\)\n/);
    expect(stderr).toMatch(/\nthe last line\niteration 1\/1: [^\n]*exit code 0\n$/);
    expect(Number(readFileSync(peak, 'utf8'))).toBeLessThan(250);
  }, 300_000);
});
