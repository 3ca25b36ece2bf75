/** Executes the suites of one iteration, with its results as evidence. */
import type { SuiteTarget } from '../../../model/environment.ts';
import type { IterationRun, IterationTask } from '../../../model/run.ts';
import { buildEnvironment } from '../../../runner/command/environment.ts';
import { listSecrets } from '../../../runner/output/masker.ts';
import type { RunnerPorts } from '../../../runner/ports.ts';
import type { openWorkspace } from '../../../runner/workspace/iteration-folder.ts';
import { runSuites } from '../../../suite/engine/run-suites.ts';
import { describeEvent, describeIteration } from './describe.ts';
import { listTargetSecrets } from './open-target.ts';
import { openSuitePorts, planSuites } from './plan-suites.ts';
import type { PreparedSuites } from './prepare-suites.ts';

export interface SuiteIteration {
  readonly task: IterationTask;
  readonly prepared: PreparedSuites;
  readonly workspace: Awaited<ReturnType<typeof openWorkspace>>;
  readonly target: SuiteTarget;
}

/** Resolves whatever happens in a suite. */
export async function executeSuites(
  { task, prepared, workspace, target }: SuiteIteration,
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
  const signal = late === null ? ports.signal : AbortSignal.any([ports.signal, late]);
  const environment = buildEnvironment(task, workspace, { options, ports });
  const run = await runSuites(plan, {
    ...openSuitePorts({ ports, world: prepared.world, environment }),
    emit: (event) => {
      for (const seen of describeEvent(event, task.iteration)) ports.emit(seen);
    },
    signal,
  });
  const durationMs = Math.round(ports.now() - start);
  const timedOutMs = late?.aborted === true && !ports.signal.aborted ? options.timeoutMs : null;
  return describeIteration(run, { task, durationMs, timedOutMs, out: workspace.out });
}
