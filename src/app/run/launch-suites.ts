/** One iteration of suites: a server to run them against, and their results as evidence. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SuiteConfig } from '../../config/suite-config.ts';
import { checkFigures } from '../../focus-server/suites/support/figures.ts';
import type { SuiteTarget } from '../../model/environment.ts';
import { RUN_NOTE_NAME } from '../../model/run-note.ts';
import type { Ending, IterationRun, IterationTask, RunEvent } from '../../model/run.ts';
import type { Problem } from '../../model/problem.ts';
import { buildEnvironment } from '../../runner/command/environment.ts';
import type { RunOptions } from '../../runner/options.ts';
import { listSecrets } from '../../runner/output/masker.ts';
import type { RunnerPorts } from '../../runner/ports.ts';
import { openWorkspace } from '../../runner/workspace/open-workspace.ts';
import { runSuites } from '../../suite/engine/run-suites.ts';
import { listTests, renderTestList } from '../../suite/engine/list-tests.ts';
import { compileSelection, SelectionError } from '../../suite/selection/matches.ts';
import type { SuiteEvent } from '../../suite/types/event.ts';
import { DEFAULT_SUITE_PLAN, type SuitePlan } from '../../suite/types/plan.ts';
import type { SuitePorts } from '../../suite/types/ports.ts';
import type { SuiteRun } from '../../suite/types/result.ts';
import type { SuiteSource } from '../../suite/types/source.ts';
import { UsageError } from '../../config/usage-error.ts';
import { findSources } from './find-sources.ts';
import { openTarget, type OpenTarget } from './open-target.ts';
import type { Launch, RunWorld } from './plan.ts';

/** Throws UsageError for what is wrong with names, files and environments. */
export function openSuiteLaunch(config: SuiteConfig, options: RunOptions, world: RunWorld): Launch {
  const setting = prepare(config, options, world);
  return (task, ports) => runOnTarget(task, setting, ports);
}

function prepare(config: SuiteConfig, options: RunOptions, world: RunWorld): Setting {
  const sources = findSources(config.suites, options.cwd);
  checkSelection(config);
  // Suites of somebody's own may ask for whatever they like.
  if (sources.every(({ kind }) => kind === 'bundled')) checkSettings(config);
  return { config, options, sources, open: openTarget(config, world), world };
}

