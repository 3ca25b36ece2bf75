/** The official Python driver reads the endpoint too: Debian's, and in `npm run test:wide` the newest. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PYTHON } from '../../../scripts/neighbours/core.ts';
import { needs } from '../../helpers/neighbours.ts';
import { openClient, startEndpoint } from './embedded.ts';

const run = promisify(execFile);

const LOGINS = [
  ['without a login', null],
  ['with a login', { user: 'reader', password: 'p@ss' }],
] as const;

describe('pymongo', needs('pymongo'), () => {
  it.each(LOGINS)('reads it %s', (_, credentials) => expectReading(PYTHON, credentials));
});

async function expectReading(python: string, credentials: (typeof LOGINS)[number][1]): Promise<void> {
  const endpoint = await startEndpoint(credentials === null ? {} : { credentials });
  const recordings = openClient(endpoint.uri).db('prisma').collection('recordings');
  await recordings.createIndex({ uuid: 1 }, { unique: true });
  await recordings.insertMany(
    Array.from({ length: 9 }, (_, n) => ({
      n,
      uuid: String(n),
      start_time: new Date(Date.UTC(2026, 0, 1, n * 6)),
      deleted: n % 3 === 0,
    })),
  );
  const script = path.join(import.meta.dirname, 'read.py');
  const { stdout } = await run(python, [script, endpoint.uri], { timeout: 50_000 });
  expect(JSON.parse(stdout)).toEqual({
    version: '7.0.0',
    databases: ['prisma'],
    collections: ['recordings'],
    found: [8, 7, 6, 5, 4],
    count: 6,
    estimated: 9,
    groups: [
      [false, 6],
      [true, 3],
    ],
    indexes: ['_id_', 'uuid_1'],
    duplicate: 11000,
  });
}
