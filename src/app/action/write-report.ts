/** The report as files of the step and as its summary in the log. */
import { createColors } from 'picocolors';
import { ACTION_SETTINGS } from '../../config/action-config.ts';
import { writeFiles } from '../../edge/write-files.ts';
import { inWorkflow } from '../../kit/usage-error.ts';
import type { Problem } from '../../model/problem.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { describeUnwritten, planReport } from '../../report/plan-report.ts';
import { renderTerminal } from '../../report/terminal/render.ts';
import { tellUnwritten } from './conclude.ts';
import type { OpenedAction } from './open.ts';

/** The log of a workflow has no width of its own. */
const WIDTH = 120;

/** Returns the paths of those that could not be written. */
export async function writeReport(
  report: StabilityReport,
  { config, outputDirectory }: OpenedAction,
): Promise<string[]> {
  const { failed } = await writeFiles(planReport(report, config.report), outputDirectory);
  tellUnwritten(describeUnwritten(failed));
  return failed.map(({ path }) => path);
}

export function printReport(report: StabilityReport, { step }: OpenedAction): void {
  step.print(renderTerminal(report, { colors: createColors(false), width: WIDTH, outputs: [] }));
}

const INPUTS: ReadonlySet<string> = new Set(ACTION_SETTINGS.map(({ name }) => name));

/** What the ledger advises is written for a terminal: in a workflow, settings are inputs. */
export function nameInputs(report: StabilityReport): StabilityReport {
  const { ledger } = report;
  return { ...report, ledger: { ...renameIn(ledger), iterations: ledger.iterations.map(renameIn) } };
}

const renameIn = <Part extends { readonly problems: readonly Problem[] }>(part: Part): Part => ({
  ...part,
  problems: part.problems.map(rename),
});

/** Advice is ours; messages have words of others, and stay. */
const rename = (problem: Problem): Problem => ({ ...problem, advice: inWorkflow(problem.advice, INPUTS) });
