/** One iteration of suites: a folder for its results, and a server to run them against. */
import type { SuiteConfig } from '../../../config/suite-config.ts';
import type { RunWorld } from '../../../edge/run-host.ts';
import type { IterationRun, IterationTask } from '../../../model/run.ts';
import type { RunOptions } from '../../../runner/options.ts';
import type { LaunchIteration, RunnerPorts } from '../../../runner/ports.ts';
import { openWorkspace } from '../../../runner/workspace/iteration-folder.ts';
import { executeSuites } from './execute-suites.ts';
import { prepareSuites, type PreparedSuites } from './prepare-suites.ts';

/** What reads environments and talks to suites is loaded in one piece. */
export { listSuites } from './list.ts';
export { checkSuites } from './prepare-suites.ts';

/** Throws UsageError for what is wrong with names, files and environments. */
export function openSuiteLaunch(config: SuiteConfig, options: RunOptions, world: RunWorld): LaunchIteration {
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
      return await executeSuites({ task, prepared, workspace, target: opened.target }, ports);
    } finally {
      await opened.close();
    }
  } finally {
    await workspace.release();
  }
}
