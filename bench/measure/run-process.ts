/** Runs one process to its end under GNU time and a time limit: what it took and what it said. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const GNU_TIME = '/usr/bin/time';
const TIMED_OUT = 124;
/** Characters kept of each stream. */
const KEPT_OUTPUT = 20_000;

export interface Task {
  readonly command: string;
  readonly words: readonly string[];
  readonly cwd: string;
  /** Added to a bare environment: what the machine has set must not change what a peer does. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
}

export interface Usage {
  readonly wallMs: number;
  /** User and system time of the process and its children, in steps of 10 ms. */
  readonly cpuMs: number;
  /** Largest resident set of any one process, in units of 1,000,000 bytes. */
  readonly peakMb: number;
}

export interface Finished extends Usage {
  /** Null when the time limit ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function canMeasure(): boolean {
  return process.platform === 'linux' && existsSync(GNU_TIME);
}

export async function runProcess(task: Task): Promise<Finished> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const record = join(folder, 'usage');
  const start = performance.now();
  const { exitCode, stdout, stderr } = await spawnUnderTime(task, record);
  const wallMs = performance.now() - start;
  const usage = readRecord(record);
  rmSync(folder, { recursive: true });
  return { ...usage, wallMs, exitCode: exitCode === TIMED_OUT ? null : exitCode, stdout, stderr };
}

/** `timeout` sits inside `time`, so that the record is written also for a process that had to be ended. */
function spawnUnderTime(
  { command, words, cwd, environment, limitSeconds }: Task,
  record: string,
): Promise<Pick<Finished, 'exitCode' | 'stdout' | 'stderr'>> {
  const measured = [
    '-o',
    record,
    '-f',
    '%U %S %M',
    'timeout',
    '-k',
    '5',
    `${limitSeconds}`,
    command,
    ...words,
  ];
  const child = spawn(GNU_TIME, measured, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] = (said[stream] + text).slice(-KEPT_OUTPUT);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, ...said }));
  });
}

/** A process that did not end well has a line of words before the figures. */
function readRecord(record: string): Pick<Usage, 'cpuMs' | 'peakMb'> {
  const line = readFileSync(record, 'utf8').trim().split('\n').at(-1) ?? '';
  const [user = 0, system = 0, kibibytes = 0] = line.split(' ').map(Number);
  return { cpuMs: (user + system) * 1000, peakMb: (kibibytes * 1024) / 1e6 };
}
