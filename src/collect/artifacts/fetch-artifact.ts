/** Downloads one artifact and looks into it; whatever goes wrong becomes a problem. */
import { errorText } from '../../kit/error-text.ts';
import {
  ArtifactUnavailable,
  type ArchiveBytes,
  type Artifact,
  type ArtifactStore,
} from '../../model/artifact.ts';
import type { Problem } from '../../model/problem.ts';
import { openArtifact, type PackedReport } from './open-artifact.ts';
import { orAbort } from '../../kit/pool.ts';
import type { ZipLimits } from '../zip/limits.ts';

/** A report that keeps its archive open until it was read or dropped. */
export interface LentReport extends PackedReport {
  /** Instead of `open`: it will not be read. */
  drop(): Promise<void>;
}

export interface FetchedArtifact {
  readonly artifact: Artifact;
  /** Each is to be read or dropped. */
  readonly reports: readonly LentReport[];
  readonly problems: readonly Problem[];
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly limits: ZipLimits;
}

/** Never rejects. */
export async function fetchArtifact(
  store: ArtifactStore,
  artifact: Artifact,
  { signal, limits }: FetchOptions,
): Promise<FetchedArtifact> {
  let archive: ArchiveBytes | null = null;
  try {
    archive = await download(store, artifact, signal);
    const { reports, problems } = await openArtifact(artifact, archive, limits);
    if (reports.length === 0) await archive.close();
    return { artifact, reports: lendArchive(archive, reports), problems };
  } catch (error) {
    await archive?.close();
    const problem = describeFailure(error, { path: artifact.name, signal });
    return { artifact, reports: [], problems: [problem] };
  }
}

async function download(
  store: ArtifactStore,
  artifact: Artifact,
  signal: AbortSignal,
): Promise<ArchiveBytes> {
  signal.throwIfAborted();
  const work = store.download(artifact, { signal });
  try {
    return await orAbort(work, signal);
  } catch (error) {
    // What arrives after the deadline must not stay open.
    work.then((late) => late.close()).catch(() => {});
    throw error;
  }
}

/** What could not be had, as a problem. */
export function describeFailure(
  error: unknown,
  { path, signal }: { readonly path: string | null; readonly signal: AbortSignal },
): Problem {
  const place = { severity: 'error', path, iteration: null } as const;
  if (error instanceof ArtifactUnavailable)
    return { ...place, code: error.code, message: error.message, advice: error.advice };
  const what = path === null ? 'the list of artifacts' : 'the artifact';
  const reason = errorText(error);
  return {
    ...place,
    code: 'download-failed',
    message: signal.aborted
      ? `${what} did not arrive within the time that all downloads have together`
      : `${what} could not be read: ${reason}`,
    advice: 'Run this job again; if it repeats, upload less or allow more time',
  };
}

/** The archive is closed when the last of its reports was given back. */
function lendArchive(archive: ArchiveBytes, reports: readonly PackedReport[]): LentReport[] {
  let left = reports.length;
  const giveBack = async (): Promise<void> => {
    left -= 1;
    if (left === 0) await archive.close();
  };
  return reports.map(({ path, bytes, open }) => ({
    path,
    bytes,
    drop: giveBack,
    open: async function* lent() {
      try {
        yield* open();
      } finally {
        await giveBack();
      }
    },
  }));
}
