/** What the steps of the Action share. */
import { resolve } from 'node:path';
import type { AnalyseOptions } from '../../analysis/analyse.ts';
import type { ActionConfig } from '../../config/action-config.ts';
import { VERSION } from '../../config/version.ts';
import { checkDirectory } from '../../edge/directory.ts';
import type { WorkflowStep } from '../../edge/step.ts';
import { openWorkspace, type Workspace } from '../../edge/workspace.ts';
import { readActionsContext, type ReadContext } from '../../github/actions-context.ts';
import { commands } from '../../github/actions-runtime.ts';
import type { Connection } from '../../github/connection.ts';
import { checkAll, mistake, setting, UsageError } from '../../kit/usage-error.ts';
import { warn } from './conclude.ts';

export interface OpenedAction {
  readonly config: ActionConfig;
  readonly step: WorkflowStep;
  /** What its environment says of it. */
  readonly told: ReadContext;
  /** Absolute: the checkout, where relative paths start. */
  readonly root: string;
  readonly workspace: Workspace;
  readonly analysis: AnalyseOptions;
  /** Absolute. */
  readonly outputDirectory: string;
}

/** `settle` throws the mistakes of its inputs, which are told with all else. Throws UsageError for what the workflow can mend. */
export async function openAction(
  config: ActionConfig,
  step: WorkflowStep,
  settle: () => void,
): Promise<OpenedAction> {
  const { report, run, webhookUrl } = config;
  if (webhookUrl !== null) commands.setSecret(webhookUrl);
  warn(...config.advice);
  const told = readActionsContext(step);
  step.forget(told.unusable);
  const { root } = step;
  const workspace = openWorkspace(root);
  const checks = run === null ? [] : (await import('../run.ts')).listChecks(run.config, step.openWorld());
  const knownFlaky = await checkAll(
    [settle, ...checks, () => report.dryRun || checkDirectory('output-dir', report.outputDir, root)],
    () => readPrevious(report.previous, workspace),
  );
  const outputDirectory = resolve(root, report.outputDir);
  const analysis = { ...report, knownFlaky, toolVersion: VERSION };
  return { config, step, told, root, workspace, analysis, outputDirectory };
}

async function readPrevious(path: string | null, workspace: Workspace): Promise<ReadonlySet<string> | null> {
  if (path === null) return null;
  const text = workspace.read(path);
  if (text === null) throw new UsageError(mistake`${setting('previous', path)}: not a file of the workspace`);
  const { readKnownFlaky } = await import('../run/reporting.ts');
  return readKnownFlaky(text, path);
}

export interface ConnectedAction extends OpenedAction {
  /** Null when the repository is unknown. */
  readonly connection: Connection | null;
  /** The deadline for all that is read and published; a suite may take longer before it. */
  readonly signal: AbortSignal;
}
