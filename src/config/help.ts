/** The text of `--help`, made from the settings table, at most 80 columns wide. */
import { EXIT_CODES } from './exit-codes.ts';
import { REPORT_SETTINGS, RUN_ARTIFACT_SETTINGS, type Setting } from './settings.ts';

const WIDTH = 80;
const INDENT = 28;

export function renderHelp(): string {
  return [
    'focus-stability: finds flaky tests from repeated JUnit reports of one commit',
    '',
    'Usage: focus-stability report <paths, globs or directories...> [options]',
    '',
    'Reads the JUnit XML (.xml, .xml.gz) of several iterations of one commit and',
    'writes one stability report.',
    '',
    'Options:',
    ...REPORT_SETTINGS.map(renderSetting),
    ...RUN_ARTIFACT_SETTINGS.map(renderSetting),
    entry('  --help', 'Show this text'),
    entry('  --version', 'Show the version'),
    '',
    'Exit codes:',
    ...EXIT_CODES.map(({ code, meaning }) => entry(`  ${code}`, meaning, 6)),
    '',
    'Environment: NO_COLOR switches colours off.',
    '',
    'Example: focus-stability report test-results --expected-iterations 5',
    '',
  ].join('\n');
}

function renderSetting(setting: Setting): string {
  const value = setting.kind === 'flag' ? '' : ` <${setting.value ?? setting.kind}>`;
  const choices = setting.choices === undefined ? '' : `: ${setting.choices.join(', ')}`;
  const standard = setting.default === null ? '' : ` [${setting.default}]`;
  return entry(`  --${setting.name}${value}`, `${setting.help}${choices}${standard}`);
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
