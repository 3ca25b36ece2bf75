/** The door of the process that runs one suite: orders in, journal out. */
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { BUNDLED } from './focus-server/suites/index.ts';
import type { WorkerOrder } from './suite/types/worker.ts';
import { startWorker } from './suite/worker/start-worker.ts';

/** Node 20 loads this file once more, in a thread of its own, as module hooks. */
export { load } from './suite/hooks/load.ts';
export { resolve } from './suite/hooks/resolve.ts';

if (isMainThread && process.send !== undefined) {
  startWorker({
    bundled: BUNDLED,
    doorUrl: import.meta.url,
    now: () => performance.now(),
    epoch: () => Date.now(),
    exit: (code) => process.exit(code),
    onOrder: (listener) => process.on('message', (order) => listener(order as WorkerOrder)),
    onParentGone: (listener) => process.on('disconnect', listener),
    onStrayError(listener) {
      process.on('unhandledRejection', (error) => listener(error, 'unhandled rejection'));
      process.on('uncaughtException', (error) => listener(error, 'uncaught exception'));
    },
    onExit: (listener) => process.on('exit', listener),
  });
}
