/** Where the Action's evidence comes from: the run before, else paths if there are any, else the artifacts of a run. */
import type { RunEvidence } from '../../analysis/run-evidence.ts';
import { collectPaths } from '../../collect/paths/collect-paths.ts';
import { group } from '../../github/actions-runtime.ts';
import type { ArtifactStoreOptions } from '../../github/artifact-store/create-artifact-store.ts';
import { readSituation, type Situation } from '../../github/context.ts';
import { UsageError } from '../../kit/usage-error.ts';
import type { RunContext } from '../../model/publication.ts';
import type { CollectedReports } from '../../model/report-file.ts';
import { listAssignment } from '../../report/terminal/assignment.ts';
import type { ConnectedAction } from './open.ts';

export interface CollectedEvidence {
  readonly situation: Situation;
  readonly collected: CollectedReports;
}

/** `ran`: null when nothing was run. */
export async function collectEvidence(
  action: ConnectedAction,
  ran: RunEvidence | null,
): Promise<CollectedEvidence> {
  const { config, step, told } = action;
  const { advice, ...place } = await readSituation(action.connection, {
    actions: told.actions,
    runId: config.runId,
    wantsComment: config.publish.comment !== 'off',
    now: step.now,
  });
  const situation = { ...place, advice: [...told.advice, ...advice] };
  const collected =
    ran?.collected ??
    // The artifact client talks a lot: folded away, it is there for whoever needs it.
    (await group('Reading reports', () => collectReports(action, situation.run)));
  step.print(listAssignment(collected));
  return { situation, collected };
}

async function collectReports(action: ConnectedAction, run: RunContext): Promise<CollectedReports> {
  const { config, root, signal } = action;
  const { iterationPattern, paths } = config.report;
  if (paths.length > 0) return collectPaths(paths, { cwd: root, iterationPattern });
  const place = describeStore(action, run);
  const { collectStored } = await import('../report/collect-run.ts');
  return collectStored(place, { pattern: config.artifactPattern, iterationPattern, signal });
}

/** Throws UsageError where it is unknown whose artifacts are meant. */
function describeStore(
  { config, step, told: { actions } }: ConnectedAction,
  { runId, runAttempt }: RunContext,
): ArtifactStoreOptions {
  const place = { tempDirectory: step.tempDirectory, runId, runAttempt };
  if (actions.eventName === 'workflow_run' && runId === null)
    throw new UsageError('the event does not say which run has ended; give its run-id, or paths');
  if (runId === actions.runId) {
    if (runId === null && !actions.hasRuntime)
      throw new UsageError('this run and its artifacts are unknown (GITHUB_RUN_ID); give run-id, or paths');
    return { ...place, findBy: null };
  }
  if (runId === null || actions.repo === null)
    throw new UsageError('run-id needs GITHUB_REPOSITORY to be owner/name; set it, or give paths');
  const { owner, repo } = actions.repo;
  const { githubToken: token } = config;
  const findBy = { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo };
  return { ...place, findBy };
}
