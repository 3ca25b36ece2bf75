/** Fills an empty catalogue with the recordings of the last weeks. */
import type { Db } from 'mongodb';
import { BASE_PATHS, nameUnrecognized } from '../../catalogue/schema.ts';
import { planCatalogue, type SeedOptions } from './plan-catalogue.ts';

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
