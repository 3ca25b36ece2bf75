/** The Action's door: a step of a workflow in, its outcome out. */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runAction } from './app/action-command.ts';

// As in cli.ts: a young generation that stays small halves the memory of large reports.
setFlagsFromString('--semi-space-growth-factor=1');

const code = await runAction({
  environment: process.env,
  now: new Date().toISOString(),
  print: (text) => {
    // Names of tests are shown: whatever they are, the runner must not take a line for a command.
    const token = randomUUID();
    process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
  },
});

// A transfer that was given up may keep its connection for minutes: the step is over when the work is.
process.stdout.write('', () => process.exit(code));
