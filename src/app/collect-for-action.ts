/** Where the Action's evidence comes from: paths if there are any, else the artifacts of a run. */
import { collectArtifacts } from '../collect/artifacts/collect-artifacts.ts';
import { collectPaths } from '../collect/paths/collect-paths.ts';
import type { ActionConfig } from '../config/action-config.ts';
import { createArtifactStore } from '../github/artifact-store/create-artifact-store.ts';
import type { RunContext } from '../model/publication.ts';
import type { CollectedReports } from '../model/report-file.ts';

export interface ActionPlace {
  /** The run whose evidence is read. */
  readonly run: RunContext;
  /** Id of the run we are a step of. */
  readonly ownRunId: number;
  /** Absolute: where relative paths start. */
  readonly workspace: string;
  /** Absolute: where downloads may lie for a while. */
  readonly tempDirectory: string;
  readonly signal: AbortSignal;
}

export function collectForAction(config: ActionConfig, place: ActionPlace): Promise<CollectedReports> {
  const { iterationPattern, paths } = config.report;
  if (paths.length > 0) return collectPaths(paths, { cwd: place.workspace, iterationPattern });
  const { runId, runAttempt, owner, repository } = place.run;
  const store = createArtifactStore({
    tempDirectory: place.tempDirectory,
    runId,
    runAttempt,
    findBy:
      runId === place.ownRunId
        ? null
        : { token: config.githubToken, repositoryOwner: owner, repositoryName: repository },
  });
  return collectArtifacts(store, { pattern: config.artifactPattern, iterationPattern, signal: place.signal });
}
