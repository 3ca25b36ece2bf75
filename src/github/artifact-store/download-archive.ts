/** One try to download an artifact: compressed, into a temporary file that nobody else sees. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactClient, FindOptions } from '@actions/artifact';
import { ArtifactUnavailable, type ArchiveBytes, type Artifact } from '../../model/artifact.ts';
import { openFile } from './open-file.ts';
import { rejectWhenStalled } from './reject-when-stalled.ts';

export interface DownloadOptions {
  readonly tempDirectory: string;
  readonly stallMs: number;
  readonly signal: AbortSignal;
  readonly criteria: FindOptions;
}

/** The client cannot be stopped. When we no longer wait for it, it goes on in a folder that is gone. */
export async function downloadArchive(
  client: ArtifactClient,
  artifact: Artifact,
  { tempDirectory, stallMs, signal, criteria }: DownloadOptions,
): Promise<ArchiveBytes> {
  const folder = await mkdtemp(join(tempDirectory, 'focus-stability-'));
  const arrived = new AbortController();
  try {
    const { digestMismatch } = await Promise.race([
      client.downloadArtifact(artifact.id, {
        path: folder,
        skipDecompress: true,
        ...expectedHash(artifact),
        ...criteria,
      }),
      rejectWhenStalled(folder, stallMs, AbortSignal.any([signal, arrived.signal])),
    ]);
    if (digestMismatch === true) throw wrongDigest(artifact);
    return await openOnlyFile(folder);
  } finally {
    arrived.abort();
    // The open file stays readable. Windows may refuse to remove it; then it stays for the runner to clean.
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** A digest of another kind cannot be verified by the client. */
function expectedHash({ digest }: Artifact): { expectedHash?: string } {
  return digest !== null && /^sha256:[0-9a-f]{64}$/i.test(digest)
    ? { expectedHash: digest.toLowerCase() }
    : {};
}

function wrongDigest({ digest }: Artifact): ArtifactUnavailable {
  return new ArtifactUnavailable(
    'digest-mismatch',
    `the artifact is not what was uploaded: its digest is not ${(digest ?? '').slice(0, 19)}…`,
    'Run the leg that uploaded it again; if it repeats, somebody changes artifacts on their way',
  );
}

async function openOnlyFile(folder: string): Promise<ArchiveBytes> {
  const [name, ...others] = await readdir(folder);
  if (name === undefined || others.length > 0)
    throw new Error(`the artifact client left ${name === undefined ? 'no file' : 'several files'}`);
  return openFile(join(folder, name));
}
