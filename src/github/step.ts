/** A step of a workflow: its connection to the API, and what its effects need besides. */
import type { ActionsContext } from './actions-context.ts';
import { commands } from './actions-runtime.ts';
import { addressOfRun } from './context.ts';
import { connect, loadArtifactClient, proxyFetch, type Connection } from './connection.ts';
import type { Ports } from './perform/ports.ts';
import type { IssueMarks } from './read-published.ts';

const MS_PER_SECOND = 1000;

export interface StepSettings {
  readonly token: string;
  readonly actions: ActionsContext;
  readonly userAgent: string;
  /** The overall deadline. */
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/** Null when the repository is unknown. */
export function connectStep({ actions, ...settings }: StepSettings): Connection | null {
  const { repo: repository, apiUrl } = actions;
  return repository === null ? null : connect({ ...settings, apiUrl, repository, fetch: proxyFetch });
}

export interface EffectSettings extends Pick<StepSettings, 'actions' | 'signal'> {
  readonly connection: Connection | null;
  readonly issues: IssueMarks;
  /** Absolute: where the files to upload are. */
  readonly directory: string;
  /** A secret; null when none was given. */
  readonly webhookUrl: string | null;
}

export function openStepPorts({ actions, directory, webhookUrl, ...settings }: EffectSettings): Ports {
  const { serverUrl, runId, runAttempt, summaryPath } = actions;
  return {
    ...settings,
    commands,
    summaryPath,
    artifacts: {
      directory,
      serverUrl,
      runUrl: addressOfRun(actions, runId),
      runAttempt: runAttempt ?? 1,
      open: loadArtifactClient,
    },
    webhook: { url: webhookUrl, fetch: proxyFetch, secondMs: MS_PER_SECOND },
  };
}
