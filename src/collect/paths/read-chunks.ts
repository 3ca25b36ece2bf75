/** The bytes of a file in order, decompressed when it is gzip, in one reused buffer: memory does not grow with the file. */
import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CHUNK_BYTES = 256 * 1024;

/** A chunk is only valid until the next one is pulled. Rejects with the system's error for unreadable files. */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const raw = readRaw(handle);
    if (await isGzip(handle)) yield* gunzip(raw);
    else yield* raw;
  } finally {
    await handle.close();
  }
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
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

/** The stream keeps chunks while it works on them, so they are copied for it; an error in the data surfaces here. */
async function* gunzip(raw: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  const gunzipStream = createGunzip({ chunkSize: CHUNK_BYTES });
  const source = Readable.from(copyEach(raw));
  const done = pipeline(source, gunzipStream).catch((error: unknown) => {
    gunzipStream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  yield* gunzipStream as AsyncIterable<Buffer>;
  await done;
}

async function* copyEach(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of raw) yield Buffer.from(chunk);
}
