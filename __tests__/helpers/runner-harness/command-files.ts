/** The files through which a step talks to the runner: GITHUB_OUTPUT, GITHUB_STEP_SUMMARY and so on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = {
  GITHUB_OUTPUT: 'set_output',
  GITHUB_STATE: 'save_state',
  GITHUB_ENV: 'set_env',
  GITHUB_PATH: 'add_path',
  GITHUB_STEP_SUMMARY: 'step_summary',
} as const;

/** Over it the runner drops the whole summary: trap 11. */
export const SUMMARY_LIMIT = 1024 * 1024;

export type CommandFiles = Record<keyof typeof NAMES, string>;

/** Empty files in a folder that exists; the result goes into the environment. */
export function createCommandFiles(folder: string): CommandFiles {
  const paths = Object.entries(NAMES).map(([variable, name]) => {
    const path = join(folder, name);
    writeFileSync(path, '');
    return [variable, path];
  });
  return Object.fromEntries(paths) as CommandFiles;
}

export interface Written {
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  /** What the runner says about files it does not take. */
  readonly errors: readonly string[];
}

export function readCommandFiles(files: CommandFiles): Written {
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY);
  const tooLarge = summary.length > SUMMARY_LIMIT;
  const error = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.ceil(summary.length / 1024)}k`;
  const lines = readFileSync(files.GITHUB_PATH, 'utf8').split('\n');
  return {
    outputs: readPairs(files.GITHUB_OUTPUT),
    env: readPairs(files.GITHUB_ENV),
    state: readPairs(files.GITHUB_STATE),
    path: lines.filter((line) => line !== ''),
    summary: tooLarge ? '' : summary.toString(),
    errors: tooLarge ? [error] : [],
  };
}

/** `name=value` lines and `name<<END` blocks. */
function readPairs(path: string): Record<string, string> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const pairs = new Map<string, string>();
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const [, name, operator, rest = ''] = /^([^=<]+?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (name === undefined) throw new Error(`Invalid format '${line}' in ${path}`);
    if (operator === '=') {
      pairs.set(name, rest);
      continue;
    }
    const end = lines.indexOf(rest);
    if (end < 0) throw new Error(`Matching delimiter not found '${rest}' in ${path}`);
    pairs.set(
      name,
      lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n'),
    );
  }
  return Object.fromEntries(pairs);
}
