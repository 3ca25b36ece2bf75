/** What a report should change on GitHub, given what is published already, and what changing it needs. */
import type { Situation } from '../../github/context.ts';
import type { GitHubEffect, Ports } from '../../github/perform/ports.ts';
import { readPublished } from '../../github/read-published.ts';
import { openStepPorts } from '../../github/step.ts';
import type { WriteFile } from '../../model/effect.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { readCodeowners } from '../../publish/codeowners.ts';
import { commentMarker } from '../../publish/comment.ts';
import { readIssueKey } from '../../publish/issues/state.ts';
import { isProjectNews, planPublication } from '../../publish/plan-publication.ts';
import { listReportFiles } from '../../report/plan-report.ts';
import type { ConnectedAction } from './open.ts';

/** `directory` is absolute: where the files to upload are. */
export function openPorts({ config, told, connection, signal }: ConnectedAction, directory: string): Ports {
  return openStepPorts({
    actions: told.actions,
    connection,
    signal,
    directory,
    issues: { label: config.publish.issueLabels[0], keyOf: readIssueKey },
    webhookUrl: config.webhookUrl,
  });
}

export interface PlannedEffects {
  readonly files: readonly WriteFile[];
  readonly effects: readonly GitHubEffect[];
  /** One line for each thing that could not be read. */
  readonly advice: readonly string[];
}

interface PlanPorts {
  readonly action: ConnectedAction;
  readonly ports: Ports;
  /** Files of the report that are not there. */
  readonly unwritten: readonly string[];
}

export async function planEffects(
  report: StabilityReport,
  { run: context }: Situation,
  { action, ports, unwritten }: PlanPorts,
): Promise<PlannedEffects> {
  const { config, workspace } = action;
  const reportFiles = listReportFiles(config.report.formats).filter((path) => !unwritten.includes(path));
  const settings = { ...config.publish, reportFiles };
  const { pullRequest } = context;
  const wantsIssues = settings.issues !== 'off' && isProjectNews({ settings, context });
  const { published, advice } = await readPublished(ports.connection, {
    issues: wantsIssues ? ports.issues : null,
    comment:
      settings.comment !== 'off' && pullRequest !== null
        ? { pullRequest, marker: commentMarker(context.workflow) }
        : null,
  });
  const effects = planPublication({
    report,
    context,
    published,
    settings,
    owners: readCodeowners((path) => workspace.read(path)),
    existingFiles: (path) => workspace.exists(path),
  });
  return {
    files: effects.filter((effect) => effect.kind === 'write-file'),
    // Where there is no job summary at all, none is missed.
    effects: effects
      .filter((effect) => effect.kind !== 'write-file')
      .filter(({ kind }) => kind !== 'write-summary' || ports.summaryPath !== null),
    advice,
  };
}
