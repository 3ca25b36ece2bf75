/**
 * Takes out of a failure text what changes from run to run: numbers, ids, addresses, times, ports,
 * temporary and absolute paths, long data. Every quantifier below runs over one character class that ends
 * it, or is bounded, so that the cost stays linear in the length of hostile text.
 */

import { stripAnsi } from '../kit/ansi.ts';

const MASK = '#';

const BARE_COLOUR = /\[[\d;]{1,12}m/g;

const PATH_END = String.raw`[^\s"'\`<>(){}[\],;]*`;

const VOLATILE = new RegExp(
  [
    // Absolute paths: of a known POSIX root, or with a drive letter (slashes were made forward before).
    String.raw`/(?:home|Users|builds|workspace|github|opt|usr|root|__w|mnt|private|var|tmp)/${PATH_END}`,
    String.raw`(?<![A-Za-z])[A-Za-z]:/${PATH_END}`,
    // Long quoted values; an apostrophe inside a word opens nothing.
    String.raw`"[^"\n]{41,}"`,
    String.raw`(?<!\w)'[^'\n]{41,}'`,
    // UUIDs, addresses, Java identity hashes, numbers with exponent, hexadecimal ids without digits.
    String.raw`(?<![\da-fA-F])[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}`,
    String.raw`0[xX][\da-fA-F]+`,
    String.raw`@[\da-f]{5,16}(?!\w)`,
    String.raw`(?<![A-Za-z\d])\d+(?:\.\d+)?[eE][-+]?\d+(?![A-Za-z\d])`,
    String.raw`(?<![A-Za-z\d])(?:[a-f]{8,}|[A-F]{8,})(?![A-Za-z\d])`,
    // Any other word that holds a digit.
    String.raw`(?<![A-Za-z\d])[A-Za-z]*\d[A-Za-z\d]*(?:[µμ]s)?`,
  ].join('|'),
  'g',
);

/** Numbers joined by what joins dates, times, versions, addresses and lists count as one. */
const JOINED_NUMBERS = /(?:(?<![A-Za-z\d])-)?#(?:[-+.:,/_ T]{1,2}#)*/g;

/**
 * A refused or timed-out connection does not depend on the path that was asked for,
 * and a crashed worker not on the test that happened to run in it.
 */
const BYSTANDER = /(with url: |crashed while running )\S+/g;

/** One line without control characters. Expects at most a few thousand characters. */
export function maskVolatile(text: string): string {
  return putOnOneLine(
    maskValues(stripColours(text).replaceAll(/\\+/g, '/'))
      .replaceAll(JOINED_NUMBERS, MASK)
      .replaceAll(BYSTANDER, '$1…'),
  );
}

export function putOnOneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** Escape sequences, and colours whose escape character was lost on the way into XML. */
export function stripColours(text: string): string {
  return text.includes('[') ? stripAnsi(text).replaceAll(BARE_COLOUR, '') : text;
}

/** The last two segments, which checkouts on any machine and system share; of temporary files only the name. */
export function shortenPath(path: string): string {
  const whole = path.replaceAll(/\\+/g, '/');
  const forward = whole.replace(/^[A-Za-z]:\//, '/');
  const kept = isTemporary(whole) ? 1 : 2;
  let start = forward.length;
  for (let segment = 0; segment < kept && start > 0; segment += 1)
    start = forward.lastIndexOf('/', start - 1);
  return forward.slice(start + 1);
}

function maskValues(text: string): string {
  return text.replaceAll(VOLATILE, maskValue);
}

function maskValue(value: string, offset: number, text: string): string {
  const first = value.charAt(0);
  if (first === '"' || first === "'") return maskQuoted(value, first);
  if (first === '/' || value.startsWith(':/', 1)) return maskPath(value);
  if (first === '@') return `@${MASK}`;
  return maskWord(value, offset, text);
}

/** Sentences are the fault itself; one long word, a list or an object is data. */
function maskQuoted(value: string, quote: string): string {
  const inner = value.slice(1, -1);
  const isData = !/\s/.test(inner) || /^[[{]/.test(inner);
  return quote + (isData ? '…' : maskValues(inner)) + quote;
}

function maskPath(path: string): string {
  return isTemporary(path) ? '<tmp>' : maskValues(shortenPath(path));
}

function isTemporary(path: string): boolean {
  return /^(?:\/private)?\/(?:tmp|var\/tmp|var\/folders)\/|^[A-Za-z]:.*\/te?mp\//i.test(path);
}

function maskWord(word: string, offset: number, text: string): string {
  if (word.length <= 3 && isStatedCode(word, { offset, text })) return word;
  return WHOLE_VALUE.test(word) || isGeneratedId(word) ? MASK : word.replaceAll(/\d+/g, MASK);
}

/** Addresses; UUIDs and signed exponents; numbers with exponent or unit of time, whose unit may change too. */
const WHOLE_VALUE = /^0[xX]|[-+]|^\d+(?:[eE]\d+|[numµμ]?s|min|[hm])?$/;

/** Hexadecimal ids, and words that change between letters and digits at least three times (`x2x4k`). */
function isGeneratedId(word: string): boolean {
  const changes = word.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  if (changes >= 3 && word.length >= 5) return true;
  return /^[\da-fA-F]+$/.test(word) && (word.length >= 8 || (word.length >= 6 && changes >= 2));
}

const HTTP_STATUS = /^(?:20[0-8]|226|30[0-8]|40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/;
const STATUS_BEFORE =
  /(?:status(?:.?code)?|http(?:\/\d(?:\.\d)?)?|response|code)(?: (?:is|was|of))?[^A-Za-z\d]{0,6}$/i;
const STATUS_AFTER =
  /^(?: (?:client error|server error|bad |not found|forbidden|unauthori|too many|internal s|service un|gateway t)| = [^\n]*\.status(?:_code)?(?!\w))/i;
const EXIT_BEFORE = /(?:exit(?:ed)?(?: with)?(?: error)?(?: code| status)?|signal)[ :=]{0,3}$/i;

/**
 * A number stays when it is the fact and not a measurement: an assigned HTTP status that the text calls a
 * status (503 and 404 are two faults, also when all else is alike), an exit code or a signal.
 */
function isStatedCode(word: string, place: { offset: number; text: string }): boolean {
  if (!/^\d+$/.test(word)) return false;
  const before = place.text.slice(Math.max(0, place.offset - 24), place.offset);
  if (EXIT_BEFORE.test(before)) return true;
  if (!HTTP_STATUS.test(word)) return false;
  const end = place.offset + word.length;
  return STATUS_BEFORE.test(before) || STATUS_AFTER.test(place.text.slice(end, end + 200));
}
