/** The catalogue of the reference server. */
import type { Db, Document } from 'mongodb';
import { expect, it } from 'vitest';
import { classifyRecording, readRecording } from '../../../src/focus-server/catalogue/schema.ts';
import { planCatalogue, seedCatalogue } from '../../../src/focus-server/reference/seed-catalogue.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import { openClient, startEndpoint } from '../mongo-endpoint/embedded.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 12, 34, 56, 789);
const DAY_MS = 86_400_000;

async function seed(seedNumber: number): Promise<Db> {
  const endpoint = await startEndpoint();
  const db = openClient(endpoint.uri).db('prisma');
  await seedCatalogue(db, { random: drawNumbers(seedNumber), nowMs: NOW_MS });
  return db;
}

async function findGuids(db: Db): Promise<{ live: string; archive: string }> {
  const guid = async (isArchive: boolean): Promise<string> =>
    String((await db.collection('base_paths').findOne({ is_archive: isArchive }))?.guid);
  return { live: await guid(false), archive: await guid(true) };
}

it('has the collections and indexes of the contract', async () => {
  const db = await seed(1);
  const { live, archive } = await findGuids(db);
  const names = (await db.listCollections().toArray()).map(({ name }) => name);
  expect(names.toSorted()).toEqual(
    [
      'base_paths',
      live,
      `${live}-unrecognized_recordings`,
      archive,
      `${archive}-unrecognized_recordings`,
    ].toSorted(),
  );
  const path = await db.collection('base_paths').findOne({ guid: live }, { projection: { _id: 0 } });
  expect(path).toEqual({ base_path: expect.any(String), guid: live, is_archive: false });
  for (const ended of [false, true]) {
    const end_time = ended ? { $ne: null } : null;
    expect(await db.collection(live).findOne({ end_time }, { projection: { _id: 0 } })).toEqual({
      uuid: expect.any(String),
      start_time: expect.any(Date),
      end_time: ended ? expect.any(Date) : null,
      deleted: expect.any(Boolean),
    });
  }
  const indexes = await db.collection(live).indexes();
  expect(indexes.map(({ key, unique }) => [Object.keys(key).join(), unique === true])).toEqual([
    ['_id', false],
    ['start_time', false],
    ['end_time', false],
    ['uuid', true],
    ['deleted', false],
  ]);
  const unrecognized = await db
    .collection(`${live}-unrecognized_recordings`)
    .findOne({}, { projection: { _id: 0 } });
  expect(Object.keys(unrecognized ?? {})).toEqual(['folder_name', 'file_count', 'update_time']);
});

it('has recordings of three weeks: one live, one stale, some deleted, never two at one time', async () => {
  const db = await seed(2);
  const { live } = await findGuids(db);
  const documents = await db
    .collection(live)
    .find({}, { sort: { start_time: -1 } })
    .toArray();
  const recordings = documents.map(readRecording).filter((recording) => recording !== null);
  expect(recordings).toHaveLength(documents.length);
  const count = (kind: string): number =>
    recordings.filter((recording) => classifyRecording(recording, NOW_MS) === kind).length;
  expect([count('live'), count('stale')]).toEqual([1, 1]);
  expect(count('deleted')).toBeGreaterThan(5);
  expect(count('historic')).toBeGreaterThan(100);
  expect(recordings.some(({ startMs }) => startMs < NOW_MS - 20 * DAY_MS)).toBe(true);
  const ended = recordings.filter(({ endMs }) => endMs !== null);
  for (const [index, { endMs }] of ended.slice(1).entries()) {
    expect(endMs).toBeLessThan(ended[index]?.startMs ?? 0);
  }
  expect(recordings.every(({ startMs, endMs }) => startMs % 1000 === 0 && (endMs ?? 0) % 1000 === 0)).toBe(
    true,
  );
});

it('is the same for the same seed and time, and another for another', () => {
  const plan = (seedNumber: number): Document =>
    planCatalogue({ random: drawNumbers(seedNumber), nowMs: NOW_MS });
  expect(plan(3)).toEqual(plan(3));
  expect(plan(3)).not.toEqual(plan(4));
});

it('leaves a catalogue alone that is there already', async () => {
  const db = await seed(5);
  const before = await db.collection('base_paths').countDocuments();
  await expect(seedCatalogue(db, { random: drawNumbers(6), nowMs: NOW_MS })).rejects.toThrow('already');
  expect(await db.collection('base_paths').countDocuments()).toBe(before);
});
