import type { RandomAccess } from '../../src/model/artifact.ts';

export interface MemoryArchive extends RandomAccess {
  readonly closed: boolean;
  /** Bytes handed out so far. */
  readonly bytesRead: number;
}

/** Bytes in memory as an archive that notes what is done with it. */
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
