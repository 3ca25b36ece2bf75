/** What the environment of a step does not say costs what depends on it, and never the analysis. */
import { describe, expect, it } from 'vitest';
import type { Twin } from '../helpers/github-twin/twin.ts';
import { nightOf } from '../helpers/night.ts';
import { addPull, HEAD, makePullEvent, makeWorkflowRunEvent, OURS, PULL, TESTS_RUN } from './pulls.ts';
import {
  act,
  addLegs,
  adviceOf,
  errorsOf,
  evidenceOf,
  expectKept,
  FLAKY,
  issuesOf,
  ourComments,
  startNight,
  type ActionResult,
  type ActionRun,
} from './stage.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const REPOSITORY = { full_name: OURS, default_branch: 'main' };
const EVENTS = {
  schedule: { name: 'schedule', payload: {} },
  push: { name: 'push', payload: { repository: REPOSITORY } },
  pull_request: makePullEvent(),
  workflow_run: makeWorkflowRunEvent(),
} as const satisfies Readonly<Record<string, NonNullable<ActionRun['event']>>>;
type EventName = keyof typeof EVENTS;

/** Nobody listens there, in case the API of github.com is asked. */
const NO_NETWORK = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1,localhost,.localhost' };

/** What nobody should have to read. */
const UNEXPLAINED = /internal error|\n\s+at .*:\d+:\d+|NaN|undefined/;

