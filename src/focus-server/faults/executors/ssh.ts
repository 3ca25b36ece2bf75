/** Commands on another machine over the `ssh` program, with the user's own keys and configuration. */
import type { LocalExecutorOptions } from './local.ts';
import type { Executor } from './executor.ts';
import { quotePosix } from './quote-posix.ts';
import { runProgram } from './run-program.ts';

export interface SshExecutorOptions extends LocalExecutorOptions {
  /** `host` or `user@host`, as ssh takes it. */
  readonly destination: string;
  readonly port?: number;
}

export function createSshExecutor(options: SshExecutorOptions): Executor {
  const { destination, port, clock, withinMs = 30_000 } = options;
  if (!/^[\w@%:.[\]][\w@%:.[\]-]*$/.test(destination))
    throw new Error(`ssh: ${JSON.stringify(destination)} is no destination such as user@host`);
  // Never asks: nobody is there to answer.
  const ssh = ['ssh', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10'];
  if (port !== undefined) ssh.push('-p', String(port));
  return {
    place: `ssh ${destination}`,
    // ssh joins its words with blanks and gives them to the login shell there: one quoted word survives that.
    run: (command) => runProgram([...ssh, '--', destination, quotePosix(command)], { clock, withinMs }),
  };
}
