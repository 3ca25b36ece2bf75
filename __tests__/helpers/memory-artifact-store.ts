/** Artifacts in memory, with what is done to them. */
import type { Artifact, ArtifactStore, RandomAccess } from '../../src/model/artifact.ts';

export interface MemoryArchive extends RandomAccess {
  readonly closed: boolean;
  /** Bytes handed out so far. */
  readonly bytesRead: number;
}

export function openMemory(bytes: Uint8Array): MemoryArchive {
  const source = Buffer.from(bytes);
  let closed = false;
  let bytesRead = 0;
  return {
    size: source.length,
    get closed() {
      return closed;
    },
    get bytesRead() {
      return bytesRead;
    },
    async read(offset, length) {
      if (closed) throw new Error('read after close');
      const part = Buffer.from(source.subarray(offset, offset + length));
      bytesRead += part.length;
      return part;
    },
    async close() {
      closed = true;
    },
  };
}

export interface ArtifactSpec extends Partial<Omit<Artifact, 'name'>> {
  readonly name: string;
  /** What a download gives: the bytes, an error, or a promise to wait for. */
  readonly download?: Uint8Array | Error | Promise<Uint8Array>;
}

export interface MemoryStore extends ArtifactStore {
  /** Every archive that was handed out. */
  readonly archives: readonly MemoryArchive[];
  /** Most downloads that were under way at one time. */
  readonly mostAtOnce: number;
}

export function createMemoryStore(specs: readonly ArtifactSpec[]): MemoryStore {
  const archives: MemoryArchive[] = [];
  const contents = new Map<Artifact, ArtifactSpec['download']>();
  for (const [index, { download, ...spec }] of specs.entries())
    contents.set(toArtifact(spec, index), download);
  let underway = 0;
  let mostAtOnce = 0;
  return {
    archives,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async list() {
      return [...contents.keys()];
    },
    async download(artifact) {
      mostAtOnce = Math.max(mostAtOnce, (underway += 1));
      try {
        const content = await contents.get(artifact);
        if (content instanceof Error) throw content;
        const archive = openMemory(content ?? new Uint8Array());
        archives.push(archive);
        return archive;
      } finally {
        underway -= 1;
      }
    },
  };
}

function toArtifact(spec: Omit<ArtifactSpec, 'download'>, index: number): Artifact {
  const createdAt = `2026-01-01T00:00:${String(index % 60).padStart(2, '0')}.000Z`;
  return {
    id: index + 1,
    sizeBytes: 1000,
    digest: null,
    createdAt,
    runId: 1,
    runAttempt: null,
    ...spec,
  };
}
