/** What zlib has packed in an archive, or beside one, with its errors in the words of archives. */
import type { Transform } from 'node:stream';
import { errorCode, errorText } from '../../kit/error-text.ts';
import { expandBy, openGunzip, openInflate } from '../expand.ts';
import { damaged } from './archive-error.ts';

/** Chunks of the source must stay as they are after the next one is pulled. Throws ArchiveError for bad data. */
export async function* inflate(
  source: AsyncIterable<Uint8Array>,
  packedBytes: number,
): AsyncGenerator<Uint8Array> {
  const engine = openInflate();
  yield* expand(engine, source);
  if (engine.bytesWritten !== packedBytes)
    throw damaged(`its compressed data ends after ${engine.bytesWritten} of ${packedBytes} bytes`);
}

/** As `inflate`, for gzip. */
export function gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return expand(openGunzip(), source);
}

/** zlib's errors speak of the data; all others are passed on. */
async function* expand(engine: Transform, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* expandBy(engine, source);
  } catch (error) {
    const isZlib = errorCode(error)?.startsWith('Z_') === true;
    throw isZlib ? damaged(`its compressed data is damaged: ${errorText(error)}`) : error;
  }
}