function checkSelection({ grep, tags }: SuiteConfig): void {
  try {
    compileSelection({ grep, tags });
  } catch (error) {
    if (error instanceof SelectionError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function checkSettings({ settings }: SuiteConfig): void {
  try {
    checkFigures(settings);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

interface Setting {
  readonly config: SuiteConfig;
  readonly options: RunOptions;
  readonly sources: readonly SuiteSource[];
  readonly open: OpenTarget;
  readonly world: RunWorld;
}

/**
 * Prints the chosen tests, one a line. Returns false when a suite could not be loaded.
 * @throws UsageError for what running them would be refused for
 */
export async function listSuites(
  config: SuiteConfig,
  {
    options,
    ports,
    world,
  }: { readonly options: RunOptions; readonly ports: RunnerPorts; readonly world: RunWorld },
): Promise<boolean> {
  const out = await mkdtemp(join(ports.tempFolder, 'fs-list-'));
  try {
    const setting = prepare(config, options, world);
    const plan = planSuites({ ...setting, only: [], seed: 0, target: null, out, mask: [] });
    const list = await listTests(plan, openSuitePorts({ ports, world, environment: ports.environment }));
    for (const line of renderTestList(list)) await world.terminal.print(line);
    for (const { tests } of list.broken)
      for (const { id, failures } of tests) world.terminal.tell(`${id}: ${failures[0]?.message ?? ''}\n`);
    return list.broken.length === 0;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function runOnTarget(task: IterationTask, setting: Setting, ports: RunnerPorts): Promise<IterationRun> {
  const workspace = await openWorkspace(task.iteration, { ...setting.options, isolate: 'out' }, ports);
  try {
    const opened = await setting.open(task.seed);
    try {
      return await runPlan({ task, setting, workspace, target: opened.target }, ports);
    } finally {
      await opened.close();
    }
  } finally {
    await workspace.release();
  }
}

interface Pass {
  readonly task: IterationTask;
  readonly setting: Setting;
  readonly workspace: Awaited<ReturnType<typeof openWorkspace>>;
  readonly target: SuiteTarget;
}

async function runPlan(
  { task, setting, workspace, target }: Pass,
  ports: RunnerPorts,
): Promise<IterationRun> {
  const { options } = setting;
  const start = ports.now();
  const late = options.timeoutMs === null ? null : AbortSignal.timeout(options.timeoutMs);
  const plan = planSuites({
    ...setting,
    only: task.only,
    seed: task.seed,
    target,
    out: workspace.out,
    mask: listSecrets(ports.environment, [...options.mask, ...secretsOf(target)]),
  });
  const emit = (event: SuiteEvent): void => {
    for (const seen of describeEvent(event, task.iteration)) ports.emit(seen);
  };
  const signal = late === null ? ports.signal : AbortSignal.any([ports.signal, late]);
  const environment = buildEnvironment(task, workspace, { options, ports });
  const run = await runSuites(plan, {
    ...openSuitePorts({ ports, world: setting.world, environment }),
    emit,
    signal,
  });
  const durationMs = Math.round(ports.now() - start);
  const timedOutMs = late?.aborted === true && !ports.signal.aborted ? options.timeoutMs : null;
  return describeRun(run, { task, durationMs, timedOutMs, out: workspace.out });
}

interface Chosen extends Pick<SuitePlan, 'seed' | 'target' | 'out' | 'mask'> {
  readonly config: SuiteConfig;
  readonly options: RunOptions;
  readonly sources: readonly SuiteSource[];
  /** Ids; empty for all. */
  readonly only: readonly string[];
}

function planSuites({ config, options, sources, only, ...own }: Chosen): SuitePlan {
  return {
    ...DEFAULT_SUITE_PLAN,
    ...own,
    sources,
    selection: { grep: config.grep, tags: config.tags, only },
    shuffle: options.shuffle,
    repeatEach: config.repeatEach,
    cwd: options.cwd,
  };
}

function openSuitePorts({
  ports,
  world,
  environment,
}: Pick<SuitePorts, 'environment'> & { readonly ports: RunnerPorts; readonly world: RunWorld }): SuitePorts {
  return {
    platform: ports.platform,
    execPath: world.host.execPath,
    workerPath: world.host.workerPath,
    environment,
    now: () => ports.now(),
    kill: (pid, name) => ports.kill(pid, name),
    emit: () => undefined,
    signal: ports.signal,
    hurry: ports.hurry,
  };
}

/** Suites get them as data, so they are in no variable whose name would tell. */
function secretsOf({ environment: { mongo, kubernetes } }: SuiteTarget): string[] {
  const password = mongo !== null && URL.canParse(mongo.uri) ? new URL(mongo.uri).password : '';
  return [password, decodeURIComponent(password), kubernetes?.token ?? ''].filter((text) => text !== '');
}

interface Facts {
  readonly task: IterationTask;
  readonly durationMs: number;
  readonly timedOutMs: number | null;
  readonly out: string;
}

function describeRun(run: SuiteRun, { task, durationMs, timedOutMs, out }: Facts): IterationRun {
  const { iteration, seed } = task;
  const outcomes = run.suites.flatMap(({ tests }) => tests.map(({ outcome }) => outcome));
  const isRed = outcomes.some((outcome) => outcome === 'failed' || outcome === 'errored');
  const problem = (part: Pick<Problem, 'code' | 'severity' | 'message' | 'advice'>): Problem => ({
    ...part,
    path: join(out, RUN_NOTE_NAME),
    iteration,
  });
  const problems = run.suites.flatMap(({ name, remarks }) =>
    remarks.map((remark) =>
      problem({
        code: 'output-after-report',
        severity: 'warning',
        message: `${name}: ${remark}`,
        advice: '',
      }),
    ),
  );
  let ending: Ending = { kind: 'exited', code: isRed ? 1 : 0 };
  if (timedOutMs !== null) {
    ending = { kind: 'timed-out', afterMs: timedOutMs };
    const message = `the suites were still running after ${timedOutMs / 1000} s and were ended`;
    problems.push(
      problem({ code: 'timed-out', severity: 'error', message, advice: 'Allow more time with --timeout' }),
    );
  } else if (run.ending === 'interrupted') {
    ending = { kind: 'interrupted' };
    const message = 'the run was stopped before the suites had ended';
    problems.push(problem({ code: 'interrupted', severity: 'error', message, advice: '' }));
  }
  return { iteration, seed, ending, durationMs, reports: run.reports, problems, outputTail: run.outputTail };
}

const MARKS = { passed: '✓', failed: '✗', errored: '✗', skipped: '○' } as const;

/** The counts of the live view, and one line per test where output is shown. */
function describeEvent(event: SuiteEvent, iteration: number): RunEvent[] {
  switch (event.kind) {
    case 'test-started':
      return [{ kind: 'test-seen', iteration, id: event.id, outcome: 'started' }];
    case 'test-ended': {
      const { id, outcome, durationMs, failures } = event.result;
      const [failure] = failures;
      const why = failure === undefined ? '' : `\n    ${failure.message.split('\n')[0] ?? ''}`;
      return [
        { kind: 'test-seen', iteration, id, outcome: outcome === 'errored' ? 'failed' : outcome },
        { kind: 'output', iteration, text: `${MARKS[outcome]} ${id} ${Math.round(durationMs)} ms${why}\n` },
      ];
    }
    case 'output':
      return [{ kind: 'output', iteration, text: event.text }];
    default:
      return [];
  }
}
