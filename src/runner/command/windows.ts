/**
 * Starting a command on Windows without a shell of the user's.
 *
 * `npx`, `npm` and `gradlew` are batch files there. CreateProcess hands those to cmd.exe, which reads the command line
 * again by its own rules, so that an argument such as `"&calc` would start a program (CVE-2024-27980); Node therefore
 * refuses to start them. The known safe way: call cmd.exe ourselves with `/d /s /c`, quote each argument for the
 * program's own parser (CommandLineToArgvW), and then put a caret before every character that means something to
 * cmd.exe, quotes included, so that cmd.exe never sees a quoted part and no character keeps its meaning. The small
 * scripts npm writes into `node_modules/.bin` pass their arguments through cmd.exe a second time: they need two rounds.
 * A line end cannot be escaped at all and is refused.
 */
import { accessSync } from 'node:fs';
import { win32 } from 'node:path';

export interface WindowsLaunch {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are already quoted. */
  readonly verbatim: boolean;
}

export interface ProgramSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly exists: (path: string) => boolean;
}

/** @throws Error when an argument cannot be passed to a batch file */
export function planWindowsLaunch(command: readonly string[], search: ProgramSearch): WindowsLaunch {
  const [program = '', ...args] = command;
  const file = resolveProgram(program, search) ?? program;
  if (!/\.(?:cmd|bat)$/i.test(file)) return { file, args, verbatim: false };
  if ([file, ...args].some((word) => /[\r\n\0]/.test(word)))
    throw new Error('an argument with a line end cannot be given to a batch file; ask for a shell');
  const rounds = /[\\/]node_modules[\\/]\.bin[\\/]/i.test(file) ? 2 : 1;
  const line = [escapeForCmd(win32.normalize(file), 1), ...args.map((word) => quoteForCmd(word, rounds))];
  const cmd = readVariable(search.environment, 'COMSPEC') ?? 'cmd.exe';
  return { file: cmd, args: ['/d', '/s', '/c', `"${line.join(' ')}"`], verbatim: true };
}

function quoteForCmd(word: string, rounds: number): string {
  // Backslashes count only before a quote: those are doubled, and the closing quote is one.
  const quoted = `"${word.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, '$1$1')}"`;
  return escapeForCmd(quoted, rounds);
}

function escapeForCmd(text: string, rounds: number): string {
  const escaped = text.replaceAll(/[()\][%!^"`<>&|;, *?]/g, '^$&');
  return rounds > 1 ? escapeForCmd(escaped, rounds - 1) : escaped;
}

/** The file a program name stands for by PATH and PATHEXT; null when there is none. */
export function resolveProgram(program: string, search: ProgramSearch): string | null {
  const { environment, cwd, exists } = search;
  const extensions = (readVariable(environment, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';');
  // A bare name without extension is never taken as it stands: npm puts a POSIX script beside each batch file.
  const endings = win32.extname(program) === '' ? extensions : ['', ...extensions];
  const folders = /[\\/]/.test(program)
    ? [cwd]
    : // Not the working directory: cmd.exe would look there first, and a checkout could bring its own `npx.cmd`.
      (readVariable(environment, 'PATH') ?? '').split(';').filter((folder) => folder !== '');
  for (const folder of folders)
    for (const ending of endings) {
      const path = win32.resolve(folder, program) + ending.toLowerCase();
      if (exists(path)) return path;
    }
  return null;
}

function readVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return Object.entries(environment).find(([key]) => key.toUpperCase() === name)?.[1];
}

export function fileExists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}
