/** What the step ends with when something comes between it and its outputs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nightSuite, scriptSuite, type Files } from '../app/run/run-suite.ts';
import { unzip } from '../collect/zip/reading.ts';
import { badGateway } from '../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { slipOnce } from '../helpers/run-cli.ts';
import {
  act,
  type ActionResult,
  adviceOf,
  countOf,
  errorsOf,
  FLAKY,
  issuesOf,
  pack,
  RUN,
  STABLE,
  startNight,
  type ActionRun,
} from './stage.ts';

/** A folder in the place of a file. */
const blocked = (name: string): Files => ({ [`stability-report/${name}/file`]: '' });

const namesIn = async (twin: Twin): Promise<string[]> =>
  [...(await unzip(twin.readArtifact('stability-report') ?? new Uint8Array())).keys()].sort();

const runStep = (twin: Twin, files: Files, inputs: Readonly<Record<string, string>>): Promise<ActionResult> =>
  act(twin, {
    inputs: { command: 'run', 'test-command': `${process.execPath} suite.cjs`, ...inputs },
    workspaceFiles: files,
  });

describe('an output of the step that cannot be written ends it with 4, an error that says why, and all the rest', () => {
  const FILES = ['badge.json', 'report.html', 'report.json', 'report.md'];

  it.each(FILES)('%s', async (name) => {
    await using twin = await startNight(FLAKY);
    const result = await act(twin, { workspaceFiles: blocked(name) });
    expect(result.exitCode).toBe(4);
    expect(errorsOf(result)).toEqual([
      expect.stringMatching(new RegExp(`^${name} could not be written: E\\w+: [^/]+$`)),
    ]);
    expect(adviceOf(result)).toEqual([]);
    expect(await namesIn(twin)).toEqual(FILES.filter((file) => file !== name));
    expect(result.outputs).toMatchObject({
      verdict: 'flaky',
      'report-html': name === 'report.html' ? '' : 'stability-report/report.html',
      'report-json': name === 'report.json' ? '' : 'stability-report/report.json',
      'report-markdown': name === 'report.md' ? '' : 'stability-report/report.md',
    });
    expect(result.summary).toContain('### Evidence');
    expect(result.log).toContain('5 of 5 iterations complete');
    expect(issuesOf(twin)).toHaveLength(2);
    twin.assertNoViolations();
  });

  it.each<[what: string, env: ActionRun['env'], error: RegExp]>([
    ['the job summary', { GITHUB_STEP_SUMMARY: '/' }, /^E\w+: .*: the job summary was not written$/],
    ['the outputs', { GITHUB_OUTPUT: '/nowhere/output' }, /^Missing file.*: 15 outputs were not set$/],
  ])('%s', async (_, env, error) => {
    await using twin = await startNight(FLAKY);
    const result = await act(twin, { env: { ...env } });
    expect([result.exitCode, errorsOf(result)]).toEqual([4, [expect.stringMatching(error)]]);
    expect([adviceOf(result), await namesIn(twin)]).toEqual([[], FILES]);
    expect(issuesOf(twin)).toHaveLength(2);
  });

  it('every file: the step uploads nothing and tells the rest', async () => {
    await using twin = await startNight(STABLE);
    const workspaceFiles = Object.assign({}, ...FILES.map(blocked)) as Files;
    const result = await act(twin, { workspaceFiles });
    expect(result.exitCode).toBe(4);
    expect(errorsOf(result)).toEqual([
      expect.stringMatching(/^report\.md, report\.html and report\.json could not be written: /),
      expect.stringMatching(/^badge\.json could not be written: /),
    ]);
    expect([adviceOf(result), twin.world.artifacts.some(({ name }) => name === 'stability-report')]).toEqual([
      [],
      false,
    ]);
    expect(result.summary).toContain('### Evidence');
  });

  it('also when the gate fails, whose reason is told as well; without evidence it is 3', async () => {
    await using twin = await startNight({ ...STABLE, test_broken: 'FFFFF' });
    const failed = await act(twin, { workspaceFiles: blocked('report.md') });
    expect([failed.exitCode, errorsOf(failed)]).toEqual([
      4,
      [expect.stringContaining('report.md'), expect.stringContaining('1 test failed in every iteration')],
    ]);
    await using empty = await startTwin();
    empty.addRun({ id: RUN });
    const nothing = await act(empty, { workspaceFiles: blocked('report.md') });
    expect([nothing.exitCode, errorsOf(nothing)]).toEqual([
      3,
      [expect.stringContaining('report.md'), expect.stringContaining('no evidence')],
    ]);
  });

  it('of a run of all iterations', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    const files = { ...nightSuite({ test_a: 'PP' }), ...blocked('report.json') };
    const result = await runStep(twin, files, { iterations: '2' });
    expect([result.exitCode, errorsOf(result)]).toEqual([4, [expect.stringContaining('report.json')]]);
    expect(await namesIn(twin)).toEqual(['badge.json', 'report.html', 'report.md']);
  });

  it('and is not looked for in a dry run', async () => {
    await using twin = await startNight(STABLE);
    const result = await act(twin, {
      inputs: { 'dry-run': 'true' },
      workspaceFiles: blocked('report.md'),
      env: { GITHUB_OUTPUT: '/nowhere/output' },
    });
    expect([result.exitCode, errorsOf(result)]).toEqual([0, []]);
  });
});

