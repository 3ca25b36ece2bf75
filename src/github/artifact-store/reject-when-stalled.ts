import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const CHECKS = 9;

/**
 * Rejects when the files in a folder have not grown beyond their largest size for `stallMs`, or when the signal aborts.
 * A download that starts over has not grown: the client does so five times with one and the same URL.
 */
export async function rejectWhenStalled(
  folder: string,
  stallMs: number,
  signal: AbortSignal,
): Promise<never> {
  let largest = 0;
  for (let still = 0; still < CHECKS; still += 1) {
    await setTimeout(stallMs / CHECKS, undefined, { signal });
    const bytes = await measure(folder);
    if (bytes > largest) still = -1;
    largest = Math.max(largest, bytes);
  }
  throw new Error(`no further byte of the artifact arrived for ${stallMs / 1000} seconds`);
}

async function measure(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder).catch(() => []))
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes;
}
