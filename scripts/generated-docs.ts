/** The parts of documents that are made from the source. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PERMISSIONS } from '../src/github/perform/ports.ts';
import { OUTPUTS } from '../src/publish/outputs.ts';
import { helpOfInput, listChoices } from './action-yml.ts';
import { EXIT_CODES } from '../src/config/exit-codes.ts';
import { ACTION_SETTINGS } from '../src/config/action-config.ts';
import { RUN_SETTINGS } from '../src/config/run-settings.ts';
import { BUNDLED, FIGURES, type Figure } from '../src/focus-server/index.ts';
import { SERVE_SETTINGS } from '../src/config/serve-config.ts';
import { inputDefaultOf, REPORT_COMMAND_SETTINGS, type Setting } from '../src/config/settings.ts';

/** Words for the permissions that effects need; a test of the types sees to it that none is forgotten. */
const PERMISSION_WORDS: Readonly<Record<string, readonly [purpose: string, loss: string]>> = {
  'pull-requests: write': ['the comment on the pull request', 'the comment'],
  'issues: write': ['issues and the alert', 'issues, the incident issue and the alert issue'],
  'checks: write': ['the check run (`check-run: on`)', 'the check run'],
};

const PERMISSION_ROWS = [
  [
    '`contents: read`',
    'checking out the repository for annotations and CODEOWNERS',
    'annotations and owners',
  ],
  ['`actions: read`', 'artifacts of another run (`run-id`, `workflow_run`)', 'the evidence of that run'],
  ...[...new Set(Object.values(PERMISSIONS))].flatMap((permission) => {
    if (permission === null) return [];
    const words = PERMISSION_WORDS[permission];
    if (words === undefined) throw new Error(`no words for the permission "${permission}"`);
    return [[`\`${permission}\``, ...words]];
  }),
];

/** Those of the report are in a table of their own. */
const isOfRunOnly = ({ name }: Setting): boolean =>
  !REPORT_COMMAND_SETTINGS.some((setting) => setting.name === name);

const SUITES = await Promise.all([...BUNDLED].map(async ([name, load]) => ({ name, suite: await load() })));

const ROOT = join(import.meta.dirname, '..');

/** What makes each part. */
export const PARTS: Readonly<Record<string, () => string>> = {
  'sample-summary': printSample,
  settings: () => table(['Option', 'What it does', 'Default'], REPORT_COMMAND_SETTINGS.map(describeSetting)),
  'run-settings': () =>
    table(['Option', 'What it does', 'Default'], RUN_SETTINGS.filter(isOfRunOnly).map(describeSetting)),
  'serve-settings': () => table(['Option', 'What it does', 'Default'], SERVE_SETTINGS.map(describeSetting)),
  suites: () => table(['Suite', 'Tests', 'Nightly', 'What it checks'], listSuites()),
  figures: () => table(['Name', 'Suite', 'Meaning', 'Default', 'At most'], listFigures()),
  inputs: () => table(['Input', 'What it does', 'Default'], ACTION_SETTINGS.map(describeInput)),
  outputs: () =>
    table(
      ['Output', 'What it holds'],
      OUTPUTS.map(({ name, description }) => [`\`${name}\``, description]),
    ),
  permissions: () => table(['Permission', 'What it is for', 'Without it you lose'], PERMISSION_ROWS),
  'exit-codes': () =>
    table(
      ['Code', 'Meaning'],
      EXIT_CODES.map(({ code, meaning }) => [String(code), meaning]),
    ),
};

const MARKED = /(<!-- begin ([\w-]+) -->\n)[\s\S]*?(<!-- end \2 -->)/g;

/** Names of the generated parts that a document has. */
export function listParts(text: string): string[] {
  return [...text.matchAll(MARKED)].map(([, , name = '']) => name);
}

/** `text` of a document, with everything between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew. */
export function fillIn(text: string): string {
  return listParts(text).reduce((filled, name) => {
    const make = PARTS[name];
    if (make === undefined) throw new Error(`no generated part is called "${name}"`);
    const place = new RegExp(`(<!-- begin ${name} -->\n)[\\s\\S]*?(<!-- end ${name} -->)`);
    return filled.replace(place, (_, begin: string, end: string) => `${begin}\n${make()}\n\n${end}`);
  }, text);
}

/** Every bundled suite with its tests. */
function listSuites(): string[][] {
  return SUITES.map(({ name, suite: { title, tests } }) => {
    const nightly = tests.filter(({ tags }) => tags.includes('nightly')).length;
    return [`\`${name}\``, String(tests.length - nightly), String(nightly), title];
  });
}

function listFigures(): string[][] {
  return Object.entries<Figure>(FIGURES).map(([name, { suite, meaning, standard, standardText, most }]) => [
    `\`${name}\``,
    suite,
    meaning,
    standardText ?? String(standard),
    String(most),
  ]);
}

/** What the README's main command prints. */
function printSample(): string {
  const output = mkdtempSync(join(tmpdir(), 'focus-stability-'));
  const words = [
    join(ROOT, 'dist', 'cli.js'),
    'report',
    'sample-reports/five-iterations',
    '--fail-on',
    'none',
    '--output-dir',
    output,
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, {
    cwd: ROOT,
    encoding: 'utf8',
    // As in a pipe, whatever the caller's own terminal is.
    env: { ...process.env, NO_COLOR: '1' },
  });
  rmSync(output, { recursive: true });
  if (status !== 0) throw new Error(`the sample report failed: ${stderr}`);
  return ['```text', stdout.replaceAll(`${output}/`, 'stability-report/').trimEnd(), '```'].join('\n');
}

function describeSetting(setting: Setting): string[] {
  const value = setting.kind === 'flag' ? '' : ` <${setting.value ?? setting.kind}>`;
  const names = [setting.name, setting.alias].filter((name) => name !== undefined);
  const more = setting.terminalHelp === undefined ? '' : `; ${setting.terminalHelp}`;
  return [
    names.map((name) => `\`--${name}${value}\``).join(', '),
    `${setting.help}${listChoices(setting)}${more}`,
    setting.default === null ? '' : `\`${setting.default}\``,
  ];
}

function describeInput(setting: Setting): string[] {
  const standard = inputDefaultOf(setting);
  return [
    `\`${setting.name}\``,
    `${helpOfInput(setting)}${listChoices(setting)}`,
    standard === '' ? '' : `\`${standard}\``,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
