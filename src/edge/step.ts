/** A step of a workflow: what it knows of its runner. */
import { randomUUID } from 'node:crypto';
import { openRunHost, type RunWorld } from './run-host.ts';
import { openTerminal } from './terminal.ts';

export interface WorkflowStep {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** A line of the log. */
  print(text: string): void;
  /** What running a suite needs. */
  openWorld(): RunWorld;
}

/** `door`: URL of the file that was started. */
export function openStep(host: NodeJS.Process, door: string): WorkflowStep {
  return {
    environment: host.env,
    now: new Date().toISOString(),
    print: (text) => {
      // Names of tests are shown: whatever they are, the runner must not take a line for a command.
      const token = randomUUID();
      host.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
    },
    openWorld: () => ({
      terminal: { ...openTerminal(host), cwd: host.env['GITHUB_WORKSPACE'] ?? host.cwd() },
      host: openRunHost(host, door),
    }),
  };
}
