/** Plans what should be published and performs it; every failure costs one effect and one line. */
import type { ActionConfig } from '../config/action-config.ts';
import type { Workspace } from '../edge/workspace.ts';
import { writeFiles } from '../edge/write-files.ts';
import type { Situation } from '../github/context.ts';
import { adviseOn } from '../github/perform/advise.ts';
import { performEffects } from '../github/perform/perform-effects.ts';
import type { GitHubEffect, Ports } from '../github/perform/ports.ts';
import { readPublished } from '../github/read-published.ts';
import type { Effect, WriteFile } from '../model/effect.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { commentMarker } from '../publish/comment.ts';
import { parseCodeowners } from '../publish/codeowners.ts';
import { describeUnwritten } from './describe-unwritten.ts';
import { isProjectNews, planPublication } from '../publish/plan-publication.ts';

export interface PublishOptions {
  readonly config: ActionConfig;
  readonly situation: Situation;
  readonly workspace: Workspace;
  readonly ports: Ports;
  /** Absolute. */
  readonly outputDirectory: string;
}

/** Where GitHub looks for it, in its order. */
const CODEOWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Lines for people: what could not be done, and what it costs. */
export async function publishReport(report: StabilityReport, options: PublishOptions): Promise<string[]> {
  const { config, situation, ports } = options;
  const { effects, advice } = await planEffects(report, options);
  const rest = effects.filter((effect): effect is GitHubEffect => effect.kind !== 'write-file');
  if (config.report.dryRun) return [...situation.advice, ...advice, ...rest.map(describeEffect)];
  const files = effects.filter((effect): effect is WriteFile => effect.kind === 'write-file');
  const { failed } = writeFiles(files, options.outputDirectory);
  const lost = describeUnwritten(failed);
  const performed = await performEffects(rest, ports);
  return [...situation.advice, ...advice, ...lost, ...adviseOn(performed, situation.readOnlyToken)];
}

async function planEffects(
  report: StabilityReport,
  { config, situation, workspace, ports }: PublishOptions,
): Promise<{ effects: Effect[]; advice: readonly string[] }> {
  const settings = config.publish;
  const context = situation.run;
  const wantsIssues = settings.issues !== 'off' && isProjectNews({ settings, context });
  const wantsComment = settings.comment !== 'off' && context.pullRequest !== null;
  const { published, advice } = await readPublished(ports.connection, {
    issues: wantsIssues ? ports.issues : null,
    comment:
      wantsComment && context.pullRequest !== null
        ? { pullRequest: context.pullRequest, marker: commentMarker(context.workflow) }
        : null,
  });
  const owners = CODEOWNERS.map((path) => workspace.read(path)).find((text) => text !== null);
  const effects = planPublication({
    report,
    context,
    published,
    settings,
    owners: parseCodeowners(owners ?? ''),
    existingFiles: (path) => workspace.exists(path),
  });
  return { effects, advice };
}

/** For a dry run. */
function describeEffect(effect: GitHubEffect): string {
  switch (effect.kind) {
    case 'create-issue':
      return `would open an issue: ${effect.title}`;
    case 'update-issue':
      return `would update issue ${effect.number}: ${effect.reason}`;
    case 'upsert-comment':
      return `would write the comment on pull request ${effect.pullRequest}`;
    case 'upload-artifact':
      return `would upload ${effect.files.join(', ')} as ${effect.name}`;
    case 'annotate':
      return `would annotate ${effect.path ?? 'the run'}: ${effect.title}`;
    case 'set-output':
      return `would set the output ${effect.name}`;
    case 'write-summary':
      return 'would write the job summary';
    case 'create-check-run':
      return `would create the check run ${effect.name}`;
    case 'post-webhook':
      return `would post an alert for ${effect.format}`;
    default:
      return effect satisfies never;
  }
}
