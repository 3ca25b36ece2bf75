/** One iteration of suites: a server to run them against, and their results as evidence. */
import type { SuiteConfig } from '../../../config/suite-config.ts';
import type { SuiteTarget } from '../../../model/environment.ts';
import type { IterationRun, IterationTask } from '../../../model/run.ts';
import { buildEnvironment } from '../../../runner/command/environment.ts';
import type { RunOptions } from '../../../runner/options.ts';
import { listSecrets } from '../../../runner/output/masker.ts';
import type { RunnerPorts } from '../../../runner/ports.ts';
import { openWorkspace } from '../../../runner/workspace/iteration-folder.ts';
import { runSuites } from '../../../suite/engine/run-suites.ts';
import type { SuiteEvent } from '../../../suite/types/ports.ts';
import type { Launch, RunWorld } from '../plan.ts';
import { describeEvent } from './describe-event.ts';
import { describeIteration } from './describe-iteration.ts';
import { listTargetSecrets } from './open-target.ts';
import { openSuitePorts, planSuites } from './plan-suites.ts';
import { prepareSuites, type PreparedSuites } from './prepare-suites.ts';

/** Throws UsageError for what is wrong with names, files and environments. */
export function openSuiteLaunch(config: SuiteConfig, options: RunOptions, world: RunWorld): Launch {
  const prepared = prepareSuites(config, options, world);
  return (task, ports) => runOnTarget(task, prepared, ports);
}

async function runOnTarget(
  task: IterationTask,
  prepared: PreparedSuites,
  ports: RunnerPorts,
): Promise<IterationRun> {
  const workspace = await openWorkspace(task.iteration, { ...prepared.options, isolate: 'out' }, ports);
  try {
    const opened = await prepared.open(task.seed);
    try {
      return await runPlan({ task, prepared, workspace, target: opened.target }, ports);
    } finally {
      await opened.close();
    }
  } finally {
    await workspace.release();
  }
}

interface Iteration {
  readonly task: IterationTask;
  readonly prepared: PreparedSuites;
  readonly workspace: Awaited<ReturnType<typeof openWorkspace>>;
  readonly target: SuiteTarget;
}

async function runPlan(
  { task, prepared, workspace, target }: Iteration,
  ports: RunnerPorts,
): Promise<IterationRun> {
  const { options } = prepared;
  const start = ports.now();
  const late = options.timeoutMs === null ? null : AbortSignal.timeout(options.timeoutMs);
  const plan = planSuites({
    ...prepared,
    only: task.only,
    seed: task.seed,
    target,
    out: workspace.out,
    mask: listSecrets(ports.environment, [...options.mask, ...listTargetSecrets(target)]),
  });
  const emit = (event: SuiteEvent): void => {
    for (const seen of describeEvent(event, task.iteration)) ports.emit(seen);
  };
  const signal = late === null ? ports.signal : AbortSignal.any([ports.signal, late]);
  const environment = buildEnvironment(task, workspace, { options, ports });
  const run = await runSuites(plan, {
    ...openSuitePorts({ ports, world: prepared.world, environment }),
    emit,
    signal,
  });
  const durationMs = Math.round(ports.now() - start);
  const timedOutMs = late?.aborted === true && !ports.signal.aborted ? options.timeoutMs : null;
  return describeIteration(run, { task, durationMs, timedOutMs, out: workspace.out });
}
