/** The process's own terminal. */
import { tmpdir } from 'node:os';
import type { Terminal } from './terminal.ts';

/** A reader that went away (`| head`) wants no more: that is no error. */
const GONE = 'EPIPE';

export function openTerminal(host: NodeJS.Process): Terminal {
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== GONE) throw error;
    host.exit(host.exitCode ?? 0);
  });
  // Remarks that nobody reads any more are no reason to leave a suite alone.
  host.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== GONE) throw error;
  });
  const { NO_COLOR, FORCE_COLOR, GITHUB_TOKEN, GH_TOKEN, GITHUB_REPOSITORY, RUNNER_TEMP } = host.env;
  const wanted = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  return {
    cwd: host.cwd(),
    columns: host.stdout.columns ?? 80,
    colors: (NO_COLOR ?? '') === '' && (wanted || host.stdout.isTTY),
    token: GITHUB_TOKEN ?? GH_TOKEN ?? null,
    repository: GITHUB_REPOSITORY ?? null,
    tempDirectory: RUNNER_TEMP ?? tmpdir(),
    now: () => performance.now(),
    print: (text) =>
      new Promise((resolve) => {
        host.stdout.write(text, () => resolve());
      }),
    tell: (text) => {
      host.stderr.write(text);
    },
    progress: {
      isTTY: host.stderr.isTTY,
      columns: host.stderr.columns ?? 80,
      write: (text) => host.stderr.write(text),
    },
  };
}
