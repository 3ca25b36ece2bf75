/** The official Python driver reads the endpoint too: the newest from a venv, and the old one that Debian has. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../runner/tools.ts';
import { noPython } from '../../runner/python.ts';
import { openClient, startEndpoint } from './embedded.ts';

const run = promisify(execFile);
const INSTALL_MS = 240_000;
const DEBIAN_PYTHON = '/usr/bin/python3';

const LOGINS = [
  ['without a login', null],
  ['with a login', { user: 'reader', password: 'p@ss' }],
] as const;

describe.skipIf(noPython)('pymongo of a venv', () => {
  let folder = '';
  let python = '';

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pymongo-'));
    await run('python3', ['-m', 'venv', folder], { timeout: INSTALL_MS });
    python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
    await run(python, ['-m', 'pip', 'install', '--quiet', 'pymongo'], { timeout: INSTALL_MS });
  }, 2 * INSTALL_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(LOGINS)('reads it %s', (_, credentials) => expectReading(python, credentials));
});

const noDebianPymongo = lacks([DEBIAN_PYTHON, '-c', 'import pymongo'], 'apt-get install python3-pymongo');

describe.skipIf(noDebianPymongo)("Debian's pymongo", () => {
  it.each(LOGINS)('reads it %s', (_, credentials) => expectReading(DEBIAN_PYTHON, credentials));
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
