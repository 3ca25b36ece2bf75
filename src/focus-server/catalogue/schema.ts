/** The catalogue's names and documents as MongoDB holds them (focus-server.md, section 7). */
import { z } from 'zod';
import type { Recording } from '../contract/stream-plan.ts';

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
