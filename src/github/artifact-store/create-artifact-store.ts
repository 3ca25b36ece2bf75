/**
 * Artifacts of a workflow run on GitHub, through GitHub's own client.
 *
 * The client reads its environment itself: ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL for the artifacts of this run,
 * GITHUB_API_URL (once, when it is loaded) for those of another, GITHUB_SERVER_URL to refuse GHES.
 */
import type { ArtifactClient, Artifact as ListedArtifact } from '@actions/artifact';
import { Stopped } from '../../http/deadline.ts';
import { retry } from '../../http/retry.ts';
import type { Artifact, ArtifactStore } from '../../model/artifact.ts';
import { loadArtifactClient } from '../connection.ts';
import { describeArtifactError, isFinal } from './describe-error.ts';
import { downloadArchive } from './download-archive.ts';

export interface ArtifactStoreOptions {
  /** Absolute directory for downloads (RUNNER_TEMP); nothing stays in it. */
  readonly tempDirectory: string;
  /** Null: this very run, whose id is unknown. */
  readonly runId: number | null;
  /** How often the run was started; null when unknown. */
  readonly runAttempt: number | null;
  /** Null: this very run, by the runtime token that only actions get. Else any run, by a token with `actions: read`. */
  readonly findBy: RunAccess | null;
  /** Milliseconds without a new byte after which a download is started anew; 15,000 when not given. */
  readonly stallMs?: number;
}

export interface RunAccess {
  readonly token: string;
  readonly workflowRunId: number;
  readonly repositoryOwner: string;
  readonly repositoryName: string;
}

/**
 * The client asks one and the same URL five times, for 25 to 175 seconds, and does not tell why it failed. An address
 * that has expired or a server that has fallen silent is better asked anew.
 */
const STALL_MS = 15_000;
/** Each try gets a new URL. */
const TRIES = 3;

export function createArtifactStore(options: ArtifactStoreOptions): ArtifactStore {
  const { runId, runAttempt, findBy, tempDirectory, stallMs = STALL_MS } = options;
  const criteria = findBy === null ? {} : { findBy };
  let loading: Promise<ArtifactClient> | null = null;
  const load = (): Promise<ArtifactClient> => (loading ??= loadArtifactClient());

  return {
    async list() {
      try {
        const client = await load();
        const { artifacts } = await client.listArtifacts({ latest: false, ...criteria });
        return artifacts.map((listed) => toArtifact(listed, runId, runAttempt === 1 ? 1 : null));
      } catch (error) {
        throw describeArtifactError(error, 'list');
      }
    },

    async download(artifact, { signal }) {
      const client = await load();
      const once = () => downloadArchive(client, artifact, { tempDirectory, stallMs, signal, criteria });
      try {
        return await retry(once, { tries: TRIES, waitAfter: (error) => (isFinal(error) ? null : 0), signal });
      } catch (error) {
        throw error instanceof Stopped ? error : describeArtifactError(error, 'download');
      }
    },
  };
}

function toArtifact(listed: ListedArtifact, runId: number | null, runAttempt: number | null): Artifact {
  return {
    id: listed.id,
    name: listed.name,
    sizeBytes: listed.size,
    digest: listed.digest ?? null,
    createdAt: listed.createdAt?.toISOString() ?? null,
    runId,
    runAttempt,
  };
}
