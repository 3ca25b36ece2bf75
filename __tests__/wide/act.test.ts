/**
 * Workflows by act, which is nobody's runner of ours. It fetches nothing here (`actions/checkout` would be fetched), and
 * its artifact service is older than GitHub's client: the evidence is files of the workspace.
 */
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const OFF = ['comment', 'issues', 'alert', 'upload-report']
  .map((name) => `          ${name}: 'off'\n`)
  .join('');

const workflow = (inputs: string): string => `name: stability
on: push
jobs:
  stability:
    runs-on: ubuntu-latest
    steps:
      - run: cp -r "$CHECKOUT"/. .
      - uses: ./
        id: stability
        with:
${inputs}${OFF}      - if: always()
        run: echo "verdict=\${{ steps.stability.outputs.verdict }} flaky=\${{ steps.stability.outputs.flaky-count }} gate=\${{ steps.stability.outputs.gate }}"
`;

const SUITE = `const { writeFileSync } = require('node:fs');
const [, , file, iteration] = process.argv;
const failure = iteration === '2' ? '<failure message="late"/>' : '';
writeFileSync(file, '<testsuite name="s" tests="1"><testcase classname="t" name="a">' + failure + '</testcase></testsuite>');
process.exitCode = failure === '' ? 0 : 1;
`;

/** What act prints; a checkout with this action, the sample and a suite. */
function act(inputs: string): { readonly code: number | null; readonly text: string } {
  const cwd = makeFolder({ '.github/workflows/stability.yml': workflow(inputs), 'suite.cjs': SUITE });
  for (const name of ['action.yml', 'dist', 'package.json'])
    cpSync(join(ROOT, name), join(cwd, name), { recursive: true });
  cpSync(join(ROOT, 'sample-reports', 'five-iterations'), join(cwd, 'reports'), { recursive: true });
  const git = (...words: string[]) => spawnSync('git', words, { cwd });
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'https://github.com/octo/shop.git');
  git('add', '--all');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.test', 'commit', '--quiet', '-m', 'x');
  const words = ['push', '--env', `CHECKOUT=${cwd}`, '-P', 'ubuntu-latest=-self-hosted'];
  const { status, stdout, stderr } = spawnSync(process.env['FOCUS_STABILITY_ACT'] ?? '', words, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, XDG_CONFIG_HOME: cwd, GITHUB_ACTIONS: '' },
  });
  return { code: status, text: stdout + stderr };
}

describe('a workflow run by act', () => {
  it('reads reports of the workspace, and hands on its outputs', () => {
    const { code, text } = act(`          paths: reports\n          fail-on: none\n`);
    expect(text).toContain('verdict=failing flaky=6 gate=passed');
    expect(text).not.toContain('internal error');
    expect(code).toBe(0);
  });

  it('runs a suite and fails with its gate', () => {
    const { code, text } = act(
      `          command: run\n          test-command: node suite.cjs {junit} {iteration}\n          iterations: 3\n          fail-on: flaky\n`,
    );
    expect(text).toContain('verdict=flaky flaky=1 gate=failed');
    expect(code).toBe(1);
  });
});
