import { explainFailure, type Failure } from '../failure.ts';
import { annotate } from './annotate.ts';
import { createCheckRun } from './create-check-run.ts';
import { createIssue } from './create-issue.ts';
import { PERMISSIONS } from './permission.ts';
import type { Done, GitHubEffect, Ports } from './ports.ts';
import { postWebhook } from './post-webhook.ts';
import { updateIssue } from './update-issue.ts';
import { uploadArtifact } from './upload-artifact.ts';
import { upsertComment } from './upsert-comment.ts';
import { writeSummary } from './write-summary.ts';

export type PerformedEffect =
  | { readonly effect: GitHubEffect; readonly outcome: 'done'; readonly done: Done }
  | { readonly effect: GitHubEffect; readonly outcome: 'failed'; readonly failure: Failure };

export type FailedEffect = Extract<PerformedEffect, { readonly outcome: 'failed' }>;

/** `before`: what has failed in this lane; what would fail for the same reason is not tried. Never rejects. */
export async function performOne(
  effect: GitHubEffect,
  { ports, before }: { readonly ports: Ports; readonly before: readonly FailedEffect[] },
): Promise<PerformedEffect> {
  const known = before.find((failed) => isHopeless(effect, failed));
  if (known !== undefined) return { effect, outcome: 'failed', failure: known.failure };
  try {
    return { effect, outcome: 'done', done: await perform(effect, ports) };
  } catch (error) {
    return { effect, outcome: 'failed', failure: explainFailure(error) };
  }
}

/** To ask again and again what was refused is what secondary rate limits are for. */
function isHopeless(effect: GitHubEffect, failed: FailedEffect): boolean {
  const { kind } = failed.failure;
  if (kind === 'permission') return PERMISSIONS[effect.kind] === PERMISSIONS[failed.effect.kind];
  return kind === 'limited' || kind === 'stopped';
}

async function perform(effect: GitHubEffect, ports: Ports): Promise<Done> {
  switch (effect.kind) {
    case 'write-summary':
      return writeSummary(effect, ports);
    case 'set-output':
      ports.commands.setOutput(effect.name, effect.value);
      return {};
    case 'annotate':
      return annotate(effect, ports);
    case 'upsert-comment':
      return upsertComment(effect, ports);
    case 'create-issue':
      return createIssue(effect, ports);
    case 'update-issue':
      return updateIssue(effect, ports);
    case 'create-check-run':
      return createCheckRun(effect, ports);
    case 'upload-artifact':
      return uploadArtifact(effect, ports);
    case 'post-webhook':
      return postWebhook(effect, ports);
    default:
      return effect satisfies never;
  }
}
