/** The text of a report that may be gzip, whatever its name, within bounds. */
import { isGzip } from '../expand.ts';
import { refused } from '../zip/archive-error.ts';
import { gunzip } from '../zip/expand.ts';
import type { ZipLimits } from '../zip/limits.ts';

/** Expanded bytes that are still allowed, over all reports together. */
export class ExpansionBudget {
  private left: number;

  constructor(bytes: number) {
    this.left = bytes;
  }

  /** False, and nothing is taken, when less is left. */
  take(bytes: number): boolean {
    if (bytes > this.left) return false;
    this.left -= bytes;
    return true;
  }
}

export interface ExpansionBounds {
  /** Bytes of the report before gzip is undone. */
  readonly packedBytes: number;
  readonly limits: ZipLimits;
  readonly budget: ExpansionBudget;
}

/** gzip does not declare what it expands to, so its bounds are watched while it does. Rejects with ArchiveError. */
export async function* expandReport(
  source: AsyncGenerator<Uint8Array>,
  bounds: ExpansionBounds,
): AsyncGenerator<Uint8Array> {
  try {
    const first = await source.next();
    if (first.done === true) return;
    const all = startWith(first.value, source);
    yield* isGzip(first.value) ? watch(gunzip(all), bounds) : all;
  } finally {
    await source.return(undefined);
  }
}

async function* startWith(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* watch(
  chunks: AsyncIterable<Uint8Array>,
  { packedBytes, limits, budget }: ExpansionBounds,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limits.entryBytes || (bytes > limits.ratioFreeBytes && bytes > packedBytes * limits.ratio))
      throw refused(`${packedBytes} bytes of gzip expand to more than ${bytes}`, SPLIT);
    if (!budget.take(chunk.length))
      throw refused(`all reports together expand to more than ${limits.totalBytes} bytes`, SPLIT);
    yield chunk;
  }
}

const SPLIT = 'Upload fewer or smaller reports';
