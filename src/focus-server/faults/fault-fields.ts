/** The fields faults are made of, bounded: they come from request bodies and command lines. */
import { z } from 'zod';

const HOUR_MS = 3_600_000;

/** At most an hour: timers and sums of them stay exact. */
export const durationMs = z.number().min(0).max(HOUR_MS);
export const share = z.number().min(0).max(1);
export const bytesPerSecond = z.number().int().min(1).max(10_000_000_000);
