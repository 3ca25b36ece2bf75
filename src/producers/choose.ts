/** Which preset a command is for. */
import { suggest } from '../kit/did-you-mean.ts';
import { mistake, quote, setting, UsageError } from '../kit/usage-error.ts';
import { PRESETS } from './list.ts';
import type { Preset } from './preset.ts';

/** @throws UsageError for a name that no preset has */
export function choosePreset(command: readonly string[], name: string): Preset | null {
  if (name === 'none') return null;
  if (name === 'auto') {
    const words = stripLaunchers(command);
    return PRESETS.find((preset) => preset.detects(words)) ?? null;
  }
  const preset = PRESETS.find((candidate) => candidate.name === name);
  if (preset !== undefined) return preset;
  const known = ['auto', 'none', ...PRESETS.map((one) => one.name)];
  throw new UsageError(
    mistake`${setting('preset')} must be one of ${known.join(', ')}, not ${quote(name)}${suggest(name, known)}`,
  );
}

/** Programs that start the program named after them, by the words that may stand between. */
const LAUNCHERS = new Map<string, readonly string[]>([
  ['npx', []],
  ['bunx', []],
  ['npm', ['exec', '--']],
  ['pnpm', ['exec', 'dlx']],
  ['yarn', ['exec', 'run']],
  ['uv', ['run']],
  ['poetry', ['run']],
  ['pipenv', ['run']],
  ['pdm', ['run']],
  ['hatch', ['run']],
  ['coverage', ['run', '-m']],
  ['python', ['-m']],
  ['python3', ['-m']],
  ['py', ['-m']],
  ['xvfb-run', []],
  ['nice', []],
  ['time', []],
  ['env', []],
]);

/** Also removes options of launchers, folders, and extensions such as `.cmd`; `a/b/pytest.exe x` becomes `pytest x`. */
export function stripLaunchers(command: readonly string[]): readonly string[] {
  const [program = '', ...rest] = command;
  const name = bareName(program);
  const between = LAUNCHERS.get(name) ?? (/^python\d(?:\.\d+)?$/.test(name) ? ['-m'] : undefined);
  if (between === undefined) return [name, ...rest];
  const module = between.includes('-m') ? rest.indexOf('-m') : -1;
  if (module >= 0) return stripLaunchers(rest.slice(module + 1));
  const next = rest.findIndex(
    (word) => !between.includes(word) && !word.startsWith('-') && !/^\w+=/.test(word),
  );
  return next < 0 ? [name, ...rest] : stripLaunchers(rest.slice(next));
}

function bareName(program: string): string {
  const name = program.split(/[\\/]/).at(-1) ?? program;
  return name.replace(/\.(?:exe|cmd|bat|com|m?js|cjs)$/i, '').toLowerCase();
}
