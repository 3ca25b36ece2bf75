/** Where commands run that inject a fault: on this machine, as root, over ssh, in a container of the cluster. */
import { quoteWords } from '../../../kit/shell-words.ts';
import type { Clock } from '../../../model/clock.ts';
import { runProgram } from './run-program.ts';
import type { CommandResult } from './run-program.ts';

export interface Executor {
  /** Where commands run, for a person: `this machine`, `ssh root@host`. */
  readonly place: string;
  /** `command`: program and arguments; no shell ever interprets them. Never rejects. */
  run(command: readonly string[]): Promise<CommandResult>;
}

interface LocalExecutorOptions {
  readonly clock: Clock;
  /** Longest time a command may take. Default 30 s. */
  readonly withinMs?: number;
}

export function createLocalExecutor({ clock, withinMs = 30_000 }: LocalExecutorOptions): Executor {
  return { place: 'this machine', run: (command) => runProgram(command, { clock, withinMs }) };
}

/** The same place, as root. Uses `sudo` without a password; where one is needed, commands fail with what sudo says. */
export function withSudo(executor: Executor): Executor {
  return { place: `${executor.place} (sudo)`, run: (command) => executor.run(['sudo', '-n', ...command]) };
}

interface SshExecutorOptions extends LocalExecutorOptions {
  /** `host` or `user@host`, as ssh takes it. */
  readonly destination: string;
  readonly port?: number;
}

/** Commands on another machine over the `ssh` program, with the user's own keys and configuration. */
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
    run: (command) => runProgram([...ssh, '--', destination, quoteWords(command)], { clock, withinMs }),
  };
}

interface KubectlExecutorOptions extends LocalExecutorOptions {
  readonly namespace: string;
  /** `name` or `deployment/name`. */
  readonly pod: string;
  readonly container?: string;
}

const NAME = /^[a-z0-9][a-z0-9./-]*$/;

/** Commands in a container of the cluster over the `kubectl` program, with the user's own context. */
export function createKubectlExecutor(options: KubectlExecutorOptions): Executor {
  const { namespace, pod, container, clock, withinMs = 30_000 } = options;
  for (const name of [namespace, pod, container ?? 'none'])
    if (!NAME.test(name)) throw new Error(`kubectl exec: ${JSON.stringify(name)} is no name of Kubernetes`);
  const kubectl = ['kubectl', 'exec', '-n', namespace, pod];
  if (container !== undefined) kubectl.push('-c', container);
  return {
    place: `${namespace}/${pod}${container === undefined ? '' : `/${container}`}`,
    run: (command) => runProgram([...kubectl, '--', ...command], { clock, withinMs }),
  };
}
