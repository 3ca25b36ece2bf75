/** The variables of a command: its environment, and before it what `--env-file` or `--variables` says. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { UsageError } from '../config/usage-error.ts';

export interface VariableSource {
  /** NAME=value lines; null for none. */
  readonly envFile: string | null;
  /** Absolute: where its path starts. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The environment goes before the file, so that one run can differ; empty values count as not set. Throws UsageError. */
export function readVariables({ envFile, cwd, environment }: VariableSource): Record<string, string> {
  const fromFile = envFile === null ? {} : parseFile(envFile, cwd);
  const isSet = (entry: [string, string | undefined]): entry is [string, string] => Boolean(entry[1]);
  return Object.fromEntries([...Object.entries(fromFile), ...Object.entries(environment)].filter(isSet));
}

function parseFile(envFile: string, cwd: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(resolve(cwd, envFile), 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the variables of ${envFile} cannot be read: ${reason}`, { cause: error });
  }
}
