/** What would make a run useless, told before it begins. */
import type { RunConfig } from '../../config/run-config.ts';
import { checkDirectory } from '../../edge/directory.ts';
import { readNamedFile } from '../../edge/named-files.ts';
import { checkChoosable } from '../../runner/plan-command.ts';

/** A suite may take hours: what it leaves must have a place. Each throws UsageError, or rejects with it. */
export function listChecks(
  { report, execution, suite, bisect, command }: RunConfig,
  cwd: string,
): readonly (() => unknown)[] {
  const orderFrom = bisect?.orderFrom ?? null;
  const leavesNothing = report.dryRun || suite?.list === true;
  return [
    () => bisect === null || checkChoosable(command, { ...execution, cwd }),
    // Asked for here: collecting paths would call a file that is not there no evidence.
    () => orderFrom === null || readNamedFile('order-from', orderFrom, cwd),
    () => leavesNothing || checkDirectory('out', execution.out, cwd),
  ];
}
