/** Brings a neighbour into its folder, or says why it cannot and what would. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripAnsi } from '../../src/kit/ansi.ts';
import { quoteWords } from '../../src/kit/shell-words.ts';
import { hasApt, installPackages, writeInstall } from '../neighbours/apt.ts';
import type { WideNeighbour } from '../neighbours/wide.ts';

export type Installed =
  | { readonly version: string }
  | {
      /** In one line. */
      readonly reason: string;
      /** A line of shell that makes it available, or shows all of what is wrong. */
      readonly command: string;
    };

/** For one command: what takes longer is not to be had on this machine. */
const LIMIT_MINUTES = 20;

export function install(neighbour: WideNeighbour, folder: string): Installed {
  const { packages, probe } = neighbour;
  if (!succeeds(probe) && !(hasApt() && installPackages(packages) && succeeds(probe))) {
    const fault = hasApt()
      ? `fails with ${packages.join(' ')} installed`
      : 'fails, and this machine has no apt-get';
    return { reason: `${quoteWords(probe)} ${fault}`, command: quoteWords(writeInstall(packages)) };
  }
  const commands = fill(neighbour, folder);
  // What was installed is only what these commands would install; what was left half done has no mark.
  const mark = `${folder}.ready`;
  const recipe = JSON.stringify(commands.install);
  const present = existsSync(mark) && readFileSync(mark, 'utf8') === recipe;
  if (!present) {
    rmSync(mark, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true });
  if (!present || neighbour.newest === true)
    for (const words of commands.install) {
      const { fault } = run(words, commands.environment);
      if (fault !== null) return { reason: fault, command: writeLine(words, commands.environment) };
    }
  writeFileSync(mark, recipe);
  return readVersion(commands);
}

/** `{folder}` filled in, everywhere. */
export function fill(neighbour: WideNeighbour, folder: string) {
  const put = (word: string): string => word.replaceAll('{folder}', folder);
  const environment = Object.entries(neighbour.environment ?? {}).map(([name, value]) => [name, put(value)]);
  return {
    install: neighbour.install.map((words) => words.map(put)),
    version: neighbour.version.map((words) => words.map(put)),
    environment: Object.fromEntries(environment) as Record<string, string>,
  };
}

function readVersion({ version, environment }: ReturnType<typeof fill>): Installed {
  const lines: string[] = [];
  for (const words of version) {
    const { fault, last } = run(words, environment);
    if (fault !== null) return { reason: fault, command: writeLine(words, environment) };
    lines.push(last);
  }
  return { version: lines.join(', ') };
}

function succeeds([program = '', ...words]: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

function run(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const [program = '', ...rest] = words;
  const { status, error, stdout, stderr } = spawnSync(program, rest, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    timeout: LIMIT_MINUTES * 60_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  });
  if (status === 0) return { fault: null, last: lastLine(stdout) };
  const why = error === undefined ? lastLine(`${stdout}\n${stderr}`) : error.message;
  return { fault: `${program} failed: ${why}`, last: '' };
}

const lastLine = (text: string): string => stripAnsi(text).trim().split('\n').at(-1)?.trim() ?? '';

function writeLine(words: readonly string[], environment: Readonly<Record<string, string>>): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoteWords([value])} `);
  return variables.join('') + quoteWords(words);
}
