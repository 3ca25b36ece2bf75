/** The Action's door: a step of a workflow in, its outcome out. */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runAction } from './app/action-command.ts';
import { openRunHost } from './edge/run-host.ts';
import { openTerminal } from './edge/open-terminal.ts';

// As in cli.ts.
setFlagsFromString('--semi-space-growth-factor=1');
if (process.env['INPUT_COMMAND'] !== 'run') setFlagsFromString('--no-incremental-marking');

const code = await runAction({
  environment: process.env,
  now: new Date().toISOString(),
  print: (text) => {
    // Names of tests are shown: whatever they are, the runner must not take a line for a command.
    const token = randomUUID();
    process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
  },
  openWorld: () => ({
    terminal: { ...openTerminal(process), cwd: process.env['GITHUB_WORKSPACE'] ?? process.cwd() },
    host: openRunHost(process, import.meta.url),
  }),
});

// A transfer that was given up may keep its connection for minutes: the step is over when the work is.
process.stdout.write('', () => process.exit(code));
