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
  let head = Buffer.alloc(0);
  let decoder: TextDecoder | null = null;
  let sniffed = false;
  for await (const chunk of chunks) {
    let bytes: Uint8Array = chunk;
    if (!sniffed) {
      head = Buffer.concat([head, chunk]);
      if (head.length < SNIFF_BYTES) continue;
      sniffed = true;
      decoder = chooseDecoder(head, onUnknown);
      bytes = decoder === null ? withoutMark(head) : head;
    }
    yield decoder === null ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }));
  }
  if (sniffed) {
    if (decoder !== null) yield Buffer.from(decoder.decode());
    return;
  }
  decoder = chooseDecoder(head, onUnknown);
  yield decoder === null ? withoutMark(head) : Buffer.from(decoder.decode(head));
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
