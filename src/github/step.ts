/** A step of a workflow: its connection to the API, and what its effects need besides. */
import { context, commands, proxyFetch } from './actions-runtime.ts';
import { loadArtifactClient } from './artifact-store/create-artifact-store.ts';
import { connect, type Connection } from './connection.ts';
import type { Ports } from './perform/ports.ts';
import type { IssueMarks } from './read-published.ts';

const MS_PER_SECOND = 1000;

export interface StepSettings {
  readonly token: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
  /** The overall deadline. */
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

export function connectStep({ environment, ...settings }: StepSettings): Connection {
  return connect({
    ...settings,
    apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    repository: context.repo,
    fetch: proxyFetch,
  });
}

export interface EffectSettings extends Pick<StepSettings, 'environment' | 'signal'> {
  readonly connection: Connection;
  readonly issues: IssueMarks;
  /** Absolute: where the files to upload are. */
  readonly directory: string;
  /** A secret; null when none was given. */
  readonly webhookUrl: string | null;
}

export function openStepPorts({ environment, directory, webhookUrl, ...settings }: EffectSettings): Ports {
  const { serverUrl, repo, runId, runAttempt } = context;
  return {
    ...settings,
    commands,
    summaryPath: environment['GITHUB_STEP_SUMMARY'] ?? null,
    artifacts: {
      directory,
      serverUrl,
      runUrl: `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId}`,
      runAttempt,
      open: loadArtifactClient,
    },
    webhook: { url: webhookUrl, fetch: proxyFetch, secondMs: MS_PER_SECOND },
  };
}
