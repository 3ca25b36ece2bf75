/**
 * The place nearest to the fault in a stack trace: short path and function, without the line number, which
 * moves with every edit. Only where functions have no names, as in most JavaScript tests, the line stands
 * for the function: else all failed comparisons of a file would be one cause. Frames of the language and of
 * test frameworks are passed over, because every assertion ends in them; Python's libraries are kept,
 * because there the innermost frame is the cause that tests share.
 */
import { shortenPath } from './signature-mask.ts';

/** A line that starts with it stands for a part that was left out. */
export const GAP = '…';

const MAX_LINES = 120;
const MAX_LINE = 500;
const MAX_TRIES = 12;

/** `dir/file function`, a qualified method, or empty when no frame is recognised. */
export function findNearestFrame(trace: string): string {
  return findPytestFrame(trace) || findPythonFrame(trace) || findFirstFrame(trace);
}

/** `path/test_x.py:12: AssertionError` or `path/test_x.py:12: in test_name`: the last one is the nearest. */
function findPytestFrame(text: string): string {
  const afterPath = /:\d+: ?(?:in (\S{1,80}))?/y;
  let at = text.lastIndexOf('.py:');
  for (let tries = 0; at > 0 && tries < MAX_TRIES; tries += 1) {
    const start = text.lastIndexOf('\n', at) + 1;
    afterPath.lastIndex = at + 3;
    const match = afterPath.exec(text);
    if (match && !/^[E>\s]/.test(text.charAt(start)) && at - start < MAX_LINE) {
      return joinFrame(text.slice(start, at + 3), match[1] ?? findEnclosingDef(text, start));
    }
    at = text.lastIndexOf('.py:', at - 1);
  }
  return '';
}

/** In pytest's long form the function stands only in the source excerpt above the place. */
function findEnclosingDef(text: string, before: number): string {
  const separator = text.lastIndexOf('\n_ _ _', before);
  // A section that starts in a gap has lost its first line, and any other `def` would mislead.
  if (text.lastIndexOf(`\n${GAP}`, before) > separator) return '';
  const section = text.slice(separator + 1, before);
  return /^(?:[> ]\s{0,80})?(?:async )?def (\w{1,80})/m.exec(section)?.[1] ?? '';
}

/** `  File "x.py", line 12, in name`: the last one is the nearest. */
function findPythonFrame(text: string): string {
  const at = text.lastIndexOf('", line ');
  const start = text.lastIndexOf('  File "', at);
  if (start < 0 || at - start > MAX_LINE) return '';
  return joinFrame(
    text.slice(start + 8, at),
    /^", line \d+, in (\S{1,80})/.exec(text.slice(at, at + 120))?.[1],
  );
}

const SOURCE_PLACE =
  /^(?:# |from |\[)?((?:[A-Za-z]:)?[^\s:()'"`]{1,400}\.(?:go|rs|rb|php|phpt|cc?|cpp|cxx|hh?|hpp|cs|fs|vb|swift|kts?|java|scala|groovy|mm?|[cm]?[jt]sx?|vue|svelte|dart|exs?|erl|lua|pl|pm|t|bats|sh|robot|feature))[:( ](?:line )?(\d{1,9})/;
const RUST_PANIC = /^thread .{0,300} panicked at (?:'.{0,300}', )?([^\s:]{1,300}):(\d{1,9})/;
const RUBY_METHOD = /:in [`'](?:block .{0,40} in )?([^'`]{1,80})'/;

/** Most runtimes write the nearest frame first. */
function findFirstFrame(text: string): string {
  let start = 0;
  for (let line = 0; line < MAX_LINES && start < text.length; line += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const frame = readFrame(text.slice(start, Math.min(end, start + MAX_LINE)).trim());
    if (frame !== '') return frame;
    start = end + 1;
  }
  return '';
}

function readFrame(line: string): string {
  if (FRAMEWORK_PATH.test(line)) return '';
  const call = /^at (?:async |new )?(?:file:\/\/)?(.*)/.exec(line)?.[1];
  if (call?.includes('(')) return readCallFrame(call);
  if (line.startsWith('❯ ')) return readArrowFrame(line.slice(2));
  const [, path, number] = SOURCE_PLACE.exec(call ?? line) ?? RUST_PANIC.exec(line) ?? [];
  return path === undefined ? '' : joinPlace({ path, line: number }, RUBY_METHOD.exec(line)?.[1]);
}

const FRAMEWORK_PATH =
  /node_modules|node:|[( ]internal\/|\/go[-\d.]{0,9}\/src\/(?:runtime|testing|reflect)\/|\/rustc\/|[\\/]vendor[\\/]|[\\/]gems[\\/]|package:test/;
const FRAMEWORK_METHOD =
  /^(?:app\/\/|[\w.]{1,60}@?[\w.]{0,20}\/)?(?:java|javax|jdk|sun|com\.sun|junit|org\.(?:junit|testng|hamcrest|assertj|opentest4j|mockito|gradle|apache\.maven|codehaus\.groovy|spockframework|scalatest)|kotlin|scala|groovy|NUnit|Xunit|Shouldly|FluentAssertions|Microsoft\.VisualStudio|System)\.|^[<(]/;
const NO_PLACE = /^(?:<anonymous>|native|index \d+)$/;
const JVM_FILE = /^[^/\\]{1,200}\.(?:java|kt|scala|groovy|clj)$/;

/** Java `a.b.C.m(C.java:1)`, .NET `A.B.M(T x) in C:\b.cs:line 1`, JavaScript `fn (a.ts:1:2)`. */
function readCallFrame(call: string): string {
  const open = call.indexOf('(');
  const close = call.indexOf(')', open);
  const inside = call.slice(open + 1, close < 0 ? call.length : close);
  if (FRAMEWORK_METHOD.test(call) || NO_PLACE.test(inside)) return '';
  const name = call.slice(0, open).trim();
  const place = splitPlace(inside);
  if (place.line !== undefined && !JVM_FILE.test(place.path)) return joinPlace(place, name);
  // Prose may begin with "at" and go on with brackets; a method has a class.
  return /^\S+\.\S+$/.test(name) ? cleanFunction(name.slice(name.lastIndexOf('/') + 1)) : '';
}

/** vitest: `❯ name a/b.ts:1:2` or `❯ a/b.ts:1:2`. */
function readArrowFrame(frame: string): string {
  const { path, line } = splitPlace(frame);
  const name = path.slice(0, Math.max(0, path.lastIndexOf(' ')));
  return line === undefined ? '' : joinPlace({ path: path.slice(name.length), line }, name);
}

interface Place {
  readonly path: string;
  readonly line: string | undefined;
}

function splitPlace(place: string): Place {
  const match = /:(\d{1,9})(?::\d{1,9})?$/.exec(place);
  return { path: match === null ? place : place.slice(0, match.index), line: match?.[1] };
}

function joinPlace({ path, line }: Place, name: string | undefined): string {
  const isNamed = name !== undefined && name !== '' && !name.includes('<');
  return isNamed || line === undefined ? joinFrame(path, name) : `${shortenPath(path.trim())}:${line}`;
}

function joinFrame(path: string, name: string | undefined): string {
  return `${shortenPath(path.trim())} ${cleanFunction(name ?? '')}`.trim();
}

/** Closures and generated classes are numbered anew by every build. */
function cleanFunction(name: string): string {
  return name.replaceAll(/\$[\d$]*|0x[\da-f]+/g, '$').trim();
}
