/** The artifacts of any workflow run, for whoever has a token: `run:` steps get no other access. */
import { collectArtifacts } from '../../collect/artifacts/collect-artifacts.ts';
import type { CommandConfig } from '../../config/report-config.ts';
import { UsageError } from '../../kit/usage-error.ts';
import type { Terminal } from '../../edge/terminal.ts';
import type { CollectedReports } from '../../model/report-file.ts';

const DEADLINE_MS = 15 * 60_000;

export async function collectRun(
  config: CommandConfig,
  runId: number,
  terminal: Terminal,
): Promise<CollectedReports> {
  const [owner, name, ...more] = (config.repository ?? terminal.repository ?? '').split('/');
  if (owner === undefined || owner === '' || name === undefined || name === '' || more.length > 0) {
    throw new UsageError('--run-id needs --repository owner/name');
  }
  if (terminal.token === null) throw new UsageError('--run-id needs a token in GITHUB_TOKEN');
  // The command line starts without GitHub's client, and most uses never need it.
  const { createArtifactStore } = await import('../../github/artifact-store/create-artifact-store.ts');
  const store = createArtifactStore({
    tempDirectory: terminal.tempDirectory,
    runId,
    runAttempt: null,
    findBy: {
      token: terminal.token,
      workflowRunId: runId,
      repositoryOwner: owner,
      repositoryName: name,
    },
  });
  return collectArtifacts(store, {
    pattern: config.artifactPattern,
    iterationPattern: config.iterationPattern,
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
}
