/** Publishes a report; every failure costs one effect and one line. What the step itself should leave is more than that. */
import { writeFiles } from '../../edge/write-files.ts';
import { group } from '../../github/actions-runtime.ts';
import type { Situation } from '../../github/context.ts';
import { adviseOn } from '../../github/perform/advise.ts';
import { isStepOutput, performEffects, withoutFiles } from '../../github/perform/perform-effects.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { describeEffect } from '../../publish/describe-effect.ts';
import { describeUnwritten } from '../../report/plan-report.ts';
import { tellUnwritten, warn } from './conclude.ts';
import type { ConnectedAction } from './open.ts';
import { openPorts, planEffects } from './plan-effects.ts';
import { printReport } from './write-report.ts';

interface Request {
  readonly situation: Situation;
  /** Files of the report that are not there. */
  readonly unwritten: readonly string[];
}

/** Lines for people. */
interface Publishing {
  /** What could not be done, and what it costs. */
  readonly advice: readonly string[];
  /** Outputs of the step itself that could not be written, and why. */
  readonly lost: readonly string[];
}

/** Returns whether the step could write all outputs of its own: what others refuse is a warning. */
export async function publishReport(
  report: StabilityReport,
  request: Request,
  action: ConnectedAction,
): Promise<boolean> {
  const { advice, lost } = await group('Publishing', () => publish(report, request, action));
  printReport(report, action);
  if (action.config.report.dryRun) action.step.print(`${advice.join('\n')}\n`);
  else warn(...advice);
  tellUnwritten(lost);
  return lost.length === 0;
}

async function publish(
  report: StabilityReport,
  { situation, unwritten }: Request,
  action: ConnectedAction,
): Promise<Publishing> {
  const { config, outputDirectory } = action;
  const ports = openPorts(action, outputDirectory);
  const planned = await planEffects(report, situation, { action, ports, unwritten });
  const advice = [...situation.advice, ...planned.advice];
  if (config.report.dryRun) return { advice: [...advice, ...planned.effects.map(describeEffect)], lost: [] };
  const { failed } = await writeFiles(planned.files, outputDirectory);
  const effects = withoutFiles(
    planned.effects,
    failed.map(({ path }) => path),
  );
  const performed = await performEffects(effects, ports);
  const isLost = ({ effect, outcome }: (typeof performed)[number]): boolean =>
    outcome === 'failed' && isStepOutput(effect);
  const others = performed.filter((one) => !isLost(one));
  return {
    advice: [...advice, ...adviseOn(others, situation.readOnlyToken)],
    lost: [...describeUnwritten(failed), ...adviseOn(performed.filter(isLost), null)],
  };
}
