/** Files that a person names: an earlier report, an order, variables. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { errorText } from '../kit/error-text.ts';
import { mistake, setting, UsageError } from '../kit/usage-error.ts';

/** Text of the file that a setting names; `path` may be relative to `cwd`. Throws UsageError that names both. */
export async function readNamedFile(name: string, path: string, cwd: string): Promise<string> {
  return readFile(resolve(cwd, path), 'utf8').catch((error: unknown) => {
    const reason = errorText(error);
    throw new UsageError(mistake`${setting(name, path)}: ${reason}`, { cause: error });
  });
}

export interface VariableSource {
  /** NAME=value lines; null for none. */
  readonly envFile: string | null;
  /** Absolute: where its path starts. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The variables of a command: its environment, and what `--env-file` or `--variables` says.
 * The environment goes before the file, so that one run can differ; empty values count as not set.
 * Throws UsageError.
 */
export function readVariables({ envFile, cwd, environment }: VariableSource): Record<string, string> {
  const fromFile = envFile === null ? {} : parseFile(envFile, cwd);
  const isSet = (entry: [string, string | undefined]): entry is [string, string] => Boolean(entry[1]);
  return Object.fromEntries([...Object.entries(fromFile), ...Object.entries(environment)].filter(isSet));
}

function parseFile(envFile: string, cwd: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(resolve(cwd, envFile), 'utf8'));
  } catch (error) {
    const reason = errorText(error);
    throw new UsageError(mistake`${setting('env-file', envFile)}: ${reason}`, { cause: error });
  }
}
