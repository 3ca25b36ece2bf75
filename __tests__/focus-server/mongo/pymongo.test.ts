/** The official Python driver reads the endpoint too. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClient, startEndpoint } from './embedded.ts';

const run = promisify(execFile);
const INSTALL_MS = 240_000;
const HINT = 'install python3-venv and make the package pymongo reachable for pip';

/** In CI it must be there. */
const isOptional = (process.env.CI ?? '') === '';

let folder = '';
/** null: there is none, and why is in `reason`. */
let python: string | null = null;
let reason = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pymongo-'));
  try {
    await run('python3', ['-m', 'venv', folder], { timeout: INSTALL_MS });
    const venvPython = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
    await run(venvPython, ['-m', 'pip', 'install', '--quiet', 'pymongo'], { timeout: INSTALL_MS });
    python = venvPython;
  } catch (error) {
    reason = `${HINT}: ${String(error)}`;
  }
}, 2 * INSTALL_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

it.for([
  ['without a login', null],
  ['with a login', { user: 'reader', password: 'p@ss' }],
] as const)('pymongo reads it %s', async ([, credentials], { skip }) => {
  if (python === null && isOptional) skip(reason);
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
  expect(await readWithPython(endpoint.uri)).toEqual({
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
});

async function readWithPython(uri: string): Promise<unknown> {
  const script = path.join(import.meta.dirname, 'read.py');
  if (python === null) throw new Error(reason);
  const { stdout } = await run(python, [script, uri], { timeout: 50_000 });
  return JSON.parse(stdout);
}
