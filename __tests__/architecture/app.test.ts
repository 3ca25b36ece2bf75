import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderHelp } from '../../src/config/help.ts';
import { RUN_SETTINGS } from '../../src/config/run-settings.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src');
const read = (path: string): string => readFileSync(join(SRC, path), 'utf8');

const listFiles = (folder: string): string[] =>
  readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));

const FILES = listFiles('app');

/** What stands for itself and what is loaded later, by the names of the files. */
function namesIn(path: string, pattern: RegExp): string[] {
  return [...read(path).matchAll(pattern)].map(([, name = '']) => name);
}

describe('src/app/', () => {
  it('composes: no file is longer than 80 lines or has more than 12 imports', () => {
    const large = FILES.map((path) => {
      const text = read(`app/${path}`);
      const lines = text.trimEnd().split('\n').length;
      return { path, lines, imports: text.match(/^(?:import\b|export\b[^;(]*?\bfrom\b)/gm)?.length ?? 0 };
    }).filter(({ lines, imports }) => lines > 80 || imports > 12);
    expect(large).toEqual([]);
  });

  it('is a table of contents: a file for each command, and folders for their steps', () => {
    const doors = ['cli.ts', 'action.ts'].flatMap((door) => namesIn(door, /'\.\/app\/([^']+)\.ts'/g));
    const modes = namesIn('app/run.ts', /import\('\.\/([^'/]+)\.ts'\)/g);
    const direct = FILES.filter((path) => !path.includes('/')).map((path) => path.replace(/\.ts$/, ''));
    expect([...direct].sort()).toEqual([...doors, ...modes].sort());
    const overview = renderHelp(null);
    const commands = doors.filter((name) => name !== 'action');
    expect(commands.filter((name) => renderHelp(name) === overview)).toEqual([]);
    expect(overview.match(/^ {2}focus-stability /gm)).toHaveLength(commands.length);
    const isSetting = (mode: string): boolean =>
      RUN_SETTINGS.some(({ name }) => name === mode || name.startsWith(`${mode}-`));
    expect(modes.filter((mode) => !isSetting(mode))).toEqual([]);
  });
});

describe('the code that the process ends with', () => {
  const ALL = listFiles('.');
  const filesWith = (pattern: RegExp): string[] => ALL.filter((path) => pattern.test(read(path))).sort();

  it('is chosen in one place', () => {
    expect(filesWith(/\bEXIT\b/)).toEqual(['config/exit-codes.ts', 'edge/decide-exit.ts']);
    expect(filesWith(/\bdecideExit\(/)).toEqual([
      'action.ts',
      'cli.ts',
      'edge/decide-exit.ts',
      'edge/interrupts.ts',
    ]);
  });

  it('is set at the doors and by a person who stops the program, and by the program for one suite', () => {
    expect(filesWith(/\b(?:process|host)\.exit(?:Code)?\b(?! \?\?)/)).toEqual([
      'action.ts',
      'cli.ts',
      'edge/interrupts.ts',
      'suite-worker.ts',
    ]);
  });
});
