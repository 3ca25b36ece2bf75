/** Runs the committed dist/cli.js as a user would: a process of its own, in a clean environment. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

export function runCli(
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { PATH: process.env['PATH'] ?? '', ...environment }, maxBuffer: 1 << 28 };
    execFile(process.execPath, [CLI, ...words], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(error ?? new Error('no exit code'));
    });
  });
}

/** The environment of a program that, once it says what becomes of errors that nobody catches, meets one: a statement. */
export function slipOnce(statement: string): { readonly NODE_OPTIONS: string } {
  const code = `const wait = () => {
    if (process.listenerCount('uncaughtException') === 0) setImmediate(wait);
    else { ${statement}; }
  };
  setImmediate(wait);`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
