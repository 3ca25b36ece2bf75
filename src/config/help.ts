/** The text of `--help`, made from the settings table, at most 80 columns wide. */
import { EXIT_CODES, REPORT_EXIT_CODES, SERVE_EXIT_CODES } from './exit-codes.ts';
import { RUN_SETTINGS } from './run-settings.ts';
import { SERVE_SETTINGS } from './serve-config.ts';
import { REPORT_COMMAND_SETTINGS, wordsOf, type Setting } from './settings.ts';

const WIDTH = 80;
const INDENT = 28;

interface CommandHelp {
  readonly name: string;
  readonly usage: string;
  /** Lines of at most 78 columns: the overview indents them. */
  readonly about: readonly string[];
  readonly settings: readonly Setting[];
  readonly exitCodes: readonly { readonly code: number; readonly meaning: string }[];
  readonly example: string;
}

const COMMANDS: readonly CommandHelp[] = [
  {
    name: 'report',
    usage: 'report <paths, globs or directories...> [options]',
    about: [
      'Reads the JUnit XML (.xml, .xml.gz) of several iterations of one commit and',
      'writes one stability report.',
    ],
    settings: REPORT_COMMAND_SETTINGS,
    exitCodes: REPORT_EXIT_CODES,
    example: 'report test-results --expected-iterations 5',
  },
  {
    name: 'run',
    usage: 'run [options] -- <command...>',
    about: [
      'Runs a test command several times, keeps every report and how each iteration',
      'ended, and writes the stability report. In the words of the command,',
      '{iteration}, {iterations}, {junit}, {seed} and {out} are replaced.',
    ],
    settings: RUN_SETTINGS,
    exitCodes: EXIT_CODES,
    example: 'run --iterations 5 -- pytest tests --junit-xml={junit}',
  },
  {
    name: 'serve',
    usage: 'serve [options]',
    about: [
      'Starts a reference Focus Server: HTTP, gRPC streams, a MongoDB catalogue and',
      'the Kubernetes objects of its jobs, in one process, until Ctrl-C.',
    ],
    settings: SERVE_SETTINGS,
    exitCodes: SERVE_EXIT_CODES,
    example: 'serve --port 5000',
  },
];

/** `command`: null for the overview. */
export function renderHelp(command: string | null): string {
  const chosen = COMMANDS.find(({ name }) => name === command);
  return [
    'focus-stability: finds flaky tests from repeated JUnit reports of one commit',
    '',
    ...(chosen === undefined ? renderOverview() : renderCommand(chosen)),
    'Exit codes:',
    ...(chosen?.exitCodes ?? EXIT_CODES).map(({ code, meaning }) => entry(`  ${code}`, meaning, 6)),
    '',
    'Environment: NO_COLOR switches colours off.',
    '',
    ...COMMANDS.filter((one) => chosen === undefined || one === chosen).map(
      ({ example }) => `Example: focus-stability ${example}`,
    ),
    '',
  ].join('\n');
}

function renderOverview(): string[] {
  return [
    'Usage:',
    ...COMMANDS.map(({ usage }) => `  focus-stability ${usage}`),
    '',
    ...COMMANDS.map(({ name, about }) => `${name}:\n  ${about.join('\n  ')}\n`),
    entry('  --help', 'Show this text; with a command, its options'),
    entry('  --version', 'Show the version'),
    '',
  ];
}

function renderCommand({ usage, about, settings }: CommandHelp): string[] {
  return [
    `Usage: focus-stability ${usage}`,
    '',
    ...about,
    '',
    'Options:',
    ...settings.map(renderSetting),
    entry('  --help', 'Show this text'),
    '',
  ];
}

function renderSetting(setting: Setting): string {
  const value = setting.kind === 'flag' ? '' : ` <${setting.value ?? setting.kind}>`;
  const words = wordsOf(setting);
  const choices = words.length === 0 ? '' : `: ${words.join(', ')}`;
  const more = setting.terminalHelp === undefined ? '' : `; ${setting.terminalHelp}`;
  const standard = setting.default === null ? '' : ` [${setting.default}]`;
  const names = [setting.name, setting.alias].filter((name) => name !== undefined);
  return entry(
    `  ${names.map((name) => `--${name}`).join(', ')}${value}`,
    `${setting.help}${choices}${more}${standard}`,
  );
}

/** A term and its explanation, wrapped behind a hanging indent. */
function entry(term: string, text: string, indent = INDENT): string {
  const lines: string[] = [];
  let line = term.length < indent ? term.padEnd(indent) : `${term}\n${' '.repeat(indent)}`;
  let width = indent;
  for (const word of text.split(' ')) {
    if (width > indent && width + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(indent);
      width = indent;
    }
    line += width === indent ? word : ` ${word}`;
    width += word.length + (width === indent ? 0 : 1);
  }
  return [...lines, line].join('\n');
}
