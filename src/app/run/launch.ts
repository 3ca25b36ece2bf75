/** How one iteration is executed: a command of the user, or suites. */
import type { RunConfig } from '../../config/run-config.ts';
import type { RunOptions } from '../../runner/options.ts';
import type { RunnerPorts } from '../../runner/ports.ts';
import { choosePreset } from '../../producers/choose.ts';
import { probePlugins } from '../../runner/command/probe.ts';
import { runIteration } from '../../runner/run-iteration.ts';
import type { Launch, PlannedRun, RunWorld } from './plan.ts';

/** What is the same for all iterations is found out once. Rejects with UnknownPreset and UsageError. */
export async function openLaunch(
  { suite }: RunConfig,
  { plan, options }: PlannedRun,
  { ports, world }: { readonly ports: RunnerPorts; readonly world: RunWorld },
): Promise<Launch> {
  if (suite !== null) {
    const { openSuiteLaunch } = await import('./suites/index.ts');
    return openSuiteLaunch(suite, options, world);
  }
  const known = await withPlugins(plan.command, options, ports);
  return (task, own) => runIteration(task, known, own);
}

/** Starting a test runner to list its plug-ins takes as long as a short suite. */
async function withPlugins(
  command: readonly string[],
  options: RunOptions,
  ports: RunnerPorts,
): Promise<RunOptions> {
  const preset = options.shuffle && !options.shell ? choosePreset(command, options.preset) : null;
  if (preset === null) return options;
  return { ...options, plugins: await probePlugins(command, preset, { cwd: options.cwd, ports }) };
}
