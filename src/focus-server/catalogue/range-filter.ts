/** Which recordings overlap a time range, as a MongoDB filter. */
import type { Document, Filter } from 'mongodb';
import type { TimeRange } from '../contract/stream-plan.ts';
import { findStaleLimit } from './classify.ts';

/**
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
