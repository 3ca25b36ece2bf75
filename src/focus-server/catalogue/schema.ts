/** The catalogue's names and documents as MongoDB holds them (focus-server.md, section 7), and which recordings they are. */
import type { Document, Filter } from 'mongodb';
import { z } from 'zod';
import type { Recording, TimeRange } from '../contract/stream-plan.ts';

export const CATALOGUE_DATABASE = 'prisma';
export const BASE_PATHS = 'base_paths';

/** The collection of a guid's recordings is named by the guid. */
export function nameUnrecognized(guid: string): string {
  return `${guid}-unrecognized_recordings`;
}

const BASE_PATH = z.object({ guid: z.string().min(1) });

const RECORDING = z.object({
  uuid: z.string(),
  start_time: z.date(),
  end_time: z.date().nullish(),
  deleted: z.boolean().nullish(),
});

/** null: the document does not name a collection. */
export function readGuid(document: unknown): string | null {
  const parsed = BASE_PATH.safeParse(document);
  return parsed.success ? parsed.data.guid : null;
}

/** null: the document is no recording; one odd document must not hide the others. */
export function readRecording(document: unknown): Recording | null {
  const parsed = RECORDING.safeParse(document);
  if (!parsed.success) return null;
  const { uuid, start_time: start, end_time: end, deleted } = parsed.data;
  return { uuid, startMs: start.getTime(), endMs: end?.getTime() ?? null, deleted: deleted === true };
}

/** historic: can be played back; live: still being recorded; stale: begun, never ended and too old to be live. */
type RecordingKind = 'historic' | 'deleted' | 'live' | 'stale';

const STALE_AFTER_MS = 24 * 3_600_000;

export function classifyRecording({ startMs, endMs, deleted }: Recording, nowMs: number): RecordingKind {
  if (deleted) return 'deleted';
  if (endMs !== null) return 'historic';
  return startMs < findStaleLimit(nowMs) ? 'stale' : 'live';
}

/** A recording without an end that began before this is stale. Epoch milliseconds. */
function findStaleLimit(nowMs: number): number {
  return nowMs - STALE_AFTER_MS;
}

/**
 * Which recordings overlap a time range, as a MongoDB filter.
 * A recording overlaps when they share more than an instant. One that is live reaches until now; one that is stale has
 * no known end and covers nothing.
 */
export function filterOverlap({ startMs, endMs }: TimeRange, nowMs: number): Filter<Document> {
  const ended = { end_time: { $gt: new Date(startMs) } };
  const live = { end_time: null, start_time: { $gte: new Date(findStaleLimit(nowMs)) } };
  return {
    start_time: { $lt: new Date(endMs) },
    $or: startMs < nowMs ? [ended, live] : [ended],
  };
}
