/** What would make a run useless, told before it begins. */
import type { RunConfig } from '../../config/run-config.ts';
import { checkDirectory } from '../../edge/directory.ts';
import { readNamedFile } from '../../edge/named-files.ts';
import type { RunWorld } from '../../edge/run-host.ts';
import { choosePreset } from '../../producers/choose.ts';
import { planAnew } from './open-runner.ts';
import { checkChoosable } from '../../runner/plan-command.ts';

/** A suite may take hours: what it leaves must have a place. Each throws UsageError, or rejects with it. */
export function listChecks(config: RunConfig, world: RunWorld): readonly (() => unknown)[] {
  const { report, execution, suite, bisect, command } = config;
  const { cwd } = world.terminal;
  const orderFrom = bisect?.orderFrom ?? null;
  const runsNothing = suite === null && command.length === 0;
  const leavesNothing = report.dryRun || suite?.list === true;
  return [
    () => suite !== null || choosePreset(command, execution.preset),
    async () => suite === null || (await import('./suites/launch-suites.ts')).checkSuites(suite, world),
    () => bisect === null || runsNothing || checkChoosable(command, { ...execution, cwd }),
    // Asked for here: collecting paths would call a file that is not there no evidence.
    () => orderFrom === null || readNamedFile('order-from', orderFrom, cwd),
    () => leavesNothing || checkDirectory('out', execution.out, cwd),
    // What only a whole plan shows, such as an iteration beyond the last. The preset has its own check.
    () => suite?.list === true || planAnew({ ...config, execution: { ...execution, preset: 'auto' } }, world),
  ];
}
