/** What would make a run useless, told before it begins. */
import type { RunConfig } from '../../config/run-config.ts';
import { checkDirectory } from '../../edge/directory.ts';
import { checkChoosable } from '../../runner/plan-command.ts';

/** A suite may take hours: what it leaves must have a place. Throws UsageError. */
export function checkRun({ report, execution, suite, bisect, command }: RunConfig, cwd: string): void {
  if (bisect !== null) checkChoosable(command, { ...execution, cwd });
  if (report.dryRun || suite?.list === true) return;
  checkDirectory('--out', execution.out, cwd);
  if (bisect === null) checkDirectory('--output-dir', report.outputDir, cwd);
}
