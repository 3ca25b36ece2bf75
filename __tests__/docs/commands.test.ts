import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitWords } from '../../src/kit/shell-words.ts';
import { makeFolder } from '../helpers/folder.ts';
import { nightOf } from '../helpers/night.ts';
import { runCli } from '../helpers/run-cli.ts';
import { DOCUMENTS, listCommands, readDocument, ROOT } from './documents.ts';

/** CONTRIBUTING has a test of its own. */
const COMMANDS = DOCUMENTS.filter((path) => path !== '.github/CONTRIBUTING.md').flatMap((path) =>
  listCommands(readDocument(path)).map((command) => ({ path, command })),
);

/** Both are our command line: from a clone, and installed. */
const OURS = /^(?:node dist\/cli\.js|focus-stability) /;

describe('what documents tell to type', () => {
  const ours = COMMANDS.filter(({ command }) => OURS.test(command));

  it.each(ours.map(({ path, command }) => [path, command] as const))('%s: %s', async (_, command) => {
    const cwd = makeWorkspace();
    const { code, stderr } = await runCli(onlyPlan(splitWords(command.replace(OURS, '')) ?? []), cwd);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('is our own command line, a script of npm, or a file that there is', () => {
    const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: Record<string, string> };
    const others = COMMANDS.filter(({ command }) => !OURS.test(command)).flatMap(({ path, command }) =>
      command.split(' && ').map((part) => ({ path, part })),
    );
    const known = ({ part }: { readonly part: string }): boolean => {
      if (part === 'npm ci') return true;
      const [, script] = /^npm (?:run )?(\w[\w:]*)$/.exec(part) ?? [];
      const [, file] = /^npx node ([\w./-]+)/.exec(part) ?? [];
      return script === undefined ? file !== undefined && existsSync(join(ROOT, file)) : script in scripts;
    };
    expect(others.length).toBeGreaterThan(8);
    expect(others.filter((other) => !known(other))).toEqual([]);
  });

  it('of the README is the report on the sample, and the two of a fresh clone', () => {
    expect(listCommands(readDocument('README.md'))).toEqual([
      'node dist/cli.js report sample-reports/five-iterations --fail-on none',
      'npm ci && npm start',
      'npm ci && npm test',
    ]);
  });
});

/** Everything that the commands speak of. */
function makeWorkspace(): string {
  const cwd = makeFolder({
    ...Object.fromEntries(
      nightOf({ a: 'PPPPP', b: 'PPPPP' }).flatMap(({ iteration, content }) => [
        [`test-results/results-${iteration}.xml`, content],
        [`results-${iteration}.xml`, content],
      ]),
    ),
    'focus-stability.yml': 'environments:\n  staging:\n    base-url: https://focus.example.test\n',
  });
  const copies = [
    ['sample-reports/five-iterations', 'sample-reports/five-iterations'],
    ['examples/focus-server/own.suite.ts', 'own.suite.ts'],
    ['examples/focus-server/own.suite.ts', 'checks/own.suite.ts'],
  ] as const;
  for (const [from, to] of copies) cpSync(join(ROOT, from), join(cwd, to), { recursive: true });
  return cwd;
}

/** What would run minutes, or needs a tool, is planned: a wrong option, suite, tag or environment ends that as well. */
function onlyPlan(words: readonly string[]): string[] {
  if (words[0] !== 'run' || words.includes('--help') || words.includes('--dry-run')) return [...words];
  return words.includes('--suite') ? [...words, '--list'] : ['run', '--dry-run', ...words.slice(1)];
}
