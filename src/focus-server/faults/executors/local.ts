/** Commands on this machine. */
import type { Clock } from '../../../model/clock.ts';
import type { Executor } from './executor.ts';
import { runProgram } from './run-program.ts';

export interface LocalExecutorOptions {
  readonly clock: Clock;
  /** Longest time a command may take. Default 30 s. */
  readonly withinMs?: number;
}

export function createLocalExecutor({ clock, withinMs = 30_000 }: LocalExecutorOptions): Executor {
  return { place: 'this machine', run: (command) => runProgram(command, { clock, withinMs }) };
}
