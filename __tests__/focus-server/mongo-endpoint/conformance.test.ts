/** What MongoDB does, stated once: on the embedded endpoint always, on a real MongoDB where MONGODB_URI is set. */
import { randomUUID } from 'node:crypto';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startMongoEndpoint,
  type MongoEndpoint,
} from '../../../src/focus-server/mongo-endpoint/start-mongo-endpoint.ts';
import { ADMINISTRATION_CASES } from './cases/administration.ts';
import { AGGREGATION_CASES } from './cases/aggregation.ts';
import { FILTER_CASES, REFUSED_FILTER_CASES } from './cases/filters.ts';
import { READING_CASES } from './cases/reading.ts';
import { WRITING_CASES } from './cases/writing.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import { realClock } from '../../proxy/fake-clock.ts';

const CASES = [
  ...FILTER_CASES,
  ...REFUSED_FILTER_CASES,
  ...READING_CASES,
  ...AGGREGATION_CASES,
  ...WRITING_CASES,
  ...ADMINISTRATION_CASES,
];

function describeCases(
  target: string,
  connect: () => Promise<{ uri: string; close(): Promise<void> }>,
): void {
  describe(target, () => {
    let server: { uri: string; close(): Promise<void> };
    let client: MongoClient;

    beforeAll(async () => {
      server = await connect();
      client = new MongoClient(server.uri);
    });

    afterAll(async () => {
      await client.close(true);
      await server.close();
    });

    /** A database of its own that is gone afterwards. */
    async function withDatabase(work: (db: Db) => Promise<void>): Promise<void> {
      const db = client.db(`focus_${randomUUID().slice(0, 13)}`);
      try {
        await work(db);
      } finally {
        await db.dropDatabase();
      }
    }

    it.each(CASES)('$name', ({ given = [], run, gives }) =>
      withDatabase(async (db) => {
        if (given.length > 0) await db.collection('things').insertMany([...given]);
        expect(await run(db)).toEqual(gives);
      }),
    );
  });
}

describeCases('embedded endpoint', (): Promise<MongoEndpoint> =>
  startMongoEndpoint({ host: '127.0.0.1', port: 0, clock: realClock, random: drawNumbers(1) }),
);

const realUri = process.env.MONGODB_URI;
if (realUri !== undefined && realUri !== '') {
  describeCases('real MongoDB', () => Promise.resolve({ uri: realUri, close: () => Promise.resolve() }));
}
