/** `focus-stability report`: collect, analyse, plan, write, tell. The terminal and the clock are passed in. */
import { analyse, type AnalyseOptions } from '../analysis/analyse.ts';
import { collectPaths } from '../collect/paths/collect-paths.ts';
import { gatherMistakes } from '../config/read-settings.ts';
import { readReportConfig } from '../config/report-config.ts';
import { VERSION } from '../config/version.ts';
import type { CommandEnding } from '../edge/decide-exit.ts';
import { createProgressLine } from '../edge/progress.ts';
import type { Terminal } from '../edge/terminal.ts';
import { describeNothing, listAssignment } from '../report/terminal/assignment.ts';
import { deliverReport } from './report/deliver.ts';
import { checkReport } from './report/check-report.ts';

/** Throws UsageError for what the user can mend on the command line. */
export async function runReport(words: readonly string[], terminal: Terminal): Promise<CommandEnding> {
  const mistakes = gatherMistakes();
  const config = readReportConfig(words, mistakes);
  const { cwd } = terminal;
  const knownFlaky = await checkReport(config, cwd, [
    () => mistakes.settle(),
    async () => config.runId === null || (await import('./report/collect-run.ts')).findRun(config, terminal),
  ]);
  const collected =
    config.runId === null
      ? await collectPaths(config.paths, { cwd, iterationPattern: config.iterationPattern })
      : await (await import('./report/collect-run.ts')).collectRun(config, config.runId, terminal);
  if (!config.quiet) terminal.tell(listAssignment(collected));
  if (collected.files.length === 0) {
    terminal.tell(describeNothing(collected));
    return { hasNoEvidence: true };
  }
  const progress = createProgressLine(terminal.progress, () => terminal.now());
  const onProgress: AnalyseOptions['onProgress'] = (step) => {
    if (!config.quiet) progress.show(step);
  };
  const options = { ...config, knownFlaky, toolVersion: VERSION, onProgress };
  const report = await analyse(collected, options).finally(() => progress.clear());
  return deliverReport(report, config, terminal);
}
