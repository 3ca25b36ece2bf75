/** Fills an empty catalogue with the recordings of the last weeks. */
import type { Db } from 'mongodb';
import type { Random } from '../../model/clock.ts';
import { BASE_PATHS, nameUnrecognized } from '../catalogue/schema.ts';

const INDEXES = [
  { key: { start_time: 1 }, name: 'start_time_1' },
  { key: { end_time: 1 }, name: 'end_time_1' },
  { key: { uuid: 1 }, name: 'uuid_1', unique: true },
  { key: { deleted: 1 }, name: 'deleted_1' },
] as const;

/** Rejects when there is a catalogue already: it may be a real one. */
export async function seedCatalogue(db: Db, options: SeedOptions): Promise<void> {
  const paths = db.collection(BASE_PATHS);
  if ((await paths.countDocuments({}, { limit: 1 })) > 0) {
    throw new Error(`the database ${db.databaseName} has a catalogue already`);
  }
  const plan = planCatalogue(options);
  await paths.insertMany(plan.map(({ basePath }) => basePath));
  for (const { basePath, recordings, unrecognized } of plan) {
    const collection = db.collection(basePath.guid);
    await collection.createIndexes([...INDEXES]);
    await collection.insertMany([...recordings]);
    await db.collection(nameUnrecognized(basePath.guid)).insertMany([...unrecognized]);
  }
}

// The documents of a catalogue, from chance and the time alone.
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEKS_MS = 21 * DAY_MS;
/** Every so many recordings one is deleted. */
const DELETED_EACH = 9;

interface SeedOptions {
  readonly random: Random;
  readonly nowMs: number;
}

interface BasePathDocument {
  readonly base_path: string;
  readonly guid: string;
  readonly is_archive: boolean;
}

interface RecordingDocument {
  readonly uuid: string;
  readonly start_time: Date;
  readonly end_time: Date | null;
  readonly deleted: boolean;
}

interface UnrecognizedDocument {
  readonly folder_name: string;
  readonly file_count: number;
  readonly update_time: Date;
}

interface SeedPart {
  readonly basePath: BasePathDocument;
  readonly recordings: readonly RecordingDocument[];
  readonly unrecognized: readonly UnrecognizedDocument[];
}

/**
 * A path that is recorded to and an archive. The first has three weeks of recordings with short gaps, one in nine
 * deleted, one still being recorded and one that was never ended; times are whole seconds, as the HTTP surface has them.
 */
export function planCatalogue({ random, nowMs }: SeedOptions): readonly SeedPart[] {
  const now = Math.floor(nowMs / 1000) * 1000;
  const liveStart = now - between(random, 20, 50) * MINUTE_MS;
  return [
    {
      basePath: { base_path: '/prisma/root/recordings', guid: makeUuid(random), is_archive: false },
      recordings: [
        makeRecording(random, liveStart, null),
        ...planHistory(random, liveStart, now - WEEKS_MS),
        makeRecording(random, now - 3 * DAY_MS - between(random, 1, 60) * MINUTE_MS, null),
      ],
      unrecognized: planUnrecognized(random, now),
    },
    {
      basePath: { base_path: '/prisma/root/archive', guid: makeUuid(random), is_archive: true },
      recordings: planHistory(random, now - WEEKS_MS, now - WEEKS_MS - 7 * DAY_MS),
      unrecognized: planUnrecognized(random, now - WEEKS_MS),
    },
  ];
}

/** Backwards from `fromMs` until `untilMs`: recordings of 30 to 150 minutes, 2 to 20 minutes apart. */
function planHistory(random: Random, fromMs: number, untilMs: number): RecordingDocument[] {
  const recordings: RecordingDocument[] = [];
  let endMs = fromMs - between(random, 2, 20) * MINUTE_MS;
  while (endMs > untilMs) {
    const startMs = endMs - between(random, 30, 150) * MINUTE_MS;
    const deleted = recordings.length % DELETED_EACH === DELETED_EACH - 1;
    recordings.push({ ...makeRecording(random, startMs, endMs), deleted });
    endMs = startMs - between(random, 2, 20) * MINUTE_MS;
  }
  return recordings;
}

function makeRecording(random: Random, startMs: number, endMs: number | null): RecordingDocument {
  return {
    uuid: makeUuid(random),
    start_time: new Date(startMs),
    end_time: endMs === null ? null : new Date(endMs),
    deleted: false,
  };
}

function planUnrecognized(random: Random, nowMs: number): UnrecognizedDocument[] {
  return Array.from({ length: 3 }, () => ({
    folder_name: `unrecognized-${makeUuid(random).slice(0, 8)}`,
    file_count: between(random, 1, 400),
    update_time: new Date(nowMs - between(random, 1, 20) * DAY_MS),
  }));
}

/** A whole number, both ends included. */
function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** In the form of a version 4 UUID. */
function makeUuid(random: Random): string {
  return '########-####-4###-8###-############'.replaceAll('#', () => Math.floor(random() * 16).toString(16));
}