/** Reports in artifacts of this run and of the one before; whatever is missing, the analysis is printed. */
async function actWithout(
  twin: Twin,
  event: EventName,
  env: Environment,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionResult> {
  addLegs(twin, FLAKY, { runId: TESTS_RUN });
  addPull(twin, { headSha: HEAD });
  const result = await act(twin, { inputs, event: EVENTS[event], env: { ...NO_NETWORK, ...env } });
  expect(result.log).not.toMatch(UNEXPLAINED);
  return result;
}

const expectShown = (result: ActionResult): void => {
  expect(result.exitCode, result.log).toBe(0);
  expect(evidenceOf(result)).toBe('5 of 5 iterations complete');
};

/** `GITHUB_REF` removed, `GITHUB_REF=` emptied, `GITHUB_REF=x` nonsense. */
function describeChange(change: string): Environment {
  const [name = '', value] = change.split(/=(.*)/s);
  return { [name]: value === 'NO-JSON' ? import.meta.filename : value };
}

const NOTHING_LOST = [] as const;
const CASES: readonly (readonly [EventName, change: string, advice: readonly string[]])[] = [
  ['schedule', 'GITHUB_REF', ['GITHUB_REF is not set']],
  ['schedule', 'GITHUB_REF=main', ['GITHUB_REF is no ref']],
  ['schedule', 'GITHUB_EVENT_PATH', NOTHING_LOST],
  ['schedule', 'GITHUB_EVENT_PATH=NO-JSON', NOTHING_LOST],
  ['schedule', 'GITHUB_REPOSITORY', ['GITHUB_REPOSITORY is not set']],
  ['schedule', 'GITHUB_REPOSITORY=nonsense', ['GITHUB_REPOSITORY is not owner/name']],
  ['schedule', 'GITHUB_RUN_ID', ['GITHUB_RUN_ID is not set']],
  ['schedule', 'GITHUB_RUN_ATTEMPT=abc', NOTHING_LOST],
  ['schedule', 'GITHUB_STEP_SUMMARY', ['GITHUB_STEP_SUMMARY is not set']],
  ['push', 'GITHUB_SHA', ['GITHUB_SHA is not set']],
  ['push', 'GITHUB_REPOSITORY=', NOTHING_LOST],
  ['push', 'GITHUB_EVENT_NAME', ['GITHUB_EVENT_NAME is not set']],
  ['push', 'GITHUB_WORKFLOW', ['GITHUB_WORKFLOW is not set']],
  ['push', 'GITHUB_ACTOR', NOTHING_LOST],
  ['push', 'RUNNER_TEMP', NOTHING_LOST],
  ['push', 'RUNNER_TEMP=/no/such/place', NOTHING_LOST],
  ['push', 'GITHUB_OUTPUT', NOTHING_LOST],
  ['pull_request', 'GITHUB_RUN_ID=abc', ['GITHUB_RUN_ID is no number']],
  ['pull_request', 'GITHUB_EVENT_PATH=NO-JSON', ['GITHUB_EVENT_PATH holds no event in JSON']],
  ['pull_request', 'GITHUB_SERVER_URL=nonsense', ['GITHUB_SERVER_URL is no address']],
  ['pull_request', 'GITHUB_WORKSPACE=/no/such/place', NOTHING_LOST],
  ['workflow_run', 'GITHUB_RUN_ID', ['GITHUB_RUN_ID is not set']],
  ['workflow_run', 'GITHUB_REF', NOTHING_LOST],
  ['workflow_run', 'GITHUB_SHA=nonsense', NOTHING_LOST],
  ['workflow_run', 'GITHUB_WORKSPACE', NOTHING_LOST],
];

describe('a variable that says nothing', () => {
  it.each(CASES)('on %s, %s: the analysis is shown', async (event, change, advice) => {
    await using twin = await startNight(FLAKY);
    const result = await actWithout(twin, event, describeChange(change));
    expectShown(result);
    expect(adviceOf(result).map((line) => line.split(': ')[0])).toEqual(
      advice.map((line) => line.split(': ')[0]),
    );
    twin.assertNoViolations();
  });
});

const without = (...names: readonly string[]): Environment =>
  Object.fromEntries(names.map((name) => [name, undefined]));

/** The reports of a night as files of the checkout. */
const FILES = Object.fromEntries(
  nightOf(FLAKY).map(({ iteration, content }) => [`reports/${iteration}/junit.xml`, content]),
);
const PATHS = { inputs: { paths: 'reports/*/junit.xml' }, workspaceFiles: FILES } as const;

const EVERY_VARIABLE = [
  ...[
    'REF',
    'SHA',
    'REPOSITORY',
    'RUN_ID',
    'RUN_ATTEMPT',
    'WORKFLOW',
    'ACTOR',
    'EVENT_NAME',
    'EVENT_PATH',
  ].map((name) => `GITHUB_${name}`),
  ...['SERVER_URL', 'API_URL', 'WORKSPACE', 'STEP_SUMMARY', 'OUTPUT'].map((name) => `GITHUB_${name}`),
  'RUNNER_TEMP',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
];

describe('what depends on a variable', () => {
  it('is the news of the project without a ref: no issue on a schedule', async () => {
    await using twin = await startNight(FLAKY);
    const result = await actWithout(twin, 'schedule', without('GITHUB_REF'));
    await expectKept(twin, result);
    expect(issuesOf(twin)).toEqual([]);
    expect(adviceOf(result)).toEqual([
      'GITHUB_REF is not set: whether this is a run of the default branch is unknown, so by default it makes no issue and no alert',
    ]);
  });

  it('is what GitHub is asked to write without a repository; the rest is published', async () => {
    await using twin = await startNight(FLAKY);
    const result = await actWithout(
      twin,
      'schedule',
      { GITHUB_REPOSITORY: 'nonsense' },
      { issues: 'on', comment: 'always', 'check-run': 'on' },
    );
    expectShown(result);
    expect(adviceOf(result)).toEqual([
      'GITHUB_REPOSITORY is not owner/name: no comment, issue or check run can be written, and links are left out',
    ]);
    expect(result.summary).toContain(
      '- Issues were neither opened nor updated, because the repository is unknown.',
    );
    expect(result.summary.trimEnd()).toMatch(
      /<sub>run 9001 · commit `\w{7}` · workflow `\w+` · artifact `stability-report`<\/sub>$/,
    );
    expect(result.outputs['verdict']).toBe('flaky');
    expect(twin.readArtifact('stability-report')).not.toBeNull();
    expect(twin.requests.filter(({ path }) => path.includes('/repos/'))).toEqual([]);
  });

  it('are links without the id of the run; the comment is written', async () => {
    await using twin = await startNight(FLAKY);
    const result = await actWithout(twin, 'pull_request', without('GITHUB_RUN_ID'));
    expectShown(result);
    const [comment] = ourComments(twin, PULL);
    expect(comment?.body).toMatch(
      /<sub>unknown run · commit `c0ffee0` · .* · artifact `stability-report`<\/sub>\n$/,
    );
  });

  it('is the comment without the event of a pull request', async () => {
    await using twin = await startNight(FLAKY);
    const result = await actWithout(twin, 'pull_request', { GITHUB_EVENT_PATH: import.meta.dirname });
    await expectKept(twin, result);
    expect(twin.world.comments).toEqual([]);
    expect(adviceOf(result)).toEqual([
      'GITHUB_EVENT_PATH cannot be read: the pull request is unknown and gets no comment',
    ]);
  });

  it('is what is asked over an address that is none', async () => {
    await using twin = await startNight(FLAKY);
    const result = await actWithout(twin, 'schedule', { GITHUB_API_URL: 'https://[' });
    await expectKept(twin, result);
    expect(adviceOf(result)).toEqual([
      'GITHUB_API_URL is no address: https://api.github.com is taken for it',
      expect.stringMatching(/^GitHub could not be reached \(.*\): earlier issues are unknown/),
    ]);
  });
});

describe('a step that is told nothing at all', () => {
  it('shows the analysis of paths, and says what it does not know', async () => {
    await using twin = await startNight(FLAKY);
    const run = { ...PATHS, env: { ...NO_NETWORK, ...without(...EVERY_VARIABLE) } };
    const result = await act(twin, run);
    expectShown(result);
    expect(result.log).not.toMatch(UNEXPLAINED);
    expect(adviceOf(result).map((line) => line.split(/ is |:/)[0])).toEqual([
      'GITHUB_REPOSITORY',
      'GITHUB_RUN_ID',
      'GITHUB_EVENT_NAME',
      'GITHUB_SHA',
      'GITHUB_REF',
      'GITHUB_WORKFLOW',
      'GITHUB_STEP_SUMMARY',
      'Unable to get the ACTIONS_RUNTIME_TOKEN env variable',
    ]);
  });

  it('runs a command all the same', async () => {
    await using twin = await startNight(FLAKY);
    const inputs = { command: 'run', 'test-command': 'cp $REPORT junit.xml', shell: 'true', iterations: '3' };
    const env = { ...NO_NETWORK, ...without(...EVERY_VARIABLE), REPORT: 'reports/1/junit.xml' };
    const result = await act(twin, {
      inputs: { ...inputs, reports: 'junit.xml' },
      workspaceFiles: FILES,
      env,
    });
    expect(result.exitCode, result.log).toBe(0);
    expect(evidenceOf(result)).toBe('3 of 3 iterations complete');
  });
});

describe('artifacts of a run that is unknown', () => {
  const NO_RUN = without('GITHUB_RUN_ID', 'ACTIONS_RUNTIME_TOKEN');

  it.each<[string, EventName, Environment, Record<string, string>, string]>([
    [
      'the event does not say which run has ended',
      'workflow_run',
      { GITHUB_EVENT_PATH: import.meta.filename },
      {},
      'the event does not say which run has ended; give its run-id, or paths',
    ],
    [
      'neither an id nor the runtime knows this run',
      'schedule',
      NO_RUN,
      {},
      'this run and its artifacts are unknown (GITHUB_RUN_ID); give run-id, or paths',
    ],
    [
      'another run is of a repository that is unknown',
      'schedule',
      { GITHUB_REPOSITORY: 'nonsense' },
      { 'run-id': '500' },
      'run-id needs GITHUB_REPOSITORY to be owner/name; set it, or give paths',
    ],
  ])('are wrong usage where %s', async (_, event, env, inputs, message) => {
    await using twin = await startNight(FLAKY);
    const result = await actWithout(twin, event, env, inputs);
    expect([result.exitCode, errorsOf(result)]).toEqual([2, [message]]);
  });

  it('are not missed where there are paths, or the run is named', async () => {
    await using twin = await startNight(FLAKY);
    addLegs(twin, FLAKY, { runId: TESTS_RUN });
    const unknown = { event: EVENTS.workflow_run, env: { GITHUB_EVENT_PATH: import.meta.filename } };
    expectShown(await act(twin, { ...PATHS, ...unknown }));
    expectShown(await act(twin, { inputs: { 'run-id': `${TESTS_RUN}` }, ...unknown }));
    expectShown(await act(twin, { ...PATHS, env: NO_RUN }));
  });
});
