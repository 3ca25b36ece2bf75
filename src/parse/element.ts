/** The elements and attributes of JUnit XML that mean something to us, recognised from raw bytes. */

export const ELEMENT = {
  other: 0,
  testsuites: 1,
  testsuite: 2,
  testcase: 3,
  failure: 4,
  error: 5,
  skipped: 6,
  flakyFailure: 7,
  flakyError: 8,
  rerunFailure: 9,
  rerunError: 10,
  property: 11,
  systemOut: 12,
  systemErr: 13,
} as const;

const ELEMENT_NAMES: readonly (readonly [string, number])[] = [
  ['testsuites', ELEMENT.testsuites],
  ['testsuite', ELEMENT.testsuite],
  ['testcase', ELEMENT.testcase],
  ['failure', ELEMENT.failure],
  ['error', ELEMENT.error],
  ['skipped', ELEMENT.skipped],
  ['flakyFailure', ELEMENT.flakyFailure],
  ['flakyError', ELEMENT.flakyError],
  ['rerunFailure', ELEMENT.rerunFailure],
  ['rerunError', ELEMENT.rerunError],
  ['property', ELEMENT.property],
  ['system-out', ELEMENT.systemOut],
  ['system-err', ELEMENT.systemErr],
];

export const ATTRIBUTE = {
  none: -1,
  name: 0,
  classname: 1,
  time: 2,
  file: 3,
  status: 4,
  result: 5,
  tests: 6,
  hostname: 7,
  timestamp: 8,
  message: 9,
  type: 10,
  value: 11,
  failures: 12,
  errors: 13,
  skipped: 14,
} as const;

export const ATTRIBUTE_COUNT = 15;

const ATTRIBUTE_NAMES: readonly (readonly [string, number])[] = [
  ['name', ATTRIBUTE.name],
  ['classname', ATTRIBUTE.classname],
  ['time', ATTRIBUTE.time],
  ['file', ATTRIBUTE.file],
  ['status', ATTRIBUTE.status],
  ['result', ATTRIBUTE.result],
  ['tests', ATTRIBUTE.tests],
  ['hostname', ATTRIBUTE.hostname],
  ['timestamp', ATTRIBUTE.timestamp],
  ['message', ATTRIBUTE.message],
  ['type', ATTRIBUTE.type],
  ['value', ATTRIBUTE.value],
  ['failures', ATTRIBUTE.failures],
  ['errors', ATTRIBUTE.errors],
  ['skipped', ATTRIBUTE.skipped],
];

type Word = { readonly bytes: Uint8Array; readonly id: number };

/** Words by length and first byte: two array look-ups find the one candidate, a short loop confirms it. */
function indexWords(words: readonly (readonly [string, number])[]): readonly (readonly Word[])[] {
  const index: Word[][] = Array.from({ length: 32 * 32 }, () => []);
  for (const [word, id] of words) {
    const bytes = Buffer.from(word, 'latin1');
    index[slotOf(bytes.length, bytes[0] ?? 0)]?.push({ bytes, id });
  }
  return index;
}

function slotOf(length: number, first: number): number {
  return ((length & 31) << 5) | (first & 31);
}

const ELEMENT_INDEX = indexWords(ELEMENT_NAMES);
const ATTRIBUTE_INDEX = indexWords(ATTRIBUTE_NAMES);

function findWord(index: readonly (readonly Word[])[], view: Uint8Array, range: Range): number {
  const { start, end } = range;
  const candidates = index[slotOf(end - start, view[start] ?? 0)];
  if (candidates === undefined) return -1;
  for (let c = 0; c < candidates.length; c += 1) {
    const { bytes, id } = candidates[c] as Word;
    if (bytes.length !== end - start) continue;
    let i = 0;
    while (i < bytes.length && bytes[i] === view[start + i]) i += 1;
    if (i === bytes.length) return id;
  }
  return -1;
}

export interface Range {
  start: number;
  end: number;
}

const range: Range = { start: 0, end: 0 };

/** Element id of the name in view[start, end); `other` for every element we do not know. */
export function elementOf(view: Uint8Array, start: number, end: number): number {
  range.start = start;
  range.end = end;
  const id = findWord(ELEMENT_INDEX, view, range);
  return id < 0 ? ELEMENT.other : id;
}

/** Attribute id of the name in view[start, end), or ATTRIBUTE.none. */
export function attributeOf(view: Uint8Array, start: number, end: number): number {
  range.start = start;
  range.end = end;
  return findWord(ATTRIBUTE_INDEX, view, range);
}
