/** The door of the process that runs one suite: orders in, journal out. And of the guard that outlives it. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { allowGuards, BUNDLED, runGuard } from './focus-server/index.ts';
import type { Environment } from './model/environment.ts';
import type { WorkerOrder } from './suite/types/worker.ts';
import { startWorker } from './suite/worker/start-worker.ts';

/** Node 20 loads this file once more, in a thread of its own, as module hooks. */
export { load, resolve } from './suite/hooks/module-hooks.ts';

/** The word after the name of this file. */
const GUARD = 'guard';
/** Nobody is left who would end a guard that hangs. */
const GUARD_MS = 60_000;

if (isMainThread && process.send !== undefined) {
  if (process.argv[2] === GUARD) void guard();
  else work();
}

function work(): void {
  allowGuards({ execPath: process.execPath, args: [fileURLToPath(import.meta.url), GUARD] });
  startWorker({
    bundled: BUNDLED,
    doorUrl: import.meta.url,
    now: () => performance.now(),
    epoch: () => Date.now(),
    exit: (code) => process.exit(code),
    onOrder: (listener) => process.on('message', (order) => listener(order as WorkerOrder)),
    onParentExit: (listener) => process.on('disconnect', listener),
    onUncaughtError(listener) {
      process.on('unhandledRejection', (error) => listener(error, 'unhandled rejection'));
      process.on('uncaughtException', (error) => listener(error, 'uncaught exception'));
    },
    onExit: (listener) => process.on('exit', listener),
  });
}

async function guard(): Promise<void> {
  const environment = new Promise<Environment>((resolve) =>
    process.once('message', (message) => resolve(message as Environment)),
  );
  const workerExit = new Promise<void>((resolve) => {
    process.once('disconnect', () => resolve());
    // It may have gone before anybody listened.
    if (!process.connected) resolve();
  });
  void workerExit.then(() => setTimeout(() => process.exit(1), GUARD_MS));
  await runGuard({
    environment,
    workerExit,
    tellReady: () => process.send?.('ready'),
    epoch: () => Date.now(),
  });
  process.exit(0);
}
