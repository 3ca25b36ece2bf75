/** The Action: artifacts in; summary, comment, issues, alerts and outputs out. Reads in the order of its log. */
import { analyse } from '../analysis/analyse.ts';
import { readActionConfig } from '../config/action-config.ts';
import type { CommandEnding } from '../edge/decide-exit.ts';
import type { WorkflowStep } from '../edge/step.ts';
import { collectEvidence } from './action/collect.ts';
import { concludeError, concludeInterrupted, concludeReport, tellUnwritten } from './action/conclude.ts';
import { handOnIteration } from './action/hand-on.ts';
import { connectAction, openAction, type OpenedAction } from './action/open.ts';
import { publishReport } from './action/publish.ts';
import { runForAction } from './action/run-iterations.ts';
import { writeReport } from './action/write-report.ts';

/** How the door ends what it interrupts, and what nobody has caught. */
export { concludeError, concludeInterrupted };

/** What went wrong is in the log as an annotation. */
export async function runAction(step: WorkflowStep): Promise<CommandEnding> {
  try {
    const config = readActionConfig((name) => step.environment[`INPUT_${name.toUpperCase()}`] ?? '');
    return await stabilise(openAction(config, step));
  } catch (error) {
    return concludeError(error);
  }
}

async function stabilise(opened: OpenedAction): Promise<CommandEnding> {
  const { config, step, analysis } = opened;
  const ran = config.run === null ? null : await runForAction(config.run, step.openWorld(), analysis);
  tellUnwritten(ran?.lost ?? []);
  const connected = connectAction(opened);
  if (ran !== null && ran.folder !== null) return handOnIteration(ran, connected);
  const { situation, collected } = await collectEvidence(connected, ran);
  const report = await analyse(collected, {
    ...analysis,
    ...(ran === null ? {} : { iterations: ran.iterations }),
  });
  const unwritten = config.report.dryRun ? [] : await writeReport(report, connected);
  if (ran?.isInterrupted === true) return concludeInterrupted();
  const isPublished = await publishReport(report, { situation, unwritten }, connected);
  const isLost = unwritten.length > 0 || (ran !== null && ran.lost.length > 0);
  return { ...concludeReport(report), isUnwritten: isLost || !isPublished };
}
