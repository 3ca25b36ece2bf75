/**
 * One line that is equal for two failures of one fault and different for two faults:
 * what went wrong, with everything masked that changes from run to run, and the place nearest to it.
 */
import { keepEnd, keepStart } from '../kit/cut.ts';
import { findHeadline, isEmptyWord, type FailureText } from './signature-headline.ts';
import { findNearestFrame, GAP } from './signature-frame.ts';
import { maskVolatile, putOnOneLine, stripColours } from './signature-mask.ts';

const MAX_SIGNATURE = 300;
const MAX_FRAME = 120;
const MAX_EXAMPLE = 200;
/** Characters looked at from each end of a stack trace: frameworks put the fault at one or the other. */
const TRACE_EDGE = 2048;

/**
 * `Type: message @ place`, at most 300 characters. Empty when the failure tells nothing that could be
 * compared: no message, no trace, no type. The kind of element does not count: a first attempt
 * (`flakyFailure`) and a final failure may have one cause.
 */
export function buildSignature(failure: FailureText): string {
  const headline = maskVolatile(findHeadline(failure));
  const fault = headline === '' ? nameType(failure) : joinType(failure, headline);
  const place = findNearestFrame(cutMiddle(failure.text)) || findNearestFrame(cutMiddle(failure.message));
  if (place === '') return keepStart(fault, MAX_SIGNATURE);
  const frame = keepEnd(place, MAX_FRAME);
  return `${keepStart(fault, MAX_SIGNATURE - frame.length - 3)} @ ${frame}`.trimStart();
}

/** First telling lines of the real failure, for people: at most 200 characters, nothing masked. */
export function describeFailure(failure: FailureText): string {
  const headline = putOnOneLine(stripColours(findHeadline(failure)));
  const line = headline === '' ? nameType(failure) : headline;
  return line.length > MAX_EXAMPLE ? `${keepStart(line, MAX_EXAMPLE - 1)}…` : line;
}

/** The type is never masked: it does not change between runs, and `opentest4j` is no number. */
function joinType(failure: FailureText, headline: string): string {
  const type = nameType(failure);
  const simple = type.slice(
    Math.max(type.lastIndexOf('.'), type.lastIndexOf('\\'), type.lastIndexOf(':')) + 1,
  );
  return type === '' || headline.includes(simple) ? headline : `${type}: ${headline}`;
}

function nameType(failure: FailureText): string {
  const type = putOnOneLine(failure.type.slice(0, MAX_FRAME));
  return isEmptyWord(type) ? '' : type;
}

function cutMiddle(trace: string): string {
  if (trace.length <= 2 * TRACE_EDGE) return trace;
  return `${trace.slice(0, TRACE_EDGE)}\n${GAP}\n${trace.slice(-TRACE_EDGE)}`;
}
