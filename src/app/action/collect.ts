/** Where the Action's evidence comes from: the run before, else paths if there are any, else the artifacts of a run. */
import type { RunEvidence } from '../../analysis/run-evidence.ts';
import { collectArtifacts } from '../../collect/artifacts/collect-artifacts.ts';
import { collectPaths } from '../../collect/paths/collect-paths.ts';
import { context, group } from '../../github/actions-runtime.ts';
import { createArtifactStore } from '../../github/artifact-store/create-artifact-store.ts';
import { readSituation, type Situation } from '../../github/context.ts';
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
  const { config, step } = action;
  const situation = await readSituation(action.connection, {
    actions: context,
    runId: config.runId,
    now: step.now,
  });
  const collected =
    ran?.collected ??
    // The artifact client talks a lot: folded away, it is there for whoever needs it.
    (await group('Reading reports', () => collectReports(action, situation.run)));
  step.print(listAssignment(collected));
  return { situation, collected };
}

function collectReports(
  { config, step, root, signal }: ConnectedAction,
  { runId, runAttempt, owner, repository }: RunContext,
): Promise<CollectedReports> {
  const { iterationPattern, paths } = config.report;
  if (paths.length > 0) return collectPaths(paths, { cwd: root, iterationPattern });
  const store = createArtifactStore({
    tempDirectory: step.environment['RUNNER_TEMP'] ?? root,
    runId,
    runAttempt,
    findBy:
      runId === context.runId
        ? null
        : { token: config.githubToken, repositoryOwner: owner, repositoryName: repository },
  });
  return collectArtifacts(store, { pattern: config.artifactPattern, iterationPattern, signal });
}
