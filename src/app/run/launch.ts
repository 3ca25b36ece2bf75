/** How one iteration is executed: a command of the user, or suites. */
import type { RunConfig } from '../../config/run-config.ts';
import type { RunWorld } from '../../edge/run-host.ts';
import { withPlugins } from '../../runner/command/probe.ts';
import type { PlannedRun } from '../../runner/plan-iterations.ts';
import type { LaunchIteration, RunnerPorts } from '../../runner/ports.ts';
import { runIteration } from '../../runner/run-iteration.ts';
import { leaveNote } from '../../runner/workspace/iteration-folder.ts';

/** Every iteration leaves a note of how it ended. Rejects with UsageError. */
export async function openLaunch(
  config: RunConfig,
  planned: PlannedRun,
  given: { readonly ports: RunnerPorts; readonly world: RunWorld },
): Promise<LaunchIteration> {
  const launch = await chooseLaunch(config, planned, given);
  return async (task, own) => leaveNote(await launch(task, own), planned.options.out);
}

/** What is the same for all iterations is found out once. */
async function chooseLaunch(
  { suite }: RunConfig,
  { plan, options }: PlannedRun,
  { ports, world }: { readonly ports: RunnerPorts; readonly world: RunWorld },
): Promise<LaunchIteration> {
  if (suite !== null) {
    const { openSuiteLaunch } = await import('./suites/launch-suites.ts');
    return openSuiteLaunch(suite, options, world);
  }
  const known = await withPlugins(plan.command, options, ports);
  return (task, own) => runIteration(task, known, own);
}
