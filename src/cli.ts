#!/usr/bin/env node
/** The command line's door: words in, exit code out. */
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { renderHelp } from './config/help.ts';
import { errorStack } from './kit/error-text.ts';
import { suggest } from './kit/did-you-mean.ts';
import { asOption, describeMistake, quote, UsageError } from './kit/usage-error.ts';
import { VERSION } from './config/version.ts';
import { decideExit, type CommandEnding } from './edge/decide-exit.ts';
import { leaveOnInterrupt } from './edge/interrupts.ts';
import { openRunHost } from './edge/run-host.ts';
import { openTerminal, type Terminal } from './edge/terminal.ts';

type Command = (words: readonly string[], terminal: Terminal) => Promise<CommandEnding>;

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

async function main(words: readonly string[], terminal: Terminal): Promise<CommandEnding> {
  const [command = '', ...rest] = words;
  const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  if (command === 'help' || [command, ...own].some((word) => word === '--help' || word === '-h')) {
    await terminal.print(renderHelp([command, ...own].find((word) => COMMANDS.has(word)) ?? null));
    return {};
  }
  if (command === '--version' || command === '-V') {
    await terminal.print(`${VERSION}\n`);
    return {};
  }
  const run = COMMANDS.get(command);
  if (run !== undefined) return run(rest, terminal);
  const known = [...COMMANDS.keys()];
  throw new UsageError(
    command === ''
      ? `a command is missing: ${known.join(', ')}`
      : `unknown command ${quote(command)}: use ${known.join(', ')}${suggest(command, [...known, '--help', '--version'])}`,
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

function conclude({ thrown, ...ending }: CommandEnding): void {
  if (thrown !== undefined) tellThrown(thrown.error);
  const loss = terminal.loss();
  if (loss !== null) terminal.tell(`focus-stability: standard output could not be written: ${loss}\n`);
  const isUnwritten = loss !== null || ending.isUnwritten === true;
  process.exitCode = decideExit({ ...(thrown === undefined ? {} : { thrown }), ...ending, isUnwritten });
}

function tellThrown(error: unknown): void {
  terminal.tell(
    error instanceof UsageError
      ? `focus-stability: ${describeMistakes(error)}\nSee focus-stability --help\n`
      : `focus-stability: internal error, please report it with this text:\n${errorStack(error)}\n`,
  );
}

function describeMistakes({ message, mistakes }: UsageError): string {
  if (mistakes.length === 1) return message;
  const lines = mistakes.map((mistake) => describeMistake(mistake, asOption));
  return `${mistakes.length} mistakes\n${lines.join('\n').replaceAll(/^(?=.)/gm, '  ')}`;
}

leaveOnInterrupt(process, () => terminal.tell('focus-stability: stopped\n'));
// Node's own answer is 1, which would say that the gate failed.
process.on('uncaughtException', (error) => {
  conclude({ thrown: { error } });
  process.exit();
});
conclude(await main(process.argv.slice(2), terminal).catch((error: unknown) => ({ thrown: { error } })));
