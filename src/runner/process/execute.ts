/** Runs a prepared command until it and everything it started has ended. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Ending } from '../../model/run.ts';
import {
  type CommandProcess,
  explainStartError,
  type PreparedCommand,
  startCommand,
} from '../command/start.ts';
import type { RunOptions } from '../options.ts';
import { captureOutput, type CaptureSinks } from '../output/capture.ts';
import type { RunnerPorts } from '../ports.ts';
import { awaitEnd, endTree } from './end-tree.ts';
import { ProcessTree } from './tree.ts';

export interface CommandExecution {
  readonly ending: Ending;
  /** Until the command itself had ended. */
  readonly durationMs: number;
  /** Processes that were still there after the command had ended by itself; they were ended. */
  readonly outlived: number;
  /** Ids of those that could not be ended. */
  readonly unended: readonly number[];
}

export interface ExecutionRequest {
  readonly command: PreparedCommand;
  readonly runId: string;
  readonly sinks: CaptureSinks;
  readonly limits: Pick<RunOptions, 'timeoutMs' | 'graceMs' | 'settleMs'>;
}

/** How long a pipe may stay open when all known processes are gone. */
const DRAIN_MS = 1000;

export async function executeCommand(
  request: ExecutionRequest,
  ports: RunnerPorts,
): Promise<CommandExecution> {
  const start = ports.now();
  const notRun = { durationMs: 0, outlived: 0, unended: [] };
  if (ports.signal.aborted) return { ...notRun, ending: { kind: 'interrupted' } };
  let child: CommandProcess;
  try {
    child = startCommand(request.command, ports);
  } catch (error) {
    const reason = error instanceof Error ? explainStartError(error, request.command) : String(error);
    return { ...notRun, ending: { kind: 'not-started', reason } };
  }
  const readRest = captureOutput([child.stdout, child.stderr], request.sinks);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const tree = new ProcessTree(child.pid ?? 0, request.runId, ports);
  const ending = await awaitEnding(child, request, ports);
  readRest();
  if (child.pid === undefined) return { ...notRun, ending };
  const exitedMs = ports.now() - start;
  const rest = await clearTree(tree, { ending, closed, ...request.limits }, ports);
  await within(closed, DRAIN_MS);
  child.stdout.destroy();
  child.stderr.destroy();
  const isStopped = ending.kind === 'timed-out' || ending.kind === 'interrupted';
  return { ending, durationMs: isStopped ? ports.now() - start : exitedMs, ...rest };
}

/** The first of: its own end, the time limit, the person's wish. */
async function awaitEnding(
  child: CommandProcess,
  request: ExecutionRequest,
  ports: RunnerPorts,
): Promise<Ending> {
  const { timeoutMs } = request.limits;
  const settled = new AbortController();
  const waiting = new Promise<Ending>((resolve) => {
    child.once('error', (error) =>
      resolve({ kind: 'not-started', reason: explainStartError(error, request.command) }),
    );
    child.once('exit', (code, signal) =>
      resolve(code === null ? { kind: 'signalled', signal: signal ?? 'unknown' } : { kind: 'exited', code }),
    );
    ports.signal.addEventListener('abort', () => resolve({ kind: 'interrupted' }), {
      once: true,
      signal: settled.signal,
    });
    if (timeoutMs !== null)
      delay(timeoutMs, undefined, { signal: settled.signal }).then(
        () => resolve({ kind: 'timed-out', afterMs: timeoutMs }),
        () => undefined,
      );
  });
  const ending = await waiting;
  settled.abort();
  return ending;
}

interface Clearing {
  readonly ending: Ending;
  readonly closed: Promise<void>;
  readonly graceMs: number;
  readonly settleMs: number;
}

async function clearTree(
  tree: ProcessTree,
  { ending, closed, graceMs, settleMs }: Clearing,
  ports: RunnerPorts,
): Promise<Pick<CommandExecution, 'outlived' | 'unended'>> {
  const hasEnded = ending.kind === 'exited' || ending.kind === 'signalled';
  // Listing processes takes a second on Windows; closed pipes say there that nobody is left who could write.
  if (hasEnded && ports.platform === 'win32' && (await within(closed, settleMs)))
    return { outlived: 0, unended: [] };
  const outlived = hasEnded ? (await awaitEnd(tree, settleMs, ports)).length : 0;
  if (hasEnded && outlived === 0) return { outlived: 0, unended: [] };
  const unended = await endTree(tree, graceMs, ports);
  return { outlived, unended: unended.map(({ pid }) => pid) };
}

async function within(promise: Promise<void>, limitMs: number): Promise<boolean> {
  const stop = new AbortController();
  const late = delay(limitMs, false, { signal: stop.signal }).catch(() => false);
  const isInTime = await Promise.race([promise.then(() => true), late]);
  stop.abort();
  return isInTime;
}
