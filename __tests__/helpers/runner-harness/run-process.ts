/** One process in an environment of its own: nothing is inherited but what is passed. */
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface ProcessSpec {
  readonly command: string;
  readonly words: readonly string[];
  readonly cwd: string;
  /** Undefined: not set. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
}

export interface ProcessResult {
  readonly exitCode: number;
  /** Standard output and standard error as they came. */
  readonly log: string;
  readonly durationMs: number;
}

/** Rejects when the process is still alive after `timeoutMs`, or was ended by a signal. */
export function runProcess({ command, words, cwd, env, timeoutMs }: ProcessSpec): Promise<ProcessResult> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(command, words, {
      cwd,
      env,
      stdio: [...stdio],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      const log = Buffer.concat(chunks).toString();
      const durationMs = performance.now() - started;
      if (exitCode !== null) resolve({ exitCode, log, durationMs });
      else
        reject(
          new Error(`${command} was ended by ${signal ?? '?'} after ${Math.round(durationMs)} ms:\n${log}`),
        );
    });
  });
}
