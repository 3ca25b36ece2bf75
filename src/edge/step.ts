/** A step of a workflow: what it knows of its runner. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDirectory } from './directory.ts';
import { openRunHost, type RunWorld } from './run-host.ts';
import { findTempDirectory, openTerminal } from './terminal.ts';

export interface WorkflowStep {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of GITHUB_EVENT_PATH; null when there is none that can be read. */
  readonly event: string | null;
  /** Absolute: the checkout; the working directory where GITHUB_WORKSPACE names none. */
  readonly root: string;
  /** Absolute: for downloads that are removed again. */
  readonly tempDirectory: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Takes variables out of the environment, which packages read by themselves. */
  forget(names: readonly string[]): void;
  /** A line of the log. */
  print(text: string): void;
  /** What running a suite needs. */
  openWorld(): RunWorld;
}

/** `door`: URL of the file that was started. */
export function openStep(host: NodeJS.Process, door: string): WorkflowStep {
  const { GITHUB_EVENT_PATH: eventPath, GITHUB_WORKSPACE: workspace = '' } = host.env;
  const checkout = resolve(host.cwd(), workspace);
  const root = isDirectory(checkout) ? checkout : host.cwd();
  return {
    environment: host.env,
    event: readText(eventPath ?? ''),
    root,
    tempDirectory: findTempDirectory(host),
    now: new Date().toISOString(),
    forget: (names) => {
      for (const name of names) delete host.env[name];
    },
    print: (text) => {
      // Names of tests are shown: whatever they are, the runner must not take a line for a command.
      const token = randomUUID();
      host.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
    },
    openWorld: () => ({ terminal: { ...openTerminal(host), cwd: root }, host: openRunHost(host, door) }),
  };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
