/** Starts the process of a suite, listens to its journal, and makes sure that it ends. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { JournalTail } from '../journal/read-journal.ts';
import type { JournalEvent } from '../journal/schema.ts';
import type { SuitePorts } from '../types/ports.ts';
import type { SuiteAssignment, WorkerOrder } from '../types/worker.ts';
import { describeEnding, type ProcessEnding, tellStop } from './process-ending.ts';
import { Watchdog } from './watchdog.ts';

const POLL_MS = 25;
/** How long pipes may stay open when the process is gone. */
const DRAIN_MS = 500;
/** Of an interrupted process: the running tests, their cleanup, the cleanup of the suite. */
const PHASES = 3;

export interface ProcessRequest {
  readonly assignment: SuiteAssignment;
  /** Milliseconds of silence when no test runs. */
  readonly silenceMs: number;
  onEvent(event: JournalEvent): void;
  onOutput(text: string): void;
}

/** Resolves when the process and what it started are gone; never rejects for what the process does. */
export async function runProcess(request: ProcessRequest, ports: SuitePorts): Promise<ProcessEnding> {
  const child = startProcess(request.assignment, ports);
  const ended = awaitEnd(child);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => request.onOutput(text));
    stream?.on('error', () => undefined);
  }
  give(child, request.assignment);
  const tail = new JournalTail(request.assignment.journal);
  try {
    const ending = await supervise({ child, ended, tail }, request, ports);
    if (child.pid !== undefined) await killGroup(child.pid, ports);
    await Promise.race([closed, delay(DRAIN_MS, undefined, { ref: false })]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    for (const event of tail.read()) request.onEvent(event);
    return ending;
  } finally {
    tail.close();
  }
}

function startProcess({ cwd }: SuiteAssignment, ports: SuitePorts): ChildProcess {
  return spawn(ports.execPath, [ports.workerPath], {
    cwd,
    env: { ...ports.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that a signal reaches all of it and Ctrl-C of the terminal none of it.
    detached: ports.platform !== 'win32',
    windowsHide: true,
  });
}

/** The channel breaks when the process ends first, which `awaitEnd` tells. */
function give(child: ChildProcess, order: WorkerOrder): void {
  if (child.connected) child.send(order, () => undefined);
}

function awaitEnd(child: ChildProcess): Promise<ProcessEnding> {
  return new Promise((resolve) => {
    // A failed send is an error event as well, and no end.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ kind: 'not-started', reason: error.message });
    });
    child.once('exit', (code, signal) =>
      resolve(code === null ? { kind: 'signalled', signal: signal ?? 'a signal' } : { kind: 'exited', code }),
    );
  });
}

interface Supervised {
  readonly child: ChildProcess;
  readonly ended: Promise<ProcessEnding>;
  readonly tail: JournalTail;
}

async function supervise(
  { child, ended, tail }: Supervised,
  request: ProcessRequest,
  ports: SuitePorts,
): Promise<ProcessEnding> {
  const watchdog = new Watchdog(request.silenceMs, ports.now());
  let stopBy: number | null = null;
  for (;;) {
    const ending = await Promise.race([ended, delay(POLL_MS, null)]);
    const now = ports.now();
    for (const event of tail.read()) {
      watchdog.see(event, now);
      request.onEvent(event);
    }
    if (ending !== null) return stopBy === null ? ending : tellStop(ports.signal);
    if (ports.signal.aborted && stopBy === null) {
      stopBy = now + PHASES * request.assignment.graceMs;
      give(child, { kind: 'stop', why: describeEnding(tellStop(ports.signal)) });
    }
    const isLate = stopBy === null ? watchdog.isOverdue(now) : now > stopBy || ports.hurry?.aborted === true;
    if (!isLate) continue;
    if (child.pid !== undefined) await killGroup(child.pid, ports);
    await ended;
    return stopBy === null ? { kind: 'blocked' } : tellStop(ports.signal);
  }
}

/** Ends a process with everything it has started. */
async function killGroup(pid: number, ports: SuitePorts): Promise<void> {
  if (ports.platform === 'win32') {
    await promisify(execFile)('taskkill', ['/PID', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  try {
    ports.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
