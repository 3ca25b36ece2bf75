/** Starts a command in a process group of its own, its output in pipes. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { errorCode } from '../../kit/error-text.ts';
import type { RunnerPorts } from '../ports.ts';
import { fileExists, planWindowsLaunch } from './windows.ts';

export interface PreparedCommand {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly shell: boolean;
}

export type CommandProcess = ChildProcessByStdio<null, Readable, Readable>;

/** @throws Error when it cannot be started; most reasons come later as the child's `error` event */
export function startCommand(command: PreparedCommand, ports: RunnerPorts): CommandProcess {
  const { words, cwd, environment, shell } = command;
  const options = {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that a signal reaches all of it and Ctrl-C of the terminal none of it.
    detached: ports.platform !== 'win32',
    windowsHide: true,
  };
  if (shell) return spawn(words.join(' '), { ...options, shell: true });
  if (ports.platform !== 'win32') return spawn(words[0] ?? '', words.slice(1), options);
  const launch = planWindowsLaunch(words, { environment, cwd, exists: fileExists });
  return spawn(launch.file, launch.args, { ...options, windowsVerbatimArguments: launch.verbatim });
}

/** Why a command did not start, for a person. */
export function explainStartError(error: Error, command: PreparedCommand): string {
  const [program = ''] = command.words;
  const code = errorCode(error);
  if (!fileExists(command.cwd)) return `the working directory ${command.cwd} does not exist`;
  if (code === 'ENOENT') return `there is no program ${program} on the PATH`;
  if (code === 'EACCES') return `${program} may not be executed`;
  if (code === 'E2BIG') return 'the command line is longer than the system allows';
  return error.message;
}
