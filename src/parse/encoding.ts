/** Any encoding a report may come in -> UTF-8 chunks without a byte order mark. */

import { TextDecoder } from 'node:util';

const SNIFF_BYTES = 256;

/**
 * Passes UTF-8 through untouched; decodes UTF-16 (by mark or by its look) and the encoding that the XML
 * declaration names. A declaration of UTF-16 that can be read as ASCII is wrong (old .NET writers) and ignored.
 */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  onUnknown: (label: string) => void,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const { head, failure } = await readHead(source);
    const decoder = chooseDecoder(head, onUnknown);
    yield decoder === null ? withoutMark(head) : Buffer.from(decoder.decode(head, { stream: true }));
    // What came before the failure is evidence and was passed on; now the failure is.
    if (failure !== null) throw failure.cause;
    for (let next = await source.next(); next.done !== true; next = await source.next()) {
      yield decoder === null ? next.value : Buffer.from(decoder.decode(next.value, { stream: true }));
    }
    if (decoder !== null) yield Buffer.from(decoder.decode());
  } finally {
    // A reader that has seen enough leaves early: the file must be closed all the same.
    await source.return?.();
  }
}

interface Head {
  readonly head: Buffer;
  /** The source failed while the head was read. */
  readonly failure: { readonly cause: unknown } | null;
}

/** Enough bytes to judge the encoding by, or all there are. */
async function readHead(source: AsyncIterator<Uint8Array>): Promise<Head> {
  let head = Buffer.alloc(0);
  try {
    while (head.length < SNIFF_BYTES) {
      const next = await source.next();
      if (next.done === true) break;
      head = Buffer.concat([head, next.value]);
    }
  } catch (cause) {
    return { head, failure: { cause } };
  }
  return { head, failure: null };
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function chooseDecoder(head: Buffer, onUnknown: (label: string) => void): TextDecoder | null {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder('utf-16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder('utf-16be');
  const declaration = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(
    withoutMark(head).toString('latin1', 0, SNIFF_BYTES),
  );
  const label = (declaration?.[1] ?? 'utf-8').toLowerCase();
  if (/^(utf-?8|utf-?16(le|be)?|us-ascii|ascii)$/.test(label)) return null;
  try {
    return new TextDecoder(label);
  } catch {
    onUnknown(label);
    return null;
  }
}
