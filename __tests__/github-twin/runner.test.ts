import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { runAction } from '../helpers/runner-harness.ts';

const RUN = 77;
const ACTION = `name: Probe
description: What an action sees
inputs:
  token: { description: t, default: '\${{ github.token }}' }
  artifact-pattern: { description: p, default: 'test-results-*' }
  Two Words: { description: w }
runs: { using: node24, main: main.mjs }
`;

/** An action of a few lines: `probe` is its script. */
function makeAction(probe: string): { actionFile: string } {
  return { actionFile: join(makeFolder({ 'action.yml': ACTION, 'main.mjs': probe }), 'action.yml') };
}

const PRINT = `console.log(JSON.stringify(process.env))`;

async function readEnvironment(twin: Twin, options = {}): Promise<Record<string, string>> {
  const { log } = await runAction({ twin, runId: RUN, ...makeAction(PRINT), ...options });
  return JSON.parse(log.split('\n').find((line) => line.startsWith('{')) ?? '{}') as Record<string, string>;
}

describe('the runner around an action', () => {
  it('gives inputs, the place of the run and nothing of this machine', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN, attempt: 2, headSha: 'abc', headBranch: 'main' });
    process.env['FOCUS_STABILITY_PROBE'] = 'inherited';
    const secret = makeAction(
      `delete process.env.INPUT_TOKEN; delete process.env.ACTIONS_RUNTIME_TOKEN; ${PRINT}`,
    );
    const env = await readEnvironment(twin, { attempt: 2, inputs: { 'Two Words': 'x y' }, ...secret });
    delete process.env['FOCUS_STABILITY_PROBE'];
    expect(env).toMatchObject({
      'INPUT_ARTIFACT-PATTERN': 'test-results-*',
      INPUT_TWO_WORDS: 'x y',
      GITHUB_REPOSITORY: 'octo-org/shop',
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_SHA: 'abc',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_NAME: 'schedule',
      GITHUB_API_URL: twin.urls.api,
      GITHUB_SERVER_URL: 'https://github.com',
      ACTIONS_RESULTS_URL: twin.urls.results,
    });
    const known = /^(?:PATH|HOME|CI|(?:GITHUB|RUNNER|ACTIONS|INPUT)_.*)$/;
    expect(Object.keys(env).filter((name) => !known.test(name))).toEqual([]);
  });

  it('tells a pull request from its payload', async () => {
    await using twin = await startTwin();
    const pull = { number: 12, head: { ref: 'topic' }, base: { ref: 'main' } };
    const quiet = makeAction(
      `const { GITHUB_REF, GITHUB_HEAD_REF } = process.env; console.log(JSON.stringify({ GITHUB_REF, GITHUB_HEAD_REF }))`,
    );
    const env = await readEnvironment(twin, {
      event: { name: 'pull_request', payload: { pull_request: pull } },
      ...quiet,
    });
    expect(env).toEqual({ GITHUB_REF: 'refs/pull/12/merge', GITHUB_HEAD_REF: 'topic' });
  });

  it('reads commands, outputs, summary and the exit code', async () => {
    await using twin = await startTwin();
    const probe = makeAction(`
      import { appendFileSync as add, readFileSync as read } from 'node:fs';
      console.log('::error file=a%2Cb.py,line=3,title=x%3Ay::one%0Atwo 100%25');
      console.log('::stop-commands::pause'); console.log('::error::echoed'); console.log('::pause::');
      console.error('::warning::' + read('data.txt', 'utf8'));
      add(process.env.GITHUB_OUTPUT, 'plain=a=b\\nlong<<END\\n1\\n2\\nEND\\n');
      add(process.env.GITHUB_STEP_SUMMARY, '# Hi');
      process.exitCode = 3;`);
    const result = await runAction({ twin, ...probe, workspaceFiles: { 'data.txt': 'content' } });
    expect(result).toMatchObject({ exitCode: 3, summary: '# Hi', outputs: { plain: 'a=b', long: '1\n2' } });
    expect(result.commands).toEqual([
      { name: 'error', properties: { file: 'a,b.py', line: '3', title: 'x:y' }, message: 'one\ntwo 100%' },
      { name: 'warning', properties: {}, message: 'content' },
    ]);
    expect(result.peakRssMb).toBeGreaterThan(20);
    expect(result.peakRssMb).toBeLessThan(200);
  });

  it('drops a summary over 1 MiB whole (trap 11)', async () => {
    await using twin = await startTwin();
    const probe = makeAction(`
      import { writeFileSync } from 'node:fs';
      writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1));`);
    const { summary, commands } = await runAction({ twin, ...probe });
    expect(summary).toBe('');
    expect(commands[0]?.message).toContain('upload aborted, supports content up to a size of 1024k');
  });

  it.each([
    ['the token', 'console.log(process.env.INPUT_TOKEN)', true],
    ['the runtime token', 'console.log(process.env.ACTIONS_RUNTIME_TOKEN)', true],
    ['a signature', `console.log('https://x/y?se=1&sig=abc')`, true],
    ['a masked signature', `console.log('::add-mask::abc'); console.log('https://x/y?sig=abc')`, false],
    ['a secret of the test', `console.log('hook: hunter2')`, true],
  ])('finds %s in a log', async (_, probe, leaks) => {
    await using twin = await startTwin();
    const run = runAction({ twin, ...makeAction(probe), secrets: ['hunter2'] });
    if (leaks) await expect(run).rejects.toThrow('A secret is in the log');
    else expect((await run).exitCode).toBe(0);
  });

  it('refuses inputs that action.yml does not name, and ends what does not end', async () => {
    await using twin = await startTwin();
    await expect(runAction({ twin, ...makeAction(''), inputs: { tokn: 'x' } })).rejects.toThrow(
      "Unexpected input 'tokn'",
    );
    const endless = runAction({
      twin,
      ...makeAction('console.log("on"); setInterval(() => {}, 1000)'),
      timeoutMs: 10_000,
    });
    await expect(endless).rejects.toThrow(/ended by SIGKILL after \d+ ms:\non/);
  });
});
