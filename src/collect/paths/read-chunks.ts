/** The bytes of a file in order, decompressed when it is gzip, in one reused buffer: memory does not grow with the file. */
import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { expandBy, isGzip, openGunzip } from '../expand.ts';

const CHUNK_BYTES = 256 * 1024;

/** A chunk is only valid until the next one is pulled. Rejects with the system's error for unreadable files. */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const raw = readRaw(handle);
    if (isGzip(await readHead(handle))) yield* expandBy(openGunzip(), copyEach(raw));
    else yield* raw;
  } finally {
    await handle.close();
  }
}

async function readHead(handle: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return buffer.subarray(0, bytesRead);
}

/** Read synchronously: nothing else waits in this process, and a round trip per chunk costs more than the reading. */
async function* readRaw(handle: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let position = 0; ;) {
    const bytesRead = readSync(handle.fd, buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** zlib keeps chunks while it works on them, so they are copied for it. */
async function* copyEach(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of raw) yield Buffer.from(chunk);
}
