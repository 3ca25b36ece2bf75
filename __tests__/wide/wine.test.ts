/** The command line on a Node for Windows, by Wine. It has no pipes of Windows here: output goes through files. */
import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { runCli } from '../helpers/run-cli.ts';
import { readTests } from './run-and-read.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'sample-reports', 'five-iterations');
/** As Windows calls a path of this machine. */
const toWindows = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

function runOnWindows(words: readonly string[], cwd: string): { readonly code: number | null; text: string } {
  const output = join(cwd, 'output.txt');
  const file = openSync(output, 'w');
  const node = process.env['FOCUS_STABILITY_WINDOWS_NODE'] ?? '';
  const { status } = spawnSync('wine', [node, toWindows(join(ROOT, 'dist', 'cli.js')), ...words], {
    cwd,
    stdio: ['ignore', file, file],
    env: { ...process.env, NO_COLOR: '1' },
  });
  closeSync(file);
  return { code: status, text: readFileSync(output, 'utf8') };
}

describe('a Node for Windows', () => {
  it('makes the same report.json, report.md and report.html of the sample', async () => {
    const cwd = makeFolder({});
    cpSync(SAMPLE, join(cwd, 'sample'), { recursive: true });
    const words = ['report', 'sample', '--fail-on', 'none', '--output-dir'];
    const windows = runOnWindows([...words, 'windows'], cwd);
    expect(windows).toMatchObject({ code: 0, text: expect.stringContaining('5 of 5 iterations complete') });
    await runCli([...words, 'here'], cwd);
    for (const name of ['report.json', 'report.html']) {
      const [theirs, ours] = ['windows', 'here'].map((folder) =>
        readFileSync(join(cwd, folder, name), 'utf8'),
      );
      expect(theirs === ours, name).toBe(true);
    }
  });

  it('takes patterns with the separators of Windows', () => {
    const cwd = makeFolder({});
    cpSync(SAMPLE, join(cwd, 'sample'), { recursive: true });
    const { code, text } = runOnWindows(['report', String.raw`sample\**\*.xml`, '--fail-on', 'none'], cwd);
    expect({ code, text }).toMatchObject({
      code: 0,
      text: expect.stringContaining('5 of 5 iterations complete'),
    });
  });

  it('runs a suite by cmd, a batch file too, and tells how it ended', () => {
    const node = toWindows(process.env['FOCUS_STABILITY_WINDOWS_NODE'] ?? '');
    const suite = `const { writeFileSync } = require('node:fs');
const [, , file, iteration] = process.argv;
const failure = iteration === '2' ? '<failure message="late"/>' : '';
writeFileSync(file, '<testsuite name="s" tests="1"><testcase classname="t" name="a">' + failure + '</testcase></testsuite>');
process.exitCode = failure === '' ? 0 : 1;
`;
    const cwd = makeFolder({ 'suite.cjs': suite, 'suite.bat': `@"${node}" suite.cjs %1 %2\r\n` });
    const words = ['run', '--iterations', '3', '--fail-on', 'none', '--'];
    const { code, text } = runOnWindows([...words, 'suite.bat', '{junit}', '{iteration}'], cwd);
    expect({ code, text }).toMatchObject({
      code: 0,
      text: expect.stringContaining('3 of 3 iterations complete'),
    });
    expect(readTests(join(cwd, 'stability-report')).tests).toEqual({ 't::a': 'PFP' });
  });
});
