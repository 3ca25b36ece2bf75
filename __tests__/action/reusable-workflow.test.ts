import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { runWorkflowSteps } from '../helpers/runner-harness.ts';
import { interpolateDeep } from '../helpers/runner-harness/expressions.ts';

const PATH = '.github/workflows/stability.yml';
const TEXT = readFileSync(join(import.meta.dirname, '..', '..', PATH), 'utf8');

interface Jobs {
  readonly iteration: Record<string, unknown> & { readonly strategy: { readonly matrix: object } };
  readonly report: Record<string, unknown>;
}
const { jobs, on } = parse(TEXT) as {
  jobs: Jobs;
  on: { workflow_call: { inputs: Record<string, { default: unknown }> } };
};
const DEFAULTS = Object.fromEntries(
  Object.entries(on.workflow_call.inputs).map(([name, input]) => [name, input.default]),
);

/** What GitHub reads there when a caller gives these inputs. */
const read = (value: unknown, inputs: Readonly<Record<string, unknown>> = {}): unknown =>
  interpolateDeep(value, { inputs: { ...DEFAULTS, ...inputs } });

/** The workflow, called by a nightly with this `with:`. */
async function call(inputs: string) {
  await using twin = await startTwin();
  const caller = `on: schedule
permissions: { contents: read, issues: write }
jobs:
  nightly:
    uses: ./${PATH}
    with:
${inputs.replaceAll(/^/gm, '      ')}
`;
  const { legs } = await runWorkflowSteps(caller, {
    twin,
    event: { name: 'schedule' },
    workflows: { [PATH]: TEXT },
  });
  return { legs, artifacts: twin.world.artifacts.map(({ name }) => name) };
}

describe('the reusable workflow', () => {
  it.each([1, 2, 5, 19, 20])('has %i iterations when told so', (iterations) => {
    expect(read(jobs.iteration.strategy.matrix, { iterations })).toEqual({
      iteration: Array.from({ length: iterations }, (_, index) => index + 1),
    });
  });

  it.each([0, -1, 21])('has one job that says what is wrong for %d iterations', (iterations) => {
    expect(read(jobs.iteration.strategy.matrix, { iterations })).toEqual({
      iteration: ['iterations is not one of 1 to 20'],
    });
  });

  it('ends that job with a message, and no suite runs', async () => {
    const { legs } = await call('command: touch ran\niterations: 21');
    const [iteration] = legs;
    expect(iteration?.result).toBe('failure');
    expect(iteration?.steps.findLast(({ action }) => action !== null)?.action?.log).toContain(
      'iterations is not one of 1 to 20',
    );
  });

  it.each([
    [1, 60],
    [30, 60],
    [31, 90],
    [60, 90],
    [61, 150],
    [330, 360],
    [331, 7200],
  ])('ends the job of a command of %i minutes after %i', (minutes, job) => {
    expect(read(jobs.iteration['timeout-minutes'], { 'timeout-minutes': minutes })).toBe(job);
    expect(job - minutes).toBeGreaterThanOrEqual(30);
  });

  it('runs all jobs where it is told to, the report elsewhere if that is said', () => {
    expect(read(jobs.report['runs-on'])).toBe('ubuntu-latest');
    const own = { 'runs-on': '["self-hosted","windows"]' };
    expect(read(jobs.iteration['runs-on'], own)).toEqual(['self-hosted', 'windows']);
    expect(read(jobs.report['runs-on'], own)).toEqual(['self-hosted', 'windows']);
    expect(read(jobs.report['runs-on'], { ...own, 'report-runs-on': '"small"' })).toBe('small');
    expect(Object.keys(jobs)).toEqual(['iteration', 'report']);
  });

  it('asks for no shell that a Windows runner may lack', () => {
    const steps = [jobs.iteration, jobs.report].flatMap((job) => job['steps'] as Record<string, string>[]);
    const scripts = steps.filter(({ run }) => run !== undefined);
    expect(scripts.map(({ shell, if: condition }) => [shell ?? 'as the runner has it', condition])).toEqual([
      ['as the runner has it', "inputs.setup != '' && runner.os != 'Windows'"],
      ['cmd', "inputs.setup != '' && runner.os == 'Windows'"],
    ]);
  });

  it('sets up line by line, and runs nothing after a line that fails', async () => {
    const command = 'cp made.xml {junit}';
    const made = `echo '<testsuite><testcase classname="a" name="b"/></testsuite>' > made.xml`;
    const good = await call(
      `command: ${command}\niterations: 2\nsetup: |\n  X=made.xml\n  ${made}\n  test -s "$X"`,
    );
    expect(good.legs.map(({ job, result }) => `${job} ${result}`)).toEqual([
      'iteration success',
      'iteration success',
      'report success',
    ]);
    const bad = await call(`command: ${command}\niterations: 1\nsetup: |\n  false\n  ${made}`);
    expect(bad.legs.map(({ job, result }) => `${job} ${result}`)).toEqual([
      'iteration failure',
      'report failure',
    ]);
    expect(bad.artifacts).not.toContain('test-results-1');
  });

  it('gives tests a token that can only read the code', () => {
    expect(jobs.iteration['permissions']).toEqual({ contents: 'read' });
    expect(jobs.report['permissions']).toBeUndefined();
  });
});
