/**
 * The places in a command that are filled anew for every iteration, and where a shell would take apart what is put there:
 * a path with a blank would fall apart, one with `$` would become another.
 */
import { join } from 'node:path';
import { mistake, setting, UsageError } from '../../kit/usage-error.ts';
import { iterationFolder, JUNIT_NAME } from '../workspace/iteration-folder.ts';

export interface PlaceholderValues {
  readonly iteration: string;
  readonly iterations: string;
  readonly junit: string;
  readonly seed: string;
  readonly out: string;
}

/** Replaces `{iteration}` and its kin in one pass: a value is never read again. Other braces stay. */
export function fillPlaceholders(word: string, values: PlaceholderValues): string {
  return word.replaceAll(
    /\{(iteration|iterations|junit|seed|out)\}/g,
    (_, name: keyof PlaceholderValues) => values[name],
  );
}

export interface UnsafePlace {
  /** `{junit}` or `{out}`. */
  readonly placeholder: string;
  readonly value: string;
  /** Whether double quotes around it would help. */
  readonly isQuotable: boolean;
}

type Values = Readonly<Record<'junit' | 'out', string>>;

/** `out`: absolute folder of the run. Throws UsageError when a path of ours would not reach the command as it is. */
export function checkShellLine(command: readonly string[], out: string, platform: NodeJS.Platform): void {
  const folder = iterationFolder(out, 1);
  const values = { out: folder, junit: join(folder, JUNIT_NAME) };
  const unsafe = findUnsafePlace(command.join(' '), values, platform);
  if (unsafe === null) return;
  const { placeholder, value, isQuotable } = unsafe;
  const advice = isQuotable
    ? `write it in double quotes, "${placeholder}"`
    : mistake`name an ${setting('out')} without blanks and other characters that mean something to a shell`;
  throw new UsageError(
    mistake`${setting('shell')}: ${placeholder} stands for ${value}, which the shell would not take as one word; ${advice}`,
  );
}

/** What means nothing to the shell, by the quotes around it. */
const POSIX = { none: /^[\p{L}\p{N}_@%+=:,./-]*$/u, "'": /^[^'\n]*$/, '"': /^[^"$`\\\n]*$/ } as const;
const WINDOWS = { none: /^[\p{L}\p{N}_@+:./\\-]*$/u, "'": /^$/, '"': /^[^"%\n]*$/ } as const;

/** The first placeholder whose value the shell would not take as one word; null when there is none. */
export function findUnsafePlace(line: string, values: Values, platform: NodeJS.Platform): UnsafePlace | null {
  const isWindows = platform === 'win32';
  const safe = isWindows ? WINDOWS : POSIX;
  for (const { placeholder, name, quote } of isWindows
    ? listPlaces(line, WINDOWS_TOKEN)
    : listPlaces(line, POSIX_TOKEN))
    if (!safe[quote].test(values[name]))
      return {
        placeholder,
        value: values[name],
        isQuotable: quote === 'none' && safe['"'].test(values[name]),
      };
  return null;
}

interface Place {
  readonly placeholder: string;
  readonly name: keyof Values;
  readonly quote: keyof typeof POSIX;
}

/** An escaped character, a quote, the start of a command within the line, or a placeholder. */
const POSIX_TOKEN = /\\.|["'`]|\$\(|\{(junit|out)\}/gs;
const WINDOWS_TOKEN = /\^.|"|\{(junit|out)\}/gs;

function listPlaces(line: string, token: RegExp): readonly Place[] {
  const places: Place[] = [];
  let quote: Place['quote'] = 'none';
  // Within a command in the line the quotes around it count no more: too much for us, so nothing counts as quoted.
  let isNested = false;
  for (const [text, name] of line.matchAll(token)) {
    if (name !== undefined)
      places.push({ placeholder: text, name: name as keyof Values, quote: isNested ? 'none' : quote });
    else if (text === quote) quote = 'none';
    else if (quote !== "'" && (text === '`' || text === '$(')) isNested = true;
    else if (quote === 'none' && (text === '"' || text === "'")) quote = text;
  }
  return places;
}
