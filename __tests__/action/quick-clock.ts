/**
 * Imported before the product, into its process: every wait takes a twentieth of its time, so that the pauses between
 * tries and between writes are kept, but not waited for. Time limits keep three seconds: a busy machine is no fault.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';

const FASTER = 20;
const LEAST_LIMIT_MS = 3000;

const wait = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  (callback: (...words: unknown[]) => void, delay = 0, ...rest: unknown[]) =>
    wait(callback, delay / FASTER, ...rest),
  wait,
);

const timers = createRequire(import.meta.url)('node:timers/promises') as {
  setTimeout: (delay?: number, ...rest: readonly unknown[]) => Promise<unknown>;
};
const waitFor = timers.setTimeout;
timers.setTimeout = (delay = 0, ...rest) => waitFor(delay / FASTER, ...rest);
syncBuiltinESMExports();

const limit = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (delay) => limit(Math.max(delay / FASTER, Math.min(delay, LEAST_LIMIT_MS)));
