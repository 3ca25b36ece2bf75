/**
 * Proves the bundled suites: runs them against every defect of the reference server and writes docs/DEFECTS.md, the
 * table of what turns red. `node scripts/prove-suites.ts` takes about twenty minutes; with names of defects, their rows
 * alone are written anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { DEFECTS } from '../src/focus-server/index.ts';
import { ABOUT_LIFETIMES, isRed, ROOT, runBundled } from './proof/run-bundled.ts';

const MOST_NAMED = 3;
/** These answer the same to everything: whatever claims to check the server must notice, what takes long too. */
const STUBS = new Set(['always-400', 'always-200']);
const EVERYTHING = [[]] as const;
/** With lifetimes as short as theirs all other tests would be about something else. */
const LIFETIMES = [['lifetimes']] as const;

/** Tags: what takes long is asked only where nothing quick noticed. */
const ROUNDS = [
  ['!nightly', '!load', '!performance'],
  ['load', 'performance', '!nightly'],
  ['nightly'],
] as const;

function chooseRounds(name: string): readonly (readonly string[])[] {
  if (STUBS.has(name)) return EVERYTHING;
  return ABOUT_LIFETIMES.has(name) ? LIFETIMES : ROUNDS;
}

interface Proof {
  readonly name: string;
  readonly title: string;
  /** Tests that ran. */
  readonly ran: number;
  /** Ids of those that turned red, in the order of the suites. */
  readonly red: readonly string[];
  /** Ids of those that stayed green. */
  readonly green: readonly string[];
}

async function prove({ name, title }: { readonly name: string; readonly title: string }): Promise<Proof> {
  for (const tags of chooseRounds(name)) {
    const results = await runBundled({ defects: [name], tags, only: [] });
    const red = results.filter(isRed).map(({ id }) => id);
    const green = results.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
    if (red.length > 0) return { name, title, ran: red.length + green.length, red: red.sort(), green };
  }
  return { name, title, ran: 0, red: [], green: [] };
}

function renderRow({ name, title, ran, red }: Proof): string {
  const named = red.slice(0, MOST_NAMED).map((id) => `\`${id}\``);
  const rest = red.length - named.length;
  const cells = [
    `\`${name}\``,
    title,
    `${red.length} of ${ran}`,
    `${named.join('<br>')}${rest > 0 ? `<br>and ${rest} more` : ''}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** By the name of their defect. */
function readRows(text: string): ReadonlyMap<string, string> {
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(rows.map((row) => [row.split('`')[1] ?? '', row]));
}

function render(rows: readonly string[]): string {
  return [
    '# What the bundled suites notice',
    '',
    'Made by `node scripts/prove-suites.ts`: every defect that the reference server can be given (`serve --list-defects`), and the tests that turn red with it. A test of the project runs the first test of every row again.',
    '',
    '| Defect | What is wrong | Red | Tests |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const wanted = process.argv.slice(2);
const path = join(ROOT, 'docs', 'DEFECTS.md');
const rows = new Map(readRows(readFileSync(path, 'utf8')));
for (const defect of DEFECTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const proof = await prove(defect);
  rows.set(proof.name, renderRow(proof));
  const note = STUBS.has(proof.name) && proof.green.length > 0 ? `; GREEN: ${proof.green.join(', ')}` : '';
  console.log(`${proof.name}: ${proof.red.length} of ${proof.ran} red${note}`);
  if (proof.red.length === 0 || note !== '') process.exitCode = 1;
}
const table = render(DEFECTS.flatMap(({ name }) => rows.get(name) ?? []));
writeFileSync(path, await format(table, { ...(await resolveConfig(path)), parser: 'markdown' }));
