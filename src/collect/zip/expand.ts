/** Bytes through one of zlib's engines, in chunks of bounded size: one is expanded while the other is used. */
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { errorCode, errorText } from '../../kit/error-text.ts';
import { damaged } from './archive-error.ts';

const CHUNK_BYTES = 256 * 1024;
const ENGINE = { chunkSize: CHUNK_BYTES, highWaterMark: CHUNK_BYTES };

/** Chunks of the source must stay as they are after the next one is pulled. Throws ArchiveError for bad data. */
export async function* inflate(
  source: AsyncIterable<Uint8Array>,
  packedBytes: number,
): AsyncGenerator<Uint8Array> {
  const engine = createInflateRaw(ENGINE);
  yield* flow(source, engine);
  if (engine.bytesWritten !== packedBytes)
    throw damaged(`its compressed data ends after ${engine.bytesWritten} of ${packedBytes} bytes`);
}

/** As `inflate`, for gzip. */
export function gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return flow(source, createGunzip(ENGINE));
}

async function* flow(source: AsyncIterable<Uint8Array>, engine: Transform): AsyncGenerator<Uint8Array> {
  const flowing = pipeline(source, engine).catch(() => {
    // The same error comes out of the engine below, where somebody listens.
  });
  try {
    yield* engine as AsyncIterable<Buffer>;
  } catch (error) {
    throw describeZlib(error);
  }
  await flowing;
}

/** zlib's errors speak of the data; all others are passed on. */
function describeZlib(error: unknown): unknown {
  const isZlib = errorCode(error)?.startsWith('Z_') === true;
  return isZlib ? damaged(`its compressed data is damaged: ${errorText(error)}`) : error;
}
