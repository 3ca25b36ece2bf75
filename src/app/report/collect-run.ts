/** The artifacts of a workflow run. Most reports are made of files: this is loaded when there are none. */
import { collectArtifacts, type CollectArtifactsOptions } from '../../collect/artifacts/collect-artifacts.ts';
import type { CommandConfig } from '../../config/report-config.ts';
import type { Terminal } from '../../edge/terminal.ts';
import {
  createArtifactStore,
  type ArtifactStoreOptions,
} from '../../github/artifact-store/create-artifact-store.ts';
import { mistake, setting, UsageError } from '../../kit/usage-error.ts';
import type { CollectedReports } from '../../model/report-file.ts';

const MS_PER_MINUTE = 60_000;

export function collectStored(
  place: ArtifactStoreOptions,
  options: CollectArtifactsOptions,
): Promise<CollectedReports> {
  return collectArtifacts(createArtifactStore(place), options);
}

/** Throws UsageError where it is unknown, or nobody may read it. */
export function findRun({ repository }: Pick<CommandConfig, 'repository'>, terminal: Terminal) {
  const [owner = '', name = '', ...more] = (repository ?? terminal.repository ?? '').split('/');
  const isKnown = name !== '' && owner !== '' && more.length === 0;
  const { token } = terminal;
  if (isKnown && token !== null) return { owner, name, token };
  throw new UsageError([
    ...(isKnown ? [] : [mistake`${setting('run-id')} needs ${setting('repository', 'owner/name')}`]),
    ...(token === null ? [mistake`${setting('run-id')} needs a token in GITHUB_TOKEN`] : []),
  ]);
}

/** Of any run, for whoever has a token: `run:` steps get no other access. Throws UsageError. */
export function collectRun(
  config: CommandConfig,
  runId: number,
  terminal: Terminal,
): Promise<CollectedReports> {
  const { owner, name, token } = findRun(config, terminal);
  const place = {
    tempDirectory: terminal.tempDirectory,
    runId,
    runAttempt: null,
    findBy: {
      token,
      workflowRunId: runId,
      repositoryOwner: owner,
      repositoryName: name,
    },
  };
  const options = {
    pattern: config.artifactPattern,
    iterationPattern: config.iterationPattern,
    signal: AbortSignal.timeout(config.deadlineMinutes * MS_PER_MINUTE),
  };
  return terminal.aside(() => collectStored(place, options));
}
