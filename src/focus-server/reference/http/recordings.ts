/** What the routes ask of the catalogue. */
import type { Recording, TimeRange } from '../../contract/stream-plan.ts';
import { answerError, RefusedRequest } from './answer.ts';

export interface Recordings {
  /** Those that overlap the range, newest first; deleted ones only where a defect lists them. */
  find(range: TimeRange): Promise<readonly Recording[]>;
  /** Rejects when the catalogue does not answer. */
  ping(): Promise<void>;
}

/** Thrown by `Recordings` when the catalogue cannot be reached in time. */
export class CatalogueUnreachable extends Error {
  override name = 'CatalogueUnreachable';
}

/** Throws RefusedRequest 503 when the catalogue cannot be reached. */
export async function askCatalogue<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof CatalogueUnreachable)) throw error;
    throw new RefusedRequest(answerError(503, 'the catalogue (MongoDB) cannot be reached'));
  }
}

/** The part of a range that recordings cover, from the first to the last; null when there is none. */
export function coverRange(
  recordings: readonly Recording[],
  { startMs, endMs }: TimeRange,
  nowMs: number,
): TimeRange | null {
  if (recordings.length === 0) return null;
  const first = Math.min(...recordings.map((recording) => recording.startMs));
  const last = Math.max(...recordings.map((recording) => recording.endMs ?? nowMs));
  const covered = { startMs: Math.max(startMs, first), endMs: Math.min(endMs, last) };
  return covered.startMs < covered.endMs ? covered : null;
}
