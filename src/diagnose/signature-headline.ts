/** Which lines of a failure say what went wrong, whatever the producer. */
import type { FailureDetail } from '../model/failure.ts';

export type FailureText = Pick<FailureDetail, 'type' | 'message' | 'text'>;

const MAX_LINES = 2;
/** Characters of message or text that are looked at. */
const MAX_LOOKED_AT = 2048;

/** Says only that it failed, which the cell says already. */
const EMPTY_WORDS =
  /^(?:(?:test )?(?:fail(?:ed|ure)?|error)|default|warning|testCodeFailure|collection failure|test failure with exit code \d+)?[.!]?$/i;

/** Lines that name a test, a place or a phase: the frame tells places, and every test would be its own cause. */
const NOISE = new RegExp(
  [
    String.raw`^(?:=== |--- |Traceback|Error Trace:|Failure/Error:|Failed:?$|Hint: |note: run with )`,
    // PHPUnit: the id of the test.
    String.raw`^[\w\\]{1,200}::\w{1,200}(?: with data set .*)?$`,
    // A place alone: `file.cc:12:`, `file.cc:12: Failure`, `thread 't' panicked at src/lib.rs:1:2:`.
    String.raw`^(?:[A-Za-z]:)?[^\s:]{1,300}:\d+(?::\d+)?:?(?: Failure)?$`,
    String.raw`^thread .{0,300} panicked at `,
    String.raw`^at (?:async |new )?[^\s(]{1,300}(?: ?\(|:\d+$)`,
    // pytest's diff of the two sides of an assertion, but not its "where 503 = <Response [503]>".
    String.raw`^[-+?] (?! ?where )`,
  ].join('|'),
);

/** pytest puts the error of a fixture into quotes. */
const PHASE_WRAPPER = /^failed on (?:setup|teardown) with "/;

/**
 * At most two telling lines, joined by a blank and unmasked; empty when the failure says nothing.
 * The phase is dropped: an outage that hits one test in its fixture and another in its body is one cause.
 */
export function findHeadline(failure: FailureText): string {
  return fromMessage(failure.message) || fromText(failure.text);
}

export function isEmptyWord(text: string): boolean {
  return text.length < 60 && EMPTY_WORDS.test(text.trim());
}

function fromMessage(message: string): string {
  const phase = PHASE_WRAPPER.exec(message)?.[0].length ?? 0;
  const whole = message.slice(phase, phase > 0 && message.endsWith('"') ? -1 : undefined);
  const head = whole.slice(0, MAX_LOOKED_AT).trimStart();
  if (isEmptyWord(head)) return '';
  // Old pytest writes the whole traceback here.
  return fromPytestLines(head) || joinTelling(head);
}

function fromText(text: string): string {
  const tail = text.slice(-MAX_LOOKED_AT);
  const fromPytest = fromPytestLines(tail);
  if (fromPytest !== '') return fromPytest;
  const head = text.slice(0, MAX_LOOKED_AT).trimStart();
  if (head.startsWith('Traceback')) return tail.slice(tail.trimEnd().lastIndexOf('\n') + 1).trim();
  return isEmptyWord(head) ? '' : joinTelling(head);
}

/** The lines that pytest marks with `E` in the part of the traceback that is nearest to the fault. */
function fromPytestLines(text: string): string {
  if (!text.startsWith('E ') && !text.includes('\nE ')) return '';
  const lines = text.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('E '));
  let first = last;
  while (lines[first - 1]?.startsWith('E ')) first -= 1;
  const marked = lines.slice(first, last + 1).map((line) => line.slice(1));
  return joinTelling(marked.join('\n'));
}

function joinTelling(text: string): string {
  const telling: string[] = [];
  for (const line of text.split('\n', 24)) {
    const trimmed = line.trim();
    if (trimmed === '' || NOISE.test(trimmed)) continue;
    if (telling.push(trimmed) === MAX_LINES) break;
  }
  return telling.join(' ');
}
