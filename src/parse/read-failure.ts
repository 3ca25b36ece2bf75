/**
 * The first failure of a kept fragment, read without an XML parser: every failed execution is compared with every
 * other, only a few are printed, and a parser would cost more than the whole scan. It relies on the shape that
 * FragmentWriter gives (flat, quotes around values, text escaped); a test holds it against `readDetail`.
 */
import { cleanText } from '../model/canonical-name.ts';
import type { FailureDetail } from '../model/failure.ts';
import { decodeEntities } from './text.ts';

/** Characters of text looked at from either end; signatures need no more. */
const EDGE = 2048;

/** Values may hold a `>`: attributes are matched with their quotes. */
const OPEN =
  /<(failure|error|flakyFailure|flakyError|rerunFailure|rerunError)((?: [a-z]+=(?:"[^"]*"|'[^']*'))*)>/;
const MESSAGE = / message=(?:"([^"]*)"|'([^']*)')/;
const TYPE = / type=(?:"([^"]*)"|'([^']*)')/;

/** Null when the fragment holds no failure. Long texts are cut to their two ends. */
export function readFirstFailure(fragment: Uint8Array): FailureDetail | null {
  const xml = Buffer.from(fragment.buffer, fragment.byteOffset, fragment.byteLength).toString('utf8');
  const open = OPEN.exec(xml);
  if (open === null) return null;
  const [tag, kind = 'failure', attributes = ''] = open;
  const start = open.index + tag.length;
  const end = xml.indexOf(`</${kind}>`, start);
  return {
    kind: kind as FailureDetail['kind'],
    type: read(TYPE, attributes),
    message: read(MESSAGE, attributes),
    text: clean(edges(xml.slice(start, end < 0 ? xml.length : end))).trim(),
  };
}

function read(pattern: RegExp, attributes: string): string {
  const match = pattern.exec(attributes);
  return clean(match?.[1] ?? match?.[2] ?? '');
}

function edges(text: string): string {
  return text.length <= 2 * EDGE ? text : `${text.slice(0, EDGE)}\n…\n${text.slice(-EDGE)}`;
}

function clean(text: string): string {
  return cleanText(decodeEntities(text));
}
