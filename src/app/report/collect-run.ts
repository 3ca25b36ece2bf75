/** The artifacts of a workflow run. Most reports are made of files: this is loaded when there are none. */
import { collectArtifacts, type CollectArtifactsOptions } from '../../collect/artifacts/collect-artifacts.ts';
import type { CommandConfig } from '../../config/report-config.ts';
import type { Terminal } from '../../edge/terminal.ts';
import {
  createArtifactStore,
  type ArtifactStoreOptions,
} from '../../github/artifact-store/create-artifact-store.ts';
import { UsageError } from '../../kit/usage-error.ts';
import type { CollectedReports } from '../../model/report-file.ts';

const MS_PER_MINUTE = 60_000;

export function collectStored(
  place: ArtifactStoreOptions,
  options: CollectArtifactsOptions,
): Promise<CollectedReports> {
  return collectArtifacts(createArtifactStore(place), options);
}

/** Of any run, for whoever has a token: `run:` steps get no other access. Throws UsageError. */
export function collectRun(
  config: CommandConfig,
  runId: number,
  terminal: Terminal,
): Promise<CollectedReports> {
  const [owner, name, ...more] = (config.repository ?? terminal.repository ?? '').split('/');
  if (owner === undefined || owner === '' || name === undefined || name === '' || more.length > 0) {
    throw new UsageError('--run-id needs --repository owner/name');
  }
  if (terminal.token === null) throw new UsageError('--run-id needs a token in GITHUB_TOKEN');
  const place = {
    tempDirectory: terminal.tempDirectory,
    runId,
    runAttempt: null,
    findBy: {
      token: terminal.token,
      workflowRunId: runId,
      repositoryOwner: owner,
      repositoryName: name,
    },
  };
  return collectStored(place, {
    pattern: config.artifactPattern,
    iterationPattern: config.iterationPattern,
    signal: AbortSignal.timeout(config.deadlineMinutes * MS_PER_MINUTE),
  });
}
