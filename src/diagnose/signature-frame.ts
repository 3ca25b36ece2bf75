/**
 * The place nearest to the fault in a stack trace: short path and function, without the line number, which
 * moves with every edit. Frames of the language and of test frameworks are passed over, because every
 * assertion ends in them; Python's libraries are kept, because there the innermost frame is the cause that
 * tests share.
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
  /^(?:# |from |\[)?((?:[A-Za-z]:)?[^\s:()'"`]{1,400}\.(?:go|rs|rb|php|phpt|cc?|cpp|cxx|hh?|hpp|cs|fs|vb|swift|kts?|java|scala|groovy|mm?|[cm]?[jt]sx?|vue|svelte|dart|exs?|erl|lua|pl|pm|t|bats|sh|robot|feature))[:( ](?:line )?\d/;
const RUST_PANIC = /^thread .{0,300} panicked at (?:'.{0,300}', )?([^\s:]{1,300}):\d/;

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
  if (line.startsWith('at ')) return readAtFrame(line.slice(3));
  if (line.startsWith('❯ ')) return readArrowFrame(line.slice(2));
  const place = (SOURCE_PLACE.exec(line) ?? RUST_PANIC.exec(line))?.[1];
  if (place === undefined || isFrameworkPath(place)) return '';
  return joinFrame(place, /:in [`'](?:block .{0,40} in )?([^'`]{1,80})'/.exec(line)?.[1]);
}

const FRAMEWORK_METHOD =
  /^(?:app\/\/|[\w.]{1,60}@?[\w.]{0,20}\/)?(?:java|javax|jdk|sun|com\.sun|junit|org\.(?:junit|testng|hamcrest|assertj|opentest4j|mockito|gradle|apache\.maven|codehaus\.groovy|spockframework|scalatest)|kotlin|scala|groovy|NUnit|Xunit|Shouldly|FluentAssertions|Microsoft|System)\.|^[<(]/;

/** Java `a.b.C.m(C.java:1)`, .NET `A.B.M(T x) in C:\b.cs:line 1`, JavaScript `fn (a.ts:1:2)` or `a.ts:1:2`. */
function readAtFrame(frame: string): string {
  const call = frame.replace(/^(?:async |new )/, '');
  if (FRAMEWORK_METHOD.test(call) || isFrameworkPath(call)) return '';
  const open = call.indexOf('(');
  if (open < 0) return joinFrame(stripPosition(call), '');
  const name = call.slice(0, open).trim();
  const inside = call.slice(open + 1, call.indexOf(')', open) >>> 0);
  const path = stripPosition(inside);
  const isScript = path !== inside && !/^[^/\\]{1,200}\.(?:java|kt|scala|groovy)$/.test(path);
  return isScript ? joinFrame(path, name) : cleanFunction(name.slice(name.lastIndexOf('/') + 1));
}

/** vitest: `❯ name a/b.ts:1:2` or `❯ a/b.ts:1:2`. */
function readArrowFrame(frame: string): string {
  if (isFrameworkPath(frame)) return '';
  const path = stripPosition(frame);
  const space = path.lastIndexOf(' ');
  return path === frame ? '' : joinFrame(path.slice(space + 1), path.slice(0, Math.max(0, space)));
}

function stripPosition(place: string): string {
  return place.replace(/:\d{1,9}(?::\d{1,9})?$/, '');
}

function isFrameworkPath(path: string): boolean {
  return /node_modules|node:|[( ]internal\/|\/go\/src\/|\/rustc\/|[\\/]vendor[\\/]|[\\/]gems[\\/]|package:test/.test(
    path,
  );
}

function joinFrame(path: string, name: string | undefined): string {
  return `${shortenPath(path.trim())} ${cleanFunction(name ?? '')}`.trim();
}

/** Closures and generated classes are numbered anew by every build. */
function cleanFunction(name: string): string {
  return name
    .replaceAll(/\$\d+|0x[\da-f]+/g, '$')
    .replaceAll(/\$\$+/g, '$')
    .trim();
}
