#!/usr/bin/env node
/** The command line's door: words in, exit code out. */
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { EXIT } from './config/exit-codes.ts';
import { renderHelp } from './config/help.ts';
import { errorStack } from './kit/error-text.ts';
import { UsageError } from './kit/usage-error.ts';
import { VERSION } from './config/version.ts';
import { openRunHost } from './edge/run-host.ts';
import { openTerminal, type Terminal } from './edge/terminal.ts';

type Command = (words: readonly string[], terminal: Terminal) => Promise<number>;

/** Each loads what it needs: `report` does not know how to run a suite, and a suite starts before anything can report on it. */
const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'report',
    async (words, terminal) => {
      const { runReport } = await import('./app/report.ts');
      return runReport(words, terminal);
    },
  ],
  [
    'run',
    async (words, terminal) => {
      const { runRun } = await import('./app/run.ts');
      return runRun(words, { terminal, host: openRunHost(process, import.meta.url) });
    },
  ],
  [
    'serve',
    async (words, terminal) => {
      const { runServe } = await import('./app/serve.ts');
      const host = openRunHost(process, import.meta.url);
      const { clock, environment } = host;
      const { signal, release } = host.catchInterrupt();
      try {
        return await runServe(words, terminal, { clock, environment, signal });
      } finally {
        release();
      }
    },
  ],
]);

async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  const [command = '', ...rest] = words;
  const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  if (command === 'help' || [command, ...own].some((word) => word === '--help' || word === '-h')) {
    await terminal.print(renderHelp([command, ...own].find((word) => COMMANDS.has(word)) ?? null));
    return EXIT.passed;
  }
  if (command === '--version' || command === '-V') {
    await terminal.print(`${VERSION}\n`);
    return EXIT.passed;
  }
  const run = COMMANDS.get(command);
  if (run !== undefined) return run(rest, terminal);
  const known = [...COMMANDS.keys()].join(', ');
  throw new UsageError(
    command === '' ? `a command is missing: ${known}` : `unknown command "${command}": use ${known}`,
  );
}

// Large reports make much short-lived garbage. A young generation that stays small halves the memory for it and costs
// no time; left alone it grows to dozens of megabytes because the machine has them. It also grows by twenty while the
// rest is marked in steps. Marked in one go, that takes ten milliseconds, and a report waits for nobody. A run that
// takes in the output of a suite for hours needs the steps: they also find buffers that can go.
setFlagsFromString('--semi-space-growth-factor=1');
if (process.argv[2] === 'report') setFlagsFromString('--no-incremental-marking');
// What drivers and servers are made of is compiled once a machine; Node 20 cannot keep it.
else module.enableCompileCache?.();

const terminal = openTerminal(process);
try {
  process.exitCode = await main(process.argv.slice(2), terminal);
} catch (error) {
  if (error instanceof UsageError) {
    terminal.tell(`focus-stability: ${error.message}\nSee focus-stability --help\n`);
    process.exitCode = EXIT.usage;
  } else {
    const detail = errorStack(error);
    terminal.tell(`focus-stability: internal error, please report it with this text:\n${detail}\n`);
    process.exitCode = EXIT.internal;
  }
}
