/** The parts of README.md that are made from the source. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT_CODES } from '../src/config/exit-codes.ts';
import { REPORT_SETTINGS, type Setting } from '../src/config/settings.ts';

const ROOT = join(import.meta.dirname, '..');

const PARTS: Readonly<Record<string, () => string>> = {
  'sample-summary': printSample,
  settings: () => table(['Option', 'What it does', 'Default'], REPORT_SETTINGS.map(describeSetting)),
  'exit-codes': () =>
    table(
      ['Code', 'Meaning'],
      EXIT_CODES.map(({ code, meaning }) => [String(code), meaning]),
    ),
};

/** `text` with everything between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew. */
export function fillIn(text: string): string {
  return Object.entries(PARTS).reduce((filled, [name, make]) => {
    const pattern = new RegExp(`(<!-- begin ${name} -->\n)[\\s\\S]*?(<!-- end ${name} -->)`);
    if (!pattern.test(filled)) throw new Error(`README.md has no place for the generated part "${name}"`);
    return filled.replace(pattern, (_, begin: string, end: string) => `${begin}\n${make()}\n\n${end}`);
  }, text);
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
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
  rmSync(output, { recursive: true });
  if (status !== 0) throw new Error(`the sample report failed: ${stderr}`);
  return ['```text', stdout.replaceAll(`${output}/`, 'stability-report/').trimEnd(), '```'].join('\n');
}

function describeSetting(setting: Setting): string[] {
  const value = setting.kind === 'flag' ? '' : ` <${setting.value ?? setting.kind}>`;
  const choices =
    setting.choices === undefined ? '' : `: ${setting.choices.map((choice) => `\`${choice}\``).join(', ')}`;
  return [
    `\`--${setting.name}${value}\``,
    `${setting.help}${choices}`,
    setting.default === null ? '' : `\`${setting.default}\``,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
