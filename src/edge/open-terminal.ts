/** The process's own terminal. */
import type { Terminal } from './terminal.ts';

/** A reader that went away (`| head`) wants no more: that is no error. */
const GONE = 'EPIPE';

export function openTerminal(host: NodeJS.Process): Terminal {
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== GONE) throw error;
    host.exit(host.exitCode ?? 0);
  });
  const { NO_COLOR, FORCE_COLOR } = host.env;
  const wanted = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  return {
    cwd: host.cwd(),
    columns: host.stdout.columns ?? 80,
    colors: (NO_COLOR ?? '') === '' && (wanted || host.stdout.isTTY),
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
