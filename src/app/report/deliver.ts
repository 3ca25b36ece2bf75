/** A finished report to its reader: files, and a summary or JSON. */
import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import type { ReportConfig, TerminalConfig } from '../../config/report-config.ts';
import type { CommandEnding } from '../../edge/decide-exit.ts';
import type { Terminal } from '../../edge/terminal.ts';
import { writeFiles } from '../../edge/write-files.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { renderJson } from '../../report/json/render.ts';
import { describeUnwritten, planReport } from '../../report/plan-report.ts';
import { renderTerminal } from '../../report/terminal/render.ts';

export async function deliverReport(
  report: StabilityReport,
  config: ReportConfig & TerminalConfig,
  terminal: Terminal,
): Promise<CommandEnding> {
  const outputs = await writeReport(report, config, terminal);
  if (config.json) await printJson(report, terminal);
  else if (!config.quiet) await printSummary(report, outputs.paths, terminal);
  return {
    hasNoEvidence: report.totals.tests === 0,
    isUnwritten: outputs.failed,
    hasFailedGate: !report.gate.passed,
  };
}

/** What could not be written is told, and never keeps the rest from being written. */
async function writeReport(
  report: StabilityReport,
  config: ReportConfig,
  terminal: Terminal,
): Promise<{ paths: string[]; failed: boolean }> {
  const effects = planReport(report, config);
  const shown = (path: string): string =>
    `${config.outputDir.replaceAll('\\', '/').replace(/\/+$/, '')}/${path}`;
  if (config.dryRun) {
    terminal.tell(effects.map(({ path, purpose }) => `would write ${shown(path)}: ${purpose}\n`).join(''));
    return { paths: [], failed: false };
  }
  const { written, failed } = await writeFiles(effects, resolve(terminal.cwd, config.outputDir));
  for (const line of describeUnwritten(failed)) {
    terminal.tell(`focus-stability: ${config.outputDir}: ${line}\n`);
  }
  return { paths: written.map(({ path }) => shown(path)), failed: failed.length > 0 };
}

async function printJson(report: StabilityReport, terminal: Terminal): Promise<void> {
  for (const text of renderJson(report)) if (!(await terminal.print(text))) return;
}

async function printSummary(
  report: StabilityReport,
  outputs: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const colors = createColors(terminal.colors);
  await terminal.print(renderTerminal(report, { colors, width: terminal.columns, outputs }));
}
