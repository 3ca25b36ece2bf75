/** `focus-stability report`: collect, analyse, plan, write, tell. The terminal and the clock are passed in. */
import { collectPaths } from '../collect/paths/collect-paths.ts';
import { EXIT } from '../config/exit-codes.ts';
import { readReportConfig, type ReportConfig } from '../config/report-config.ts';
import { VERSION } from '../config/version.ts';
import { createProgressLine } from '../edge/progress.ts';
import type { Terminal } from '../edge/terminal.ts';
import type { CollectedReports } from '../model/report-file.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { analyse } from '../analysis/analyse.ts';
import { checkDirectory } from './check-directory.ts';
import { collectRun } from './collect-run.ts';
import { deliverReport } from './deliver-report.ts';
import { describeNothing, listAssignment } from './list-assignment.ts';
import { readPrevious } from './read-previous.ts';

/** Returns the exit code. Throws UsageError for what the user can mend on the command line. */
export async function runReport(words: readonly string[], terminal: Terminal): Promise<number> {
  const config = readReportConfig(words);
  if (!config.dryRun) checkDirectory('--output-dir', config.outputDir, terminal.cwd);
  const knownFlaky = await readPrevious(config, terminal.cwd);
  const collected =
    config.runId === null
      ? await collectPaths(config.paths, { cwd: terminal.cwd, iterationPattern: config.iterationPattern })
      : await collectRun(config, config.runId, terminal);
  if (!config.quiet) terminal.tell(listAssignment(collected));
  if (collected.files.length === 0) {
    terminal.tell(describeNothing(collected));
    return EXIT.noEvidence;
  }
  const report = await analyseWithProgress(collected, { config, terminal, knownFlaky });
  return deliverReport(report, config, terminal);
}

interface Setting {
  readonly config: ReportConfig;
  readonly terminal: Terminal;
  readonly knownFlaky: ReadonlySet<string> | null;
}

async function analyseWithProgress(
  collected: CollectedReports,
  { config, terminal, knownFlaky }: Setting,
): Promise<StabilityReport> {
  const progress = createProgressLine(terminal.progress, () => terminal.now());
  try {
    return await analyse(collected, {
      ...config,
      knownFlaky,
      toolVersion: VERSION,
      onProgress: (step) => {
        if (!config.quiet) progress.show(step);
      },
    });
  } finally {
    progress.clear();
  }
}
