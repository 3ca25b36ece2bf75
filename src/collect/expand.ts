/** Bytes through one of zlib's engines, in chunks of bounded size: one is expanded while the other is used. */
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';

const CHUNK_BYTES = 256 * 1024;
const ENGINE = { chunkSize: CHUNK_BYTES, highWaterMark: CHUNK_BYTES };

export const openGunzip = (): Transform => createGunzip(ENGINE);
/** `bytesWritten` tells how many bytes of the source it has used. */
export const openInflate = (): ReturnType<typeof createInflateRaw> => createInflateRaw(ENGINE);

/** By the first two bytes, whatever the name of the file. */
export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

/**
 * Chunks of the source must stay as they are after the next one is pulled. Rejects with the error of the source, or
 * with that of zlib for bad data.
 */
export async function* expandBy(
  engine: Transform,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const flowing = pipeline(source, engine).catch(() => {
    // The same error comes out of the engine below, where somebody listens.
  });
  yield* engine as AsyncIterable<Buffer>;
  await flowing;
}