describe('what others refuse is a warning', () => {
  it('the upload of the report', async () => {
    await using twin = await startNight(STABLE);
    twin.fail('artifacts/CreateArtifact', badGateway(), { times: Infinity });
    const result = await act(twin);
    expect([result.exitCode, errorsOf(result)]).toEqual([0, []]);
    expect(adviceOf(result)).toEqual([expect.stringMatching(/: the report was not uploaded$/)]);
  });

  it('but the evidence of one iteration is all that its job is for: 4, and the analysis is shown', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    const result = await act(twin, {
      inputs: { command: 'run', 'test-command': `${process.execPath} suite.cjs`, iteration: '2' },
      workspaceFiles: nightSuite(STABLE),
      env: { GITHUB_SERVER_URL: 'https://github.example' },
    });
    expect([result.exitCode, errorsOf(result), adviceOf(result)]).toEqual([
      4,
      [
        'the evidence of this iteration was not uploaded: GitHub Enterprise Server takes no artifacts from this client',
      ],
      [],
    ]);
    expect(result.log).toContain('1 of 1 iteration complete');
  });
});

describe.skipIf(process.platform === 'win32')('a cancelled step ends with 130', () => {
  const CANCEL = "process.kill(process.ppid, 'SIGINT'); setInterval(() => {}, 1000);";

  it('all iterations: it writes the report of what was done and publishes nothing', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    const suite = scriptSuite(
      `if (n === 2) { ${CANCEL} } else report('<testsuites><testcase name="a"/></testsuites>');`,
    );
    const result = await runStep(twin, suite, {});
    expect([result.exitCode, errorsOf(result)]).toEqual([130, []]);
    expect(adviceOf(result)).toEqual(['the run was cancelled, so nothing more is published']);
    expect(existsSync(join(result.workspace, 'stability-report/report.json'))).toBe(true);
    expect([twin.world.artifacts, issuesOf(twin), result.outputs]).toEqual([[], [], {}]);
  });

  it('one iteration: it hands on what is there', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    const result = await runStep(twin, scriptSuite(CANCEL), { iteration: '1' });
    expect(result.exitCode).toBe(130);
    expect(twin.world.artifacts.map(({ name }) => name)).toEqual(['test-results-1']);
  });

  it('reading reports: nothing is written', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    twin.addArtifact('test-results-1', pack('<testsuites/>'), { runId: RUN });
    const cancel = `const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (text, ...more) => {
        if (String(text).includes('::group::Reading reports')) process.kill(process.pid, 'SIGINT');
        return write(text, ...more);
      };`;
    const result = await act(twin, {
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(cancel)}` },
    });
    expect([result.exitCode, adviceOf(result)]).toEqual([
      130,
      ['the run was cancelled, so nothing more is published'],
    ]);
    expect([result.outputs, result.summary, countOf(twin, 'issues/create')]).toEqual([{}, '', 0]);
    expect(existsSync(join(result.workspace, 'stability-report'))).toBe(false);
  });
});

it('an error that nobody has caught is internal, and no failed gate', async () => {
  await using twin = await startNight(STABLE);
  const result = await act(twin, { env: slipOnce("throw new Error('a slip')") });
  expect([result.exitCode, errorsOf(result)]).toEqual([
    70,
    [expect.stringContaining('internal error, please report it with this text: Error: a slip')],
  ]);
});
