/** Where in the checkout a test is, as far as the report tells. */
import type { TestReport } from '../model/stability-report.ts';

export interface Place {
  /** Relative to the root of the checkout, forward slashes; the file exists. */
  readonly path: string;
  /** From 1; null when unknown. */
  readonly line: number | null;
}

/** Whether a file exists in the checkout. Only asked for relative paths without `..`. */
export type FileExists = (path: string) => boolean;

const MOST_TEXT = 20_000;
const MOST_CANDIDATES = 20;
const MOST_PATH = 300;
const MOST_LINE = 10_000_000;

/** What a file name in a text ends at. Splitting first keeps the patterns below from running over long lines. */
const SEPARATORS = /[\s"'`()<>|*?,;]+/;
/** `tests/test_x.py:12` as pytest, Go, Node and compilers write it. */
const FILE_AND_LINE = /^([^:]{1,300}\.\w{1,10}):(\d{1,8})(?!\w)/;
/** `tests/test_x.py::TestY::test_z` of a command. */
const FILE_WORD = /^(?:[\w-]+=)?([^:=]{1,300}\.\w{1,10})(?=$|[:#])/;

/** The line that failed in the test's own file, else in the first file of the checkout that a failure names. */
export function findPlace(test: TestReport, fileExists: FileExists): Place | null {
  const named = [...namedInFailures(test)].slice(0, MOST_CANDIDATES);
  const own = [test.file ?? '', ...namedInCommand(test.repro ?? '')]
    .slice(0, MOST_CANDIDATES)
    .map(toCheckoutPath)
    .find((path) => path !== null && fileExists(path));
  if (typeof own === 'string') return named.find(({ path }) => path === own) ?? { path: own, line: null };
  return named.find(({ path }) => fileExists(path)) ?? null;
}

function* namedInFailures({ failures }: TestReport): Generator<{ path: string; line: number }> {
  for (const { text, message } of failures) {
    for (const word of splitWords(`${message}\n${text}`)) {
      const [, file = '', digits = ''] = FILE_AND_LINE.exec(word) ?? [];
      const path = toCheckoutPath(file);
      const line = Number(digits);
      if (path !== null && line >= 1 && line <= MOST_LINE) yield { path, line };
    }
  }
}

function namedInCommand(command: string): string[] {
  return splitWords(command).flatMap((word) => FILE_WORD.exec(word)?.[1] ?? []);
}

function splitWords(text: string): string[] {
  return text.slice(0, MOST_TEXT).split(SEPARATORS);
}

/** Relative, with forward slashes; null for what lies or might lie outside of the checkout. */
export function toCheckoutPath(file: string): string | null {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  if (path === '' || path.length > MOST_PATH || path.startsWith('/')) return null;
  // Control characters and colons: drives, streams and other things that no source file is named after.
  if (/[\p{Cc}\p{Cf}\p{Cs}:]/u.test(path)) return null;
  const unsafe = path.split('/').some((part) => part === '' || part === '.' || part === '..');
  return unsafe ? null : path;
}
