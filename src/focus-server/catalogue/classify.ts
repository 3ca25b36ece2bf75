/** What a recording is good for. */
import type { Recording } from '../contract/stream-plan.ts';

/** historic: can be played back; live: still being recorded; stale: begun, never ended and too old to be live. */
export type RecordingKind = 'historic' | 'deleted' | 'live' | 'stale';

const STALE_AFTER_MS = 24 * 3_600_000;

export function classifyRecording({ startMs, endMs, deleted }: Recording, nowMs: number): RecordingKind {
  if (deleted) return 'deleted';
  if (endMs !== null) return 'historic';
  return startMs < findStaleLimit(nowMs) ? 'stale' : 'live';
}

/** A recording without an end that began before this is stale. Epoch milliseconds. */
export function findStaleLimit(nowMs: number): number {
  return nowMs - STALE_AFTER_MS;
}
