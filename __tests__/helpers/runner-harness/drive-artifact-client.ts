/** Calls the real @actions/artifact client against the twin. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { makeFolder } from '../folder.ts';
import type { Twin } from '../github-twin/twin.ts';
import type { ClientCall, ClientResult } from './artifact-client.ts';

export interface ClientPlace {
  readonly runId: number;
  readonly attempt?: number;
  /** Changes to the environment of the client. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Driven {
  readonly results: readonly ClientResult[];
  readonly log: string;
}

/** One process, one call after the other. */
export function driveArtifactClient(
  twin: Twin,
  place: ClientPlace,
  calls: readonly ClientCall[],
): Promise<Driven> {
  const { runId, attempt = 1 } = place;
  const home = makeFolder({});
  const own = { PATH: process.env['PATH'] ?? '', HOME: home, RUNNER_TEMP: home, GITHUB_WORKSPACE: home };
  const child = fork(join(import.meta.dirname, 'artifact-client.ts'), {
    cwd: home,
    env: { ...own, ...twin.environment(runId, attempt), ...place.env },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: 60_000,
  });
  return new Promise((resolve, reject) => {
    let results: readonly ClientResult[] | null = null;
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('message', (message) => {
      results = message as readonly ClientResult[];
    });
    child.on('error', reject);
    child.on('close', () => {
      const log = Buffer.concat(chunks).toString();
      if (results === null) reject(new Error(`The artifact client gave no results:\n${log}`));
      else resolve({ results, log });
    });
    child.send(calls);
  });
}

export interface Upload {
  readonly name: string;
  /** Relative path -> content. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** False: the only file as it is; its name becomes the artifact's. */
  readonly archive?: boolean;
}

export interface Uploaded {
  readonly id: number;
  readonly size: number;
  /** Of the archive, without `sha256:`. */
  readonly digest: string;
}

/** Throws when one of the uploads fails. */
export async function uploadWithRealClient(
  twin: Twin,
  place: ClientPlace,
  uploads: readonly Upload[],
): Promise<Uploaded[]> {
  if (!twin.world.runs.has(place.runId)) twin.addRun({ id: place.runId });
  const calls = uploads.map(({ name, files, archive = true }): ClientCall => {
    const folder = makeFolder(files);
    const paths = Object.keys(files).map((path) => join(folder, path));
    return { method: 'uploadArtifact', args: [name, paths, folder, { skipArchive: !archive }] };
  });
  const { results, log } = await driveArtifactClient(twin, place, calls);
  return results.map((result) => {
    if ('error' in result) throw new Error(`${result.error}\n${log}`);
    return result.value as Uploaded;
  });
}
