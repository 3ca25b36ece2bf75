/** What performing needs of the world: ports for the program, permissions for its token. */
import type { Effect, WriteFile } from '../../model/effect.ts';
import type { Commands } from '../actions-runtime.ts';
import type { Fetch } from '../../http/fetch-whole.ts';
import type { Connection } from '../connection.ts';
import type { IssueMarks } from '../read-published.ts';

/** Files are written before, by edge/. */
export type GitHubEffect = Exclude<Effect, WriteFile>;

/** What an effect needs, as a job writes it into `permissions:`; null: nothing. */
export const PERMISSIONS: Readonly<Record<GitHubEffect['kind'], string | null>> = {
  'write-summary': null,
  'set-output': null,
  annotate: null,
  'upsert-comment': 'pull-requests: write',
  'create-issue': 'issues: write',
  'update-issue': 'issues: write',
  'create-check-run': 'checks: write',
  'upload-artifact': null,
  'post-webhook': null,
};

export interface Ports {
  /** Null when the repository is unknown. */
  readonly connection: Connection | null;
  readonly commands: Commands;
  /** GITHUB_STEP_SUMMARY; null outside a step. */
  readonly summaryPath: string | null;
  readonly issues: IssueMarks;
  readonly artifacts: ArtifactPlace;
  readonly webhook: Webhook;
  /** The overall deadline. */
  readonly signal: AbortSignal;
}

export interface ConnectedPorts extends Ports {
  readonly connection: Connection;
}

/** Where artifacts of our own run go; evidence may come from another run. */
export interface ArtifactPlace {
  /** Of the files, absolute. */
  readonly directory: string;
  readonly serverUrl: string;
  /** Page of our own run, without a slash at the end; null when unknown. */
  readonly runUrl: string | null;
  readonly runAttempt: number;
  /** Opened only when there is something to upload: the client is large. */
  readonly open: () => Promise<ArtifactUploader>;
}

/** The part of `DefaultArtifactClient` that we use. */
export interface ArtifactUploader {
  readonly uploadArtifact: (
    name: string,
    files: string[],
    rootDirectory: string,
  ) => Promise<{ readonly id?: number }>;
}

export interface Webhook {
  /** A secret; null when none was given. */
  readonly url: string | null;
  readonly fetch: Fetch;
  /** Milliseconds that stand for a second of waiting between two tries. */
  readonly secondMs: number;
}

/** An effect that was performed. */
export interface Done {
  /** Page that shows it. */
  readonly url?: string;
  /** What people should know although it worked: one sentence without a full stop. */
  readonly note?: string;
}
