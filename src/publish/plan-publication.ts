/**
 * The publish stage: the report and what is published already -> everything that should happen, as data. In the
 * order in which it should happen: what needs no permission first.
 */
import type { Effect } from '../model/effect.ts';
import type { Published } from '../model/publication.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { planWebhook } from './webhook/plan-webhook.ts';
import { planAnnotations } from './annotations.ts';
import { planBadge } from './badge.ts';
import { planCheckRun } from './check-run.ts';
import { planComment } from './comment.ts';
import { identifyRun, isProjectRun, type PublishContext } from './context.ts';
import { planIssues, type PlannedIssues } from './issues/plan-issues.ts';
import { planOutputs } from './outputs.ts';
import type { OwnersOf } from './codeowners.ts';
import type { FileExists } from './place.ts';
import type { PublishSettings } from '../model/publish-settings.ts';
import { planSummary } from './summary.ts';

export interface PublicationInput {
  readonly report: StabilityReport;
  readonly context: PublishContext;
  readonly published: Published;
  readonly settings: PublishSettings;
  /** Of a path relative to the root of the repository. */
  readonly owners: OwnersOf;
  /** Whether a file is in the checkout; asked only for relative paths without `..`. */
  readonly existingFiles: FileExists;
}

/** Issues and the alert are about the project, not about a proposal: by default not for pull requests. */
export function isProjectNews({
  settings,
  context,
}: Pick<PublicationInput, 'settings' | 'context'>): boolean {
  return settings.issues === 'on' || isProjectRun(context);
}

export function planPublication(input: PublicationInput): Effect[] {
  const { report, context, published, settings, existingFiles } = input;
  const issues = planIssuesIfWanted(input);
  const comment = planComment({ report, context, settings, existing: published.comment });
  const checkRun = settings.checkRun ? planCheckRun({ report, context, settings, existingFiles }) : null;
  const alerts = settings.alert && settings.webhook !== null && isProjectNews(input);
  const webhook = alerts ? planWebhook(report, context, settings.webhook) : null;
  const files = [...settings.reportFiles, ...(settings.badge ? ['badge.json'] : [])];
  return [
    ...(settings.badge ? [planBadge(report)] : []),
    ...(settings.uploadReport
      ? [{ kind: 'upload-artifact', name: settings.reportArtifact, files } as const]
      : []),
    planSummary({ report, context, settings, notes: issues.notes }),
    ...planOutputs(report, settings),
    ...(settings.annotations ? planAnnotations(report, existingFiles) : []),
    ...(checkRun === null ? [] : [checkRun]),
    ...(comment === null ? [] : [comment]),
    ...issues.effects,
    ...(webhook === null ? [] : [webhook]),
  ];
}

function planIssuesIfWanted(input: PublicationInput): PlannedIssues {
  const { report, context, published, settings, owners, existingFiles } = input;
  if (settings.issues === 'off' || !isProjectNews(input)) return { effects: [], notes: [] };
  const run = identifyRun(context);
  const isKnown = typeof run !== 'string';
  if (!isKnown || published.issues === null) {
    const why = isKnown
      ? 'those that exist could not be read; that needs the permission `issues: write`'
      : run;
    return { effects: [], notes: [`Issues were neither opened nor updated, because ${why}.`] };
  }
  const people = { owners, existingFiles, mentionOwners: settings.mentionOwners };
  return planIssues({ report, context: run, settings, existing: published.issues, people });
}
