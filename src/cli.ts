#!/usr/bin/env node
/** The command line's door: words in, exit code out. */
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runReport } from './app/report-command.ts';
import { EXIT } from './config/exit-codes.ts';
import { renderHelp } from './config/help.ts';
import { UsageError } from './config/usage-error.ts';
import { VERSION } from './config/version.ts';
import { openTerminal } from './edge/open-terminal.ts';
import type { Terminal } from './edge/terminal.ts';

async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = words;
  if (words.includes('--help') || words.includes('-h') || command === 'help') {
    await terminal.print(renderHelp());
    return EXIT.passed;
  }
  if (command === '--version' || command === '-V') {
    await terminal.print(`${VERSION}\n`);
    return EXIT.passed;
  }
  if (command !== 'report') {
    throw new UsageError(
      command === undefined ? 'a command is missing: report' : `unknown command "${command}": use report`,
    );
  }
  return runReport(rest, terminal);
}

// Large reports make much short-lived garbage. A young generation that stays small halves the memory for it and costs
// no time; left alone it grows to dozens of megabytes because the machine has them.
setFlagsFromString('--semi-space-growth-factor=1');

const terminal = openTerminal(process);
try {
  process.exitCode = await main(process.argv.slice(2), terminal);
} catch (error) {
  if (error instanceof UsageError) {
    terminal.tell(`focus-stability: ${error.message}\nSee focus-stability --help\n`);
    process.exitCode = EXIT.usage;
  } else {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.tell(`focus-stability: internal error, please report it with this text:\n${detail}\n`);
    process.exitCode = EXIT.internal;
  }
}
