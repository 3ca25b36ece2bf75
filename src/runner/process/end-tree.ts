/** Ends a process tree: politely, then by force. */
import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { RunnerPorts } from '../ports.ts';
import type { ProcessEntry } from './table.ts';
import type { ProcessTree } from './tree.ts';

const POLL_MS = 20;
const SLOWEST_POLL_MS = 200;
/** After SIGKILL; only a process stuck in the kernel needs longer. */
const FORCED_MS = 5000;

/** As Ctrl-C first: test runners then write the report of what they have. */
const POLITE = ['SIGINT', 'SIGTERM'] as const;

/** The grace is shared by both polite requests, and ends when the person is in a hurry. Resolves with what is left, normally nothing. */
export async function endTree(
  tree: ProcessTree,
  graceMs: number,
  ports: RunnerPorts,
): Promise<readonly ProcessEntry[]> {
  let left = await tree.survivors();
  for (const signal of POLITE) {
    if (left.length === 0) return left;
    if (ports.hurry.aborted) break;
    await signalAll(left, signal, ports);
    left = await awaitEnd(tree, graceMs / POLITE.length, ports);
  }
  // Again and again, because a member may have forked between the look and the signal.
  for (const start = ports.now(); left.length > 0 && ports.now() - start < FORCED_MS;) {
    await signalAll(left, 'SIGKILL', ports);
    left = await awaitEnd(tree, POLL_MS, ports);
  }
  return left;
}

/** Waits at most so long for all members to end by themselves; resolves with those that did not. */
export async function awaitEnd(
  tree: ProcessTree,
  limitMs: number,
  ports: RunnerPorts,
): Promise<readonly ProcessEntry[]> {
  const start = ports.now();
  for (let pause = POLL_MS; ; pause = Math.min(2 * pause, SLOWEST_POLL_MS)) {
    const left = await tree.survivors();
    const rest = limitMs - (ports.now() - start);
    if (left.length === 0 || rest <= 0 || ports.hurry.aborted) return left;
    await delay(Math.min(pause, rest));
  }
}

async function signalAll(
  entries: readonly ProcessEntry[],
  signal: NodeJS.Signals,
  ports: RunnerPorts,
): Promise<void> {
  if (ports.platform === 'win32') {
    // Console programs know no polite request there; /T takes the whole tree.
    const pids = entries.flatMap(({ pid }) => ['/PID', String(pid)]);
    await promisify(execFile)('taskkill', [...pids, '/T', '/F']).catch(() => undefined);
    return;
  }
  for (const { pid } of entries) {
    try {
      ports.kill(pid, signal);
    } catch {
      // It ended by itself meanwhile.
    }
  }
}
