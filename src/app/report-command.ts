/** `focus-stability report`: collect, analyse, plan, write, tell. The terminal and the clock are passed in. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import { collectPaths } from '../collect/collect-paths.ts';
import { EXIT } from '../config/exit-codes.ts';
import { readReportConfig, type ReportConfig } from '../config/report-config.ts';
import { UsageError } from '../config/usage-error.ts';
import { VERSION } from '../config/version.ts';
import { createProgressLine } from '../edge/progress.ts';
import type { Terminal } from '../edge/terminal.ts';
import { writeFiles } from '../edge/write-files.ts';
import type { CollectedReports } from '../model/report-file.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { renderJson } from '../report/json/render.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { analyse } from './analyse.ts';
import { collectRun } from './collect-run.ts';
import { describeNothing, listAssignment } from './list-assignment.ts';
import { planReport } from './plan-report.ts';
import { readKnownFlaky } from './read-previous.ts';

/** Returns the exit code. Throws UsageError for what the user can mend on the command line. */
export async function runReport(words: readonly string[], terminal: Terminal): Promise<number> {
  const config = readReportConfig(words);
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
  const outputs = writeReport(report, config, terminal);
  if (config.json) for (const text of renderJson(report)) await terminal.print(text);
  else if (!config.quiet) await printSummary(report, outputs.paths, terminal);
  if (outputs.failed) return EXIT.internal;
  if (report.totals.tests === 0) return EXIT.noEvidence;
  return report.gate.passed ? EXIT.passed : EXIT.gateFailed;
}

async function readPrevious({ previous }: ReportConfig, cwd: string): Promise<ReadonlySet<string> | null> {
  if (previous === null) return null;
  const path = resolve(cwd, previous);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `--previous ${previous}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  });
  return readKnownFlaky(text, previous);
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

/** What could not be written is told, and never keeps the rest from being written. */
function writeReport(
  report: StabilityReport,
  config: ReportConfig,
  terminal: Terminal,
): { paths: string[]; failed: boolean } {
  const effects = planReport(report, config);
  const shown = (path: string): string =>
    `${config.outputDir.replaceAll('\\', '/').replace(/\/+$/, '')}/${path}`;
  if (config.dryRun) {
    terminal.tell(effects.map(({ path, purpose }) => `would write ${shown(path)}: ${purpose}\n`).join(''));
    return { paths: [], failed: false };
  }
  const { written, failed } = writeFiles(effects, resolve(terminal.cwd, config.outputDir));
  for (const { path, reason } of failed) {
    terminal.tell(`focus-stability: could not write ${shown(path)}: ${reason}\n`);
  }
  return { paths: written.map(({ path }) => shown(path)), failed: failed.length > 0 };
}

async function printSummary(
  report: StabilityReport,
  outputs: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const colors = createColors(terminal.colors);
  await terminal.print(renderTerminal(report, { colors, width: terminal.columns, outputs }));
}
