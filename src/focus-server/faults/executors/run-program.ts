/** One child process: without a shell, bounded in time and output. */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { errorText } from '../../../kit/error-text.ts';
import type { Clock } from '../../../model/clock.ts';

export interface CommandResult {
  /** 127: there is no such program, 124: it took too long, 255 with ssh: the machine was not reached. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const MOST_CHARACTERS = 1_000_000;

type Child = ChildProcessByStdio<null, Readable, Readable>;

export interface RunLimits {
  readonly clock: Clock;
  readonly withinMs: number;
}

/** Never rejects: what went wrong is a code and a text on stderr, as a shell would give them. */
export async function runProgram(command: readonly string[], limits: RunLimits): Promise<CommandResult> {
  try {
    return await waitForEnd(startProgram(command), limits);
  } catch (error) {
    return { code: 127, stdout: '', stderr: errorText(error) };
  }
}

function startProgram([program = '', ...args]: readonly string[]): Child {
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false, windowsHide: true });
}

function waitForEnd(child: Child, { clock, withinMs }: RunLimits): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const out = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        out[name] = (out[name] + text).slice(0, MOST_CHARACTERS);
      });
    }
    const cancel = clock.after(withinMs, () => {
      child.kill('SIGKILL');
      // Its own children may still hold the pipes.
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code: 124, stdout: out.stdout, stderr: `took longer than ${withinMs / 1000} s` });
    });
    child.on('error', (error) => {
      cancel();
      reject(error);
    });
    child.on('close', (code) => {
      cancel();
      resolve({ code: code ?? 1, ...out });
    });
  });
}
