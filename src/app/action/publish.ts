/** Publishes a report; every failure costs one effect and one line. */
import { writeFiles } from '../../edge/write-files.ts';
import { group } from '../../github/actions-runtime.ts';
import type { Situation } from '../../github/context.ts';
import { adviseOn } from '../../github/perform/advise.ts';
import { performEffects } from '../../github/perform/perform-effects.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { describeEffect } from '../../publish/describe-effect.ts';
import { describeUnwritten } from '../../report/plan-report.ts';
import { warn } from './conclude.ts';
import type { ConnectedAction } from './open.ts';
import { openPorts, planEffects } from './plan-effects.ts';
import { printReport } from './write-report.ts';

export async function publishReport(
  report: StabilityReport,
  situation: Situation,
  action: ConnectedAction,
): Promise<void> {
  const advice = await group('Publishing', () => perform(report, situation, action));
  printReport(report, action);
  if (action.config.report.dryRun) action.step.print(`${advice.join('\n')}\n`);
  else warn(...advice);
}

/** Lines for people: what could not be done, and what it costs. */
async function perform(
  report: StabilityReport,
  situation: Situation,
  action: ConnectedAction,
): Promise<string[]> {
  const { config, outputDirectory } = action;
  const ports = openPorts(action, outputDirectory);
  const { files, effects, advice } = await planEffects(report, situation, { action, ports });
  if (config.report.dryRun) return [...situation.advice, ...advice, ...effects.map(describeEffect)];
  const { failed } = writeFiles(files, outputDirectory);
  const lost = describeUnwritten(failed);
  const performed = await performEffects(effects, ports);
  return [...situation.advice, ...advice, ...lost, ...adviseOn(performed, situation.readOnlyToken)];
}
