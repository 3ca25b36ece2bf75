/**
 * One try to download an artifact: compressed, into a temporary file that nobody else sees, watched while it grows and
 * open when its name is gone.
 */
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ArtifactClient, FindOptions } from '@actions/artifact';
import { clamp } from '../../kit/numbers.ts';
import {
  ArtifactUnavailable,
  type ArchiveBytes,
  type Artifact,
  type RandomAccess,
} from '../../model/artifact.ts';

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
    'Run the job that uploaded it again; if it repeats, somebody changes artifacts on their way',
  );
}

async function openOnlyFile(folder: string): Promise<ArchiveBytes> {
  const [name, ...others] = await readdir(folder);
  if (name === undefined || others.length > 0)
    throw new Error(`the artifact client left ${name === undefined ? 'no file' : 'several files'}`);
  return openFile(join(folder, name));
}

const CHECKS = 9;

/**
 * Rejects when the files in a folder have not grown beyond their largest size for `stallMs`, or when the signal aborts.
 * A download that starts over has not grown: the client does so five times with one and the same URL.
 */
export async function rejectWhenStalled(
  folder: string,
  stallMs: number,
  signal: AbortSignal,
): Promise<never> {
  let largest = 0;
  for (let still = 0; still < CHECKS; still += 1) {
    await setTimeout(stallMs / CHECKS, undefined, { signal });
    const bytes = await measure(folder);
    if (bytes > largest) still = -1;
    largest = Math.max(largest, bytes);
  }
  throw new Error(`no further byte of the artifact arrived for ${stallMs / 1000} seconds`);
}

async function measure(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder).catch(() => []))
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes;
}

/** A file that stays readable when its name is removed. */
export async function openFile(path: string): Promise<RandomAccess> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  let closed = false;
  return {
    size,
    async read(offset, length) {
      const wanted = clamp(size - offset, 0, length);
      const buffer = Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await handle.read(buffer, filled, wanted - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    async close() {
      if (closed) return;
      closed = true;
      await handle.close();
    },
  };
}
