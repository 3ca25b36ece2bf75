/**
 * Makes bytes smaller that repeat what stood shortly before, as names of tests do: to two fifths, at hundreds of
 * megabytes a second. zlib would halve that again, but each of its synchronous calls leaves objects behind that live
 * until a full collection: names that were looked at block by block left more of them than zlib had saved.
 *
 * Squeezed bytes are runs. A first byte below 128 announces that many bytes + 1, which follow as they are; another one,
 * less 128, the length - 4 of a repetition, whose distance follows in two bytes.
 */

/** Bytes that can be squeezed at once: distances have two bytes. */
export const MOST_SQUEEZED = 0x1_0000;

const LEAST_MATCH = 4;
const LONGEST_MATCH = 127 + LEAST_MATCH;
const LONGEST_RUN = 128;

/** Where four bytes with this hash stood last. */
const lastPlaces = new Uint16Array(4096);
/** A repetition always saves the byte that announces the run before it. */
const scratch = new Uint8Array(MOST_SQUEEZED + MOST_SQUEEZED / LONGEST_RUN + 1);

export function squeeze(bytes: Uint8Array): Uint8Array {
  lastPlaces.fill(0);
  let length = 0;
  let plain = 0;
  let at = 0;
  while (at + LEAST_MATCH <= bytes.length) {
    const slot = hashAt(bytes, at);
    const candidate = lastPlaces[slot] as number;
    lastPlaces[slot] = at;
    const match = candidate < at ? matchLength(bytes, candidate, at) : 0;
    if (match < LEAST_MATCH) {
      at += 1;
      continue;
    }
    length = writePlain(bytes, { from: plain, to: at }, length);
    scratch[length] = 128 + match - LEAST_MATCH;
    scratch[length + 1] = at - candidate;
    scratch[length + 2] = (at - candidate) >>> 8;
    length += 3;
    at += match;
    plain = at;
  }
  return scratch.slice(0, writePlain(bytes, { from: plain, to: bytes.length }, length));
}

function hashAt(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
  const word = low | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
  return Math.imul(word, 0x9e3779b1) >>> 20;
}

/** How many bytes at `at` repeat those at `before`. */
function matchLength(bytes: Uint8Array, before: number, at: number): number {
  const most = Math.min(LONGEST_MATCH, bytes.length - at);
  let length = 0;
  while (length < most && bytes[before + length] === bytes[at + length]) length += 1;
  return length;
}

/** Returns the new end of what was written. */
function writePlain(bytes: Uint8Array, { from, to }: { from: number; to: number }, end: number): number {
  let length = end;
  for (let start = from; start < to; start += LONGEST_RUN) {
    const stop = Math.min(to, start + LONGEST_RUN);
    scratch[length] = stop - start - 1;
    length += 1;
    for (let i = start; i < stop; i += 1) scratch[length++] = bytes[i] as number;
  }
  return length;
}

/** Writes what was squeezed to the beginning of `into`, which must be long enough. */
export function unsqueeze(squeezed: Uint8Array, into: Uint8Array): void {
  let length = 0;
  for (let at = 0; at < squeezed.length;) {
    const first = squeezed[at] as number;
    at += 1;
    if (first < 128) {
      const stop = at + first + 1;
      while (at < stop) into[length++] = squeezed[at++] as number;
      continue;
    }
    let from = length - ((squeezed[at] as number) | ((squeezed[at + 1] as number) << 8));
    at += 2;
    const end = length + first - 128 + LEAST_MATCH;
    while (length < end) into[length++] = into[from++] as number;
  }
}
