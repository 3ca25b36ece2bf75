/** `serve` from source in a process of its own: what signals, sockets and Node itself do to it shows only there. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');

export interface ServeProcess {
  readonly child: ChildProcess;
  /** Resolves with what was printed once the server runs; rejects with what was said when it ends instead. */
  readonly started: Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** Ended with the test, at the latest. */
export function startServe(words: readonly string[], cwd: string): ServeProcess {
  const child = spawn(process.execPath, [CLI, 'serve', ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr: said.stderr }));
  const started = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (said.stdout.includes('Ctrl-C ends it.')) resolve(said.stdout);
    });
    void ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)));
  });
  // Who waits for the end alone does not want to hear that there was no start.
  started.catch(() => {});
  return { child, started, ended };
}
