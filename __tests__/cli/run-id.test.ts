import { expect, it } from 'vitest';
import { addLegs, FLAKY } from '../action/stage.ts';
import { makeFolder } from '../helpers/folder.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { runCli } from '../helpers/run-cli.ts';

it('reads the artifacts of any run with a token, as a run: step has it', async () => {
  await using twin = await startTwin({ permissions: { actions: 'read' } });
  const { id: runId } = twin.addRun({ id: 815, event: 'schedule' });
  addLegs(twin, FLAKY, { runId });
  const environment = { ...twin.environment(1), GITHUB_TOKEN: twin.token };
  const cwd = makeFolder({});
  const words = ['report', '--run-id', `${runId}`, '--formats', 'md'];
  const { code, stdout } = await runCli(words, cwd, environment);
  expect(code).toBe(0);
  expect(stdout).toContain('5 of 5 iterations complete');
  expect(stdout).toContain('✗');
  // GitHub's client prints what it does; that is no part of the result.
  const json = await runCli([...words, '--json'], cwd, environment);
  expect(JSON.parse(json.stdout)).toMatchObject({ totals: { tests: 3 } });
  expect(json.stderr).not.toBe('');
  expect(stdout).not.toContain(twin.token);
  twin.assertNoViolations();
});

it('says what is missing', async () => {
  const cwd = makeFolder({});
  const { code, stderr } = await runCli(['report', '--run-id', '7'], cwd);
  expect([code, stderr]).toEqual([2, expect.stringContaining('--repository owner/name')]);
  const again = await runCli(['report', '--run-id', '7', '--repository', 'a/b'], cwd);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('GITHUB_TOKEN')]);
});
