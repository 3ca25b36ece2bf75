import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillIn } from '../../scripts/generated-docs.ts';
import { makeFolder } from '../helpers/folder.ts';
import { nightOf } from '../helpers/night.ts';
import { runCli } from '../helpers/run-cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const DOCUMENTS = [
  'README.md',
  'src/ARCHITECTURE.md',
  'docs/SCORING.md',
  'docs/SUITES.md',
  'docs/DEFECTS.md',
  '.github/CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
];

/** Lines of all `sh` blocks. */
function listCommands(): string[] {
  return [...README.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  );
}

/** Words as a shell splits them; the README uses double quotes only. */
function splitWords(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describe('the commands of the README', () => {
  const direct = listCommands().filter((command) => command.startsWith('node dist/cli.js '));
  const scripts = listCommands().filter((command) => !direct.includes(command));

  it.each(direct)('%s', async (command) => {
    const night = nightOf({ a: 'PPPPP', b: 'PPPPP' });
    const cwd = makeFolder(
      Object.fromEntries(
        night.flatMap(({ iteration, content }) => [
          [`test-results/results-${iteration}.xml`, content],
          [`results-${iteration}.xml`, content],
        ]),
      ),
    );
    cpSync(join(ROOT, 'sample-reports', 'five-iterations'), join(cwd, 'sample-reports', 'five-iterations'), {
      recursive: true,
    });
    const { code, stderr } = await runCli(splitWords(command).slice(2), cwd);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('are the two of the fresh clone besides', () => {
    expect(scripts).toEqual(['npm ci && npm start', 'npm ci && npm test']);
    const { scripts: known } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(Object.keys(known)).toEqual(expect.arrayContaining(['start', 'test']));
  });
});

describe('the documents', () => {
  it('have up to date generated parts', () => {
    const squeeze = (text: string): string => text.replace(/[ -]+/g, ' ');
    expect(squeeze(fillIn(README)).replace(/\n\n+/g, '\n')).toBe(squeeze(README).replace(/\n\n+/g, '\n'));
  });

  it.each(DOCUMENTS)('%s links only to what exists', (path) => {
    const text = readFileSync(join(ROOT, path), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
    const missing = links.filter(
      (target) => !/^https?:/.test(target) && !existsSync(join(ROOT, dirname(path), target)),
    );
    expect(missing).toEqual([]);
  });
});
