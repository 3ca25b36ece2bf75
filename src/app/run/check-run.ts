/** What would make a run useless, told before it begins. */
import type { RunConfig } from '../../config/run-config.ts';
import { checkDirectory } from '../../edge/directory.ts';
import { readNamedFile } from '../../edge/named-files.ts';
import { checkChoosable } from '../../runner/plan-command.ts';

/** A suite may take hours: what it leaves must have a place. Rejects with UsageError. */
export async function checkRun(
  { report, execution, suite, bisect, command }: RunConfig,
  cwd: string,
): Promise<void> {
  if (bisect !== null) checkChoosable(command, { ...execution, cwd });
  // Asked for here: collecting paths would call a file that is not there no evidence.
  const orderFrom = bisect?.orderFrom ?? null;
  if (orderFrom !== null) await readNamedFile('--order-from', orderFrom, cwd);
  if (report.dryRun || suite?.list === true) return;
  checkDirectory('--out', execution.out, cwd);
  if (bisect === null) checkDirectory('--output-dir', report.outputDir, cwd);
}
