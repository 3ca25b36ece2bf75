/**
 * The Focus Server as the rest of the program sees it: nobody imports another file of this folder. Names, checks and
 * lists are there at once; the server, the guard and the client are loaded when they are first asked for.
 */
import type { openStream } from './client/stream-client.ts';
import type { WorldPorts } from './reference/backend.ts';
import type { ReferenceServerOptions } from './reference/options.ts';
import type { ReferenceServer } from './reference/start-reference-server.ts';
import type { Suite } from '../suite/api/index.ts';
import type { GuardPorts } from './suites/support/faults/run-guard.ts';

export { DEFECTS } from './reference/defects/list.ts';
export { maskMongoUri, UnusableMongoUri } from './reference/mongo-address.ts';
export { resolveOptions } from './reference/options.ts';
export { StreamPortTaken } from './reference/port-range.ts';
export { drawNumbers } from './reference/signal/mix-bits.ts';
export { allowGuards } from './suites/support/faults/start-guard.ts';
export { checkFigures, FIGURES, scaleLifetimes, type Figure } from './suites/support/figures.ts';
export type { ReferenceServer };

/** Throws UsageError, UnusableMongoUri and StreamPortTaken; rejects when a port is taken. */
export async function startReferenceServer(
  options: ReferenceServerOptions,
  world: WorldPorts,
): Promise<ReferenceServer> {
  const { startReferenceServer: start } = await import('./reference/start-reference-server.ts');
  return start(options, world);
}

/** Resolves when its worker is gone and every fault of the worker is undone that can be. */
export async function runGuard(ports: GuardPorts): Promise<void> {
  const { runGuard: run } = await import('./suites/support/faults/run-guard.ts');
  return run(ports);
}

/**
 * What opens the stream of a job.
 * @public the benches use it
 */
export async function loadOpenStream(): Promise<typeof openStream> {
  return (await import('./suites/index.ts')).openStream;
}

/** Name -> what loads the suite. */
export const BUNDLED: ReadonlyMap<string, () => Promise<Suite>> = new Map([
  ['focus-server.smoke', async () => (await import('./suites/index.ts')).smoke],
  ['focus-server.nfft', async () => (await import('./suites/index.ts')).nfft],
  ['focus-server.config', async () => (await import('./suites/index.ts')).config],
  ['focus-server.refusals', async () => (await import('./suites/index.ts')).refusals],
  ['focus-server.live', async () => (await import('./suites/index.ts')).live],
  ['focus-server.historic', async () => (await import('./suites/index.ts')).historic],
  ['focus-server.parallel', async () => (await import('./suites/index.ts')).parallel],
  ['focus-server.load', async () => (await import('./suites/index.ts')).load],
  ['focus-server.partition', async () => (await import('./suites/index.ts')).partition],
  ['focus-server.performance', async () => (await import('./suites/index.ts')).performance],
]);
