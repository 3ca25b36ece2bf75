/** From artifacts or a suite to summary, comment, issues, alerts and outputs. Reads in the order of the Action's log. */
import { analyse } from '../../analysis/analyse.ts';
import type { ActionRun } from '../../config/action-config.ts';
import { VERSION } from '../../config/version.ts';
import type { CommandEnding } from '../../edge/decide-exit.ts';
import { connectStep } from '../../github/step.ts';
import { collectEvidence } from './collect.ts';
import { concludeInterrupted, concludeReport, tellUnwritten } from './conclude.ts';
import { handOnIteration } from './hand-on.ts';
import type { ConnectedAction, OpenedAction } from './open.ts';
import { publishReport } from './publish.ts';
import type { RanIterations } from './run-iterations.ts';
import { nameInputs, writeReport } from './write-report.ts';

export async function stabilise(opened: OpenedAction): Promise<CommandEnding> {
  const { config, analysis } = opened;
  const ran = config.run === null ? null : await run(config.run, opened);
  tellUnwritten(ran?.lost ?? []);
  const connected = connectAction(opened);
  if (ran !== null && ran.folder !== null) return handOnIteration(ran, connected);
  const { situation, collected } = await collectEvidence(connected, ran);
  const report = nameInputs(
    await analyse(collected, {
      ...analysis,
      ...(ran === null ? {} : { iterations: ran.iterations }),
    }),
  );
  const unwritten = config.report.dryRun ? [] : await writeReport(report, connected);
  if (ran?.isInterrupted === true) return concludeInterrupted();
  const isPublished = await publishReport(report, { situation, unwritten }, connected);
  const isLost = unwritten.length > 0 || (ran !== null && ran.lost.length > 0);
  return { ...concludeReport(report), isUnwritten: isLost || !isPublished };
}

/** Most steps run nothing, and do without the runner. */
async function run(asked: ActionRun, { step, analysis }: OpenedAction): Promise<RanIterations> {
  const { runForAction } = await import('../run.ts');
  return runForAction(asked, step.openWorld(), analysis);
}

function connectAction(opened: OpenedAction): ConnectedAction {
  const { config, step, told } = opened;
  const signal = AbortSignal.timeout(config.deadlineMs);
  const connection = connectStep({
    token: config.githubToken,
    actions: told.actions,
    userAgent: `focus-stability/${VERSION}`,
    signal,
    tell: (line) => step.print(`${line}\n`),
  });
  return { ...opened, signal, connection };
}
