/** The worker's side of the guard: a process that undoes faults when the worker is gone, whatever killed it. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Environment } from '../../../../model/environment.ts';
import type { Fixture } from '../../../../suite/api/index.ts';
import type { FocusFixture } from '../context.ts';

/** How the worker's own program is started once more, as a guard. */
export interface GuardProgram {
  readonly execPath: string;
  readonly args: readonly string[];
}

/** Longer than a guard of an earlier worker needs to end. */
const START_MS = 75_000;

let program: GuardProgram | null = null;

/** Called by the door of a worker: only a process that can be killed alone has a guard. */
export function allowGuards(given: GuardProgram): void {
  program = given;
}

/** One for all tests of the worker; gone before the worker ends. */
export const faultGuard: Fixture<void> = {
  per: 'suite',
  async make(context) {
    if (program === null) return;
    const { target, defer } = context as FocusFixture;
    const { dismiss } = await startGuard(target.environment, program);
    defer(dismiss);
  },
};

interface Guard {
  /** Resolves when it is gone. */
  readonly dismiss: () => Promise<void>;
}

/** Resolves when it is on guard, and every earlier one of that environment has done its work. */
async function startGuard(environment: Environment, { execPath, args }: GuardProgram): Promise<Guard> {
  const child = spawn(execPath, args, {
    // The channel breaks when this process is gone. What it carries holds secrets, so nothing else does.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A group of its own: what ends this one with everything it has started must not end the guard.
    detached: true,
    windowsHide: true,
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.on('error', () => {
      if (child.pid === undefined) resolve();
    });
  });
  if (child.connected) child.send(environment, () => undefined);
  try {
    await untilReady(child, { gone, name: environment.name });
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  child.unref();
  child.channel?.unref();
  return {
    dismiss() {
      if (child.connected) child.disconnect();
      return gone;
    },
  };
}

async function untilReady(
  child: ChildProcess,
  { gone, name }: { readonly gone: Promise<void>; readonly name: string },
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      void gone.then(() =>
        reject(new Error('the process that would undo faults after a kill did not start')),
      );
      timer = setTimeout(
        () => reject(new Error(`another run injects faults into ${name} at the moment`)),
        START_MS,
      );
    });
  } finally {
    clearTimeout(timer);
  }
}
