/** Which recordings the catalogue finds. */
import type { Document } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { classifyRecording } from '../../../src/focus-server/catalogue/schema.ts';
import { openCatalogue, type Catalogue } from '../../../src/focus-server/catalogue/open-catalogue.ts';
import { openClient, startEndpoint } from '../mongo-endpoint/embedded.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 2, 1);

function at(hour: number): Date {
  return new Date(NOW_MS + hour * HOUR_MS);
}

const RECORDINGS: readonly Document[] = [
  { uuid: 'morning', start_time: at(-10), end_time: at(-8), deleted: false },
  { uuid: 'noon', start_time: at(-8), end_time: at(-6), deleted: false },
  { uuid: 'deleted', start_time: at(-7), end_time: at(-5), deleted: true },
  { uuid: 'live', start_time: at(-1), end_time: null, deleted: false },
  { uuid: 'stale', start_time: at(-25), end_time: null, deleted: false },
  { uuid: 'old', start_time: at(-90), end_time: at(-89) },
];

async function openWith(recordings: readonly Document[], listsDeleted = false): Promise<Catalogue> {
  const endpoint = await startEndpoint();
  const db = openClient(endpoint.uri).db('prisma');
  await db
    .collection('base_paths')
    .insertMany([
      { base_path: '/a', guid: 'one', is_archive: false },
      { base_path: '/b', guid: 'two', is_archive: false },
      { base_path: '/c', guid: 'archive', is_archive: true },
      { base_path: '/d' },
    ]);
  await db.collection('one').insertMany(recordings.slice(0, 3).map((recording): Document => recording));
  await db.collection('two').insertMany(recordings.slice(3).map((recording): Document => recording));
  await db
    .collection('archive')
    .insertOne({ uuid: 'archived', start_time: at(-9), end_time: at(-1), deleted: false });
  const catalogue = openCatalogue({ uri: endpoint.uri, now: () => NOW_MS, listsDeleted });
  onTestFinished(() => catalogue.close());
  return catalogue;
}

async function findIn(catalogue: Catalogue, from: number, until: number): Promise<string[]> {
  const found = await catalogue.recordingsInRange({
    startMs: at(from).getTime(),
    endMs: at(until).getTime(),
  });
  return found.map(({ uuid }) => uuid);
}

describe('recordings in a range', () => {
  it.each([
    ['inside one', -9.5, -9, ['morning']],
    ['around all, newest first', -100, 0, ['live', 'noon', 'morning', 'old']],
    ['over the seam of two', -8.5, -7.5, ['noon', 'morning']],
    ['that only touches', -6, -2, []],
    ['of the live one', -0.5, -0.2, ['live']],
    ['that begins before the live one', -3, 0, ['live']],
    ['in the future', 1, 2, []],
    ['where only a stale one could be', -24, -20, []],
    ['where only a deleted one is', -6, -5, []],
  ])('%s', async (_name, from, until, expected) => {
    const catalogue = await openWith(RECORDINGS);
    expect(await findIn(catalogue, from, until)).toEqual(expected);
    const range = { startMs: at(from).getTime(), endMs: at(until).getTime() };
    expect(await catalogue.hasRecording(range)).toBe(expected.length > 0);
  });

  it('finds deleted ones when it is told to', async () => {
    expect(await findIn(await openWith(RECORDINGS, true), -7.5, -5)).toEqual(['deleted', 'noon']);
  });
});

it('lists the newest of all kinds', async () => {
  const catalogue = await openWith(RECORDINGS);
  const kinds = (await catalogue.list(5)).map((recording) => [
    recording.uuid,
    classifyRecording(recording, NOW_MS),
  ]);
  expect(kinds).toEqual([
    ['live', 'live'],
    ['deleted', 'deleted'],
    ['noon', 'historic'],
    ['morning', 'historic'],
    ['stale', 'stale'],
  ]);
});

it('passes over documents that are no recordings', async () => {
  const odd: Document[] = [
    { uuid: 'x', start_time: 'yesterday', end_time: null },
    { uuid: 7, start_time: at(-1), end_time: at(0) },
    { uuid: 'good', start_time: at(-1), end_time: at(0) },
    {},
  ];
  const catalogue = await openWith(odd);
  expect(await catalogue.list(10)).toEqual([
    { uuid: 'good', startMs: NOW_MS - HOUR_MS, endMs: NOW_MS, deleted: false },
  ]);
});

it('finds nothing in an empty database', async () => {
  const endpoint = await startEndpoint();
  const catalogue = openCatalogue({ uri: endpoint.uri, now: () => NOW_MS });
  onTestFinished(() => catalogue.close());
  expect(await catalogue.list(10)).toEqual([]);
  expect(await catalogue.hasRecording({ startMs: 0, endMs: NOW_MS })).toBe(false);
});

it.each([
  [{ startMs: NOW_MS - HOUR_MS, endMs: NOW_MS, deleted: false }, 'historic'],
  [{ startMs: NOW_MS - HOUR_MS, endMs: NOW_MS, deleted: true }, 'deleted'],
  [{ startMs: NOW_MS - HOUR_MS, endMs: null, deleted: true }, 'deleted'],
  [{ startMs: NOW_MS - 24 * HOUR_MS, endMs: null, deleted: false }, 'live'],
  [{ startMs: NOW_MS - 24 * HOUR_MS - 1, endMs: null, deleted: false }, 'stale'],
])('%o is %s', (recording, kind) => {
  expect(classifyRecording({ uuid: 'a', ...recording }, NOW_MS)).toBe(kind);
});
